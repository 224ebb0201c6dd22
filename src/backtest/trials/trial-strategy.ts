import type { FormulaData } from '../../analysis/formula/formula-data.ts'
import type { Formula } from '../../analysis/formula/formula-node.ts'
import type { BacktestRules } from '../backtest.ts'
import type { measureBacktest } from '../measure-backtest.ts'
import type { runBacktest } from '../run-backtest.ts'

export const TRIAL_PARTS = ['entry', 'exit', 'stop', 'target'] as const
export type TrialPart = (typeof TRIAL_PARTS)[number]

/** A strategy that can be varied: its formulas as they were read, and everything else in numbers. */
export interface TrialStrategy {
  /** `stop` and `target` only where a formula says their price; the level in the rules is of the kind 'column' then. */
  readonly formulas: { readonly entry: Formula } & { readonly [Part in TrialPart]?: Formula }
  readonly rules: BacktestRules
}

/** One market with all that its formulas look at. */
export interface TrialMarket {
  readonly marketId: string
  readonly data: FormulaData
  /** The first candle that may trade, as in `BacktestSeries`. */
  readonly from: number
}

/** What runs backtests: handed in, so that trials can be tried themselves. */
export interface TrialEngine {
  readonly run: typeof runBacktest
  readonly measure: typeof measureBacktest
}
