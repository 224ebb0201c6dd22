import type { Origin } from '../basics/origin.ts'
import type { Timeframe } from '../basics/timeframe.ts'
import type { BacktestRules } from './backtest.ts'
import type { BacktestMetrics } from './backtest-metrics.ts'
import type { StrategyRulesText } from './backtest-request.ts'
import type { Verdict } from './verdict.ts'

/** A result as it is kept. */
export interface KeptBacktest {
  readonly id: string
  readonly userId: string
  /** Six letters and digits, for people: they follow from what was tested. */
  readonly code: string
  readonly name: string
  /** The version of somebody's strategy that ran; undefined for formulas that were typed. */
  readonly versionId: string | undefined
  readonly rules: StrategyRulesText
  readonly markets: readonly string[]
  readonly timeframe: Timeframe
  /** Market time. */
  readonly from: number
  readonly to: number
  readonly fee: number
  readonly slippage: number
  readonly cash: number
  readonly growth: BacktestRules['growth']
  readonly metrics: BacktestMetrics
  readonly verdict: Verdict
  /** Wall time. */
  readonly createdAt: number
}

export interface BacktestStore {
  /** Keeps a result in the place of one with the same code; the oldest goes where a person has more than `keptMax`. Throws `AlreadyDone` for a call that kept one before. */
  add(backtest: KeptBacktest, keptMax: number, origin: Origin): Promise<void>
  /** Newest first. */
  of(userId: string, limit: number): Promise<readonly KeptBacktest[]>
  find(userId: string, code: string): Promise<KeptBacktest | undefined>
}
