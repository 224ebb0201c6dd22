import { frameKey } from '../../../analysis/formula/formula-data.ts'
import { backtestNeeds } from '../../../backtest/backtest-needs.ts'
import type { TrialMarket, TrialStrategy } from '../../../backtest/trials/trial-strategy.ts'
import { Refusal } from '../../../basics/refusal.ts'
import { openBefore, openOf, type Timeframe } from '../../../basics/timeframe.ts'
import { frameCandles } from '../../../market/load-formula-data.ts'
import { type History, loadHistory } from '../../../market/load-history.ts'
import type { Market } from '../../../market/market-ports.ts'
import type { MarketService } from '../../../market/market-service.ts'
import type { TestedRange } from './backtest-range.ts'

/** Where nobody said how far back: exchanges have to be asked for every candle. */
const CANDLES_USUAL_LIVE = 5000
const CANDLES_MIN = 10

/** What is to be loaded. */
export interface DataWish {
  readonly strategy: TrialStrategy
  readonly markets: readonly Market[]
  readonly timeframe: Timeframe
  readonly range: TestedRange
}

/** What is known of the candles of a test beside themselves. */
export interface CandleFacts {
  /** Openings of the first and the last candle that are tested, in market time, over all markets. */
  readonly first: number
  readonly last: number
  readonly candles: number
  readonly missing: number
  readonly builtFrom: Timeframe | undefined
  /** When the range that was asked for begins, where that is before the first candle. */
  readonly askedFrom: number | undefined
}

interface Loading {
  readonly signal: AbortSignal
  readonly progress: (done: number, of: number, label: string) => void
}

/** Loads the candles of each market in the range, that in which it begins among them, with what formulas look at besides. Refuses a range with fewer than ten candles in it. */
export async function backtestData(
  service: MarketService,
  { strategy, markets, timeframe, range }: DataWish,
  { signal, progress }: Loading,
): Promise<{ readonly markets: readonly TrialMarket[]; readonly facts: CandleFacts }> {
  const { history: warmUp, frames } = backtestNeeds(strategy, timeframe)
  const usual = service.kind === 'live' && range.from === undefined
  const asked = range.from === undefined ? undefined : openOf(timeframe, range.from)
  const from = usual ? openBefore(timeframe, openOf(timeframe, range.to), CANDLES_USUAL_LIVE) : asked
  const loaded: { readonly market: TrialMarket; readonly history: History }[] = []
  for (const market of markets) {
    const told = (done: number, of: number): void => progress(done, of, `Loading ${market.symbol}`)
    const history = await loadHistory(service, { market, timeframe, from, to: range.to, warmUp }, { signal, progress: told })
    const { time } = history.candles
    if (time.length - history.from < CANDLES_MIN) throw tooFew(market, timeframe, time.length - history.from)
    const first = time[0] ?? range.to
    const besides = new Map<string, History['candles']>()
    for (const need of frames) {
      const span = { timeframe: need.timeframe, from: first, to: range.to, warmUp: need.bars }
      const read = async (of: Market) => (await loadHistory(service, { ...span, market: of }, { signal, progress: told })).candles
      besides.set(frameKey(need), await frameCandles(service, { need, market, read }, signal))
    }
    const data = { candles: history.candles, frames: besides, outside: new Map() }
    loaded.push({ market: { marketId: market.id, data, from: history.from }, history })
  }
  return {
    markets: loaded.map(({ market }) => market),
    facts: factsOf(
      loaded.map(({ history }) => history),
      { asked, timeframe },
    ),
  }
}

function factsOf(
  histories: readonly History[],
  { asked, timeframe }: { readonly asked: number | undefined; readonly timeframe: Timeframe },
): CandleFacts {
  const firsts = histories.map(({ candles, from }) => candles.time[from] ?? 0)
  const lasts = histories.map(({ candles }) => candles.time.at(-1) ?? 0)
  const first = Math.min(...firsts)
  return {
    first,
    last: Math.max(...lasts),
    candles: histories.reduce((sum, { candles, from }) => sum + candles.time.length - from, 0),
    missing: histories.reduce((sum, { missing }) => sum + missing, 0),
    builtFrom: histories.find(({ builtFrom }) => builtFrom !== undefined)?.builtFrom,
    askedFrom: asked !== undefined && openBefore(timeframe, first, 1) > asked ? asked : undefined,
  }
}

function tooFew({ symbol }: Market, timeframe: Timeframe, count: number): Refusal {
  const there = count === 0 ? 'no candles' : count === 1 ? 'one candle' : `${count} candles`
  return new Refusal('not-found', `There is nothing to test: ${symbol} has ${there} of ${timeframe} in that range.`, {
    hint: 'Take a longer or an earlier range, or a finer timeframe. /info says which candles there are.',
  })
}
