import type { BacktestResult, BacktestRules, BacktestSeries, BacktestTrade } from './backtest.ts'
import type { BacktestMetrics } from './backtest-metrics.ts'
import { deepestFall } from './deepest-fall.ts'
import { meanOf, said, yearlyRatios } from './yearly-ratios.ts'

/**
 * What a result comes to; the fields say how each is defined. Where backtesting.py defines the same, it says the same number of the same equity and trades.
 * Nothing is ever NaN or infinite: what cannot be said is undefined, or 0 for a backtest without a candle.
 */
export function measureBacktest(result: BacktestResult, series: readonly BacktestSeries[], rules: BacktestRules): BacktestMetrics {
  const { trades, times, equity } = result
  const finalEquity = equity.at(-1) ?? rules.cash
  const totalReturn = finalEquity / rules.cash - 1
  const { depth, longestMs } = deepestFall(times, equity)
  const ratios = yearlyRatios({ times, equity, timeframe: series[0]?.candles.timeframe ?? '1d' })
  const calmar = ratios.annualReturn === undefined ? undefined : said(ratios.annualReturn / -depth)
  return {
    ...ratios,
    ...measureTrades(trades),
    totalReturn,
    buyAndHold: buyAndHold(series),
    calmar,
    maxDrawdown: depth,
    maxDrawdownMs: longestMs,
    recoveryFactor: said(totalReturn / -depth),
    exposure: result.barsAll === 0 ? 0 : result.barsHeld / result.barsAll,
    fees: result.feesPaid,
    finalEquity,
  }
}

type TradeFigures = Pick<
  BacktestMetrics,
  'trades' | 'wins' | 'winRate' | 'profitFactor' | 'averageWin' | 'averageLoss' | 'expectancy' | 'ambiguousTrades'
>

function measureTrades(trades: readonly BacktestTrade[]): TradeFigures {
  const returns = trades.map(({ pnl, quantity, entryPrice }) => pnl / (quantity * entryPrice))
  const won = returns.filter((each) => each > 0)
  const lost = returns.filter((each) => each < 0)
  return {
    trades: trades.length,
    wins: won.length,
    winRate: said(won.length / trades.length),
    profitFactor: said(sumOf(won) / -sumOf(lost)),
    averageWin: said(meanOf(won)),
    averageLoss: said(meanOf(lost)),
    expectancy: said(meanOf(returns)),
    ambiguousTrades: trades.filter(({ ambiguous }) => ambiguous).length,
  }
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

/** The mean of the markets' own changes, those without a candle left out. */
function buyAndHold(series: readonly BacktestSeries[]): number {
  const changes = series.map(({ candles: { close }, from }) => (close.at(-1) ?? 0) / (close[from] ?? Number.NaN) - 1)
  return said(meanOf(changes.filter(Number.isFinite))) ?? 0
}
