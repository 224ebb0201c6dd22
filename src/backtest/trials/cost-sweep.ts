import type { BacktestRules, BacktestSeries } from '../backtest.ts'
import type { Trials } from '../verdict.ts'
import type { TrialEngine } from './trial-strategy.ts'

export const COST_TIMES = [0.5, 1, 2, 3] as const

/** The same strategy with half, once, twice and three times the fee and the slippage. */
export function costSweep(series: readonly BacktestSeries[], rules: BacktestRules, { run, measure }: TrialEngine): Trials['costs'] {
  return COST_TIMES.map((times) => {
    const costly = { ...rules, fee: rules.fee * times, slippage: rules.slippage * times }
    return { times, totalReturn: measure(run(series, costly), series, costly).totalReturn }
  })
}
