import type { BacktestMetrics } from '../backtest-metrics.ts'
import { type Objective, scoreOf } from './objective.ts'
import type { VariantPlan } from './plan-variants.ts'
import { createSeriesOf } from './series-of.ts'
import type { RunningTrial } from './trial-progress.ts'
import type { TrialEngine, TrialMarket, TrialStrategy } from './trial-strategy.ts'
import { withParameters } from './with-parameters.ts'

/** What is looked for among which variants of a strategy. */
export interface Search {
  readonly strategy: TrialStrategy
  readonly markets: readonly TrialMarket[]
  readonly plan: VariantPlan
  readonly objective: Objective
  /** A variant with fewer trades is tried and shown, but never the best. */
  readonly tradesMin: number
}

/** One variant: its numbers in the order of the parameters, what came of it, and how good that is. */
export interface Variant {
  readonly values: readonly number[]
  readonly metrics: BacktestMetrics
  /** Undefined where it had too few trades, or what is looked for cannot be said of it. */
  readonly score: number | undefined
}

export interface Optimised {
  /** All that were tried, in the order of the plan: a row of a table each, and of two parameters a cell of a map. */
  readonly variants: readonly Variant[]
  /** The first of the highest score; undefined where none has one. */
  readonly best: Variant | undefined
}

/** Runs every variant of a plan over the same candles. */
export function* optimise(
  { strategy, markets, plan, objective, tradesMin }: Search,
  { run, measure }: TrialEngine,
): RunningTrial<Optimised> {
  const seriesOf = createSeriesOf(markets)
  const variants: Variant[] = []
  for (const values of plan.rows) {
    const varied = withParameters(strategy, plan.parameters, values)
    const series = seriesOf(varied)
    const metrics = measure(run(series, varied.rules), series, varied.rules)
    variants.push({ values, metrics, score: scoreOf(metrics, objective, tradesMin) })
    yield { done: variants.length, of: plan.rows.length }
  }
  return { variants, best: bestOf(variants) }
}

/** The first of the highest score; undefined where none has one. */
export function bestOf<Scored extends { readonly score: number | undefined }>(variants: readonly Scored[]): Scored | undefined {
  return variants.reduce<Scored | undefined>(
    (best, each) => (each.score !== undefined && each.score > (best?.score ?? Number.NEGATIVE_INFINITY) ? each : best),
    undefined,
  )
}
