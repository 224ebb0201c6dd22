import { printNumber } from '../../../analysis/formula/reading/number-literal.ts'
import type { BacktestMetrics } from '../../../backtest/backtest-metrics.ts'
import type { Tested } from '../../../backtest/test-strategy.ts'
import type { Trials, Verdict } from '../../../backtest/verdict.ts'
import { type BlockOf, type Tone, table } from '../../../basics/reply.ts'
import { showDigits, showPercent, showTime } from '../../../basics/show.ts'
import { DAY_MS } from '../../../basics/timeframe.ts'
import type { Market } from '../../../market/market-ports.ts'
import type { StrategyRules } from '../../../strategies/strategy.ts'
import type { CandleFacts } from './backtest-data.ts'
import type { PreparedBacktest } from './prepare-backtest.ts'

const UNKNOWN = 'too little to say'
/** A few days brought to a year come out as ratios of thousands, which say nothing. */
const YEARLY_RATIO_MAX = 100

/** Figures of a result, the most asked for first. */
export function metricFigures(metrics: BacktestMetrics, quote: string): Readonly<Record<string, string>> {
  const { trades, totalReturn, buyAndHold, annualReturn, sharpe, sortino, calmar, maxDrawdown, maxDrawdownMs } = metrics
  return {
    Trades: String(trades),
    Return: showPercent(totalReturn),
    'Buy and hold': showPercent(buyAndHold),
    'Return a year': percentWords(annualReturn),
    Sharpe: yearlyWords(sharpe),
    Sortino: yearlyWords(sortino),
    Calmar: yearlyWords(calmar),
    'Max drawdown': showPercent(maxDrawdown),
    'Longest drawdown': `${Math.round(maxDrawdownMs / DAY_MS)} d`,
    'Win rate': percentWords(metrics.winRate),
    'Profit factor': ratioWords(metrics.profitFactor),
    'Mean trade': percentWords(metrics.expectancy),
    'In the market': showPercent(metrics.exposure),
    'Fees paid': `${money(metrics.fees)} ${quote}`,
    'Final equity': `${money(metrics.finalEquity)} ${quote}`,
  }
}

export function percentWords(ratio: number | undefined): string {
  return ratio === undefined ? UNKNOWN : showPercent(ratio)
}

export function ratioWords(ratio: number | undefined): string {
  return ratio === undefined ? UNKNOWN : showDigits(ratio.toFixed(2))
}

/** Whether a ratio of figures of a year is worth telling. */
export function isTelling(ratio: number | undefined): ratio is number {
  return ratio !== undefined && Math.abs(ratio) <= YEARLY_RATIO_MAX
}

function yearlyWords(ratio: number | undefined): string {
  return ratioWords(isTelling(ratio) ? ratio : undefined)
}

/** "entry rsi(14) < 30, exit rsi(14) > 60, stop 3%, size 99.9%". */
export function rulesWords({ entry, exit, stop, target, trail, size, holdBars, coolDownBars, entriesMax }: StrategyRules): string {
  const said = { entry, exit, stop, target, trail, hold: holdBars, cooldown: coolDownBars, entries: entriesMax, size }
  return Object.entries(said)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]))
    .join(', ')
}

/** "fee 0.1%, slippage 0.05%, of 10,000 USDT". */
export function termsWords(
  { fee, slippage, cash, growth }: { readonly fee: number; readonly slippage: number; readonly cash: number; readonly growth: string },
  quote: string,
): string {
  const fixed = growth === 'fixed' ? ', profits not invested' : ''
  return `fee ${printNumber(fee, true)}, slippage ${printNumber(slippage, true)}, of ${showDigits(String(cash))} ${quote}${fixed}`
}

export function symbolsOf(markets: readonly Pick<Market, 'symbol' | 'base'>[]): string {
  return markets.length === 1 ? (markets[0]?.symbol ?? '') : markets.map(({ base }) => base).join(' ')
}

export function spanWords({ from, to }: { readonly from: number; readonly to: number }, zone: string): string {
  return `${showTime(from, zone)} to ${showTime(to, zone)}`
}

export function toneOfVerdict({ grade }: Verdict): Tone {
  return grade === 'sound' ? 'good' : grade === 'unsound' ? 'bad' : 'warning'
}

/** What half, twice and three times the costs had left. */
export function costTable({ costs }: Pick<Trials, 'costs'>): BlockOf<'table'> {
  return table(
    [
      { title: 'Costs', align: 'right' },
      { title: 'Return', align: 'right' },
    ],
    costs.map(({ times, totalReturn }) => [`${times} ×`, showPercent(totalReturn)]),
  )
}

/** What a reader must know of a test beside its figures; a line for each. */
export function testNotes(
  { what, range }: PreparedBacktest,
  { metrics, result, atBest }: Pick<Tested, 'metrics' | 'result' | 'atBest'>,
  { facts, zone }: { readonly facts: CandleFacts; readonly zone: string },
): readonly string[] {
  const { trades, ambiguousTrades, totalReturn } = metrics
  const [low, high] = [Math.min(totalReturn, atBest ?? totalReturn), Math.max(totalReturn, atBest ?? totalReturn)]
  const notes = [
    trades === 0 && result.skipped === 0 ? 'The entry was never true on these candles, so nothing was bought.' : '',
    ambiguousTrades === 0 ? '' : `${candlesWords(ambiguousTrades)} touched stop and target: ${showPercent(low)} to ${showPercent(high)}.`,
    result.skipped === 0
      ? ''
      : `${result.skipped} entries were not made: too little cash, or a stop or target on the wrong side of the price.`,
    what.holdsAsUsual
      ? `Nothing was said about when to sell, so it sells after ${what.rules.holdBars} candles. Say exit, stop, target or hold.`
      : '',
    facts.askedFrom === undefined || range.from === undefined
      ? ''
      : `Candles begin ${showTime(facts.first, zone)}, later than you asked for.`,
    facts.missing === 0 ? '' : `${missingWords(facts)} of the candles are missing.`,
    facts.builtFrom === undefined ? '' : `Built from candles of ${facts.builtFrom}.`,
  ]
  return notes.filter((note) => note !== '')
}

export function candleWords({ candles }: Pick<CandleFacts, 'candles'>, timeframe: string): string {
  return `${candles.toLocaleString('en')} of ${timeframe}`
}

function candlesWords(count: number): string {
  return count === 1 ? '1 candle' : `${count.toLocaleString('en')} candles`
}

/** "0.3%"; what is next to nothing is not nothing. */
function missingWords({ candles, missing }: CandleFacts): string {
  const percent = (100 * missing) / (candles + missing)
  return percent < 0.01 ? 'Less than 0.01%' : `${percent.toFixed(2)}%`
}

function money(value: number): string {
  return showDigits(value.toFixed(2))
}
