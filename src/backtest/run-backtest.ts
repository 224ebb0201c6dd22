import type { BacktestResult, BacktestRules, BacktestSeries } from './backtest.ts'

export function runBacktest(series: readonly BacktestSeries[], rules: BacktestRules): BacktestResult {
  throw new Error(`Cannot run ${series.length} markets with ${rules.cash}`)
}
