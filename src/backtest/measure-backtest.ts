import type { BacktestResult, BacktestRules, BacktestSeries } from './backtest.ts'
import type { BacktestMetrics } from './backtest-metrics.ts'

export function measureBacktest(result: BacktestResult, series: readonly BacktestSeries[], rules: BacktestRules): BacktestMetrics {
  throw new Error(`Cannot measure ${result.trades.length} trades of ${series.length} markets with ${rules.cash}`)
}
