import type { Timeframe } from '../../../basics/timeframe.ts'
import type { Step } from './formula-plan.ts'

/** The steps before it whose values a step uses. */
export function sourcesOf(step: Step | undefined): readonly number[] {
  return step?.kind === 'kernel' ? step.sources : []
}

/** The steps of another timeframe whose values these steps use. */
export function wantedOf(steps: readonly Step[], timeframe: Timeframe): readonly number[] {
  return steps.flatMap((step) => (step.kind === 'frame' && step.timeframe === timeframe ? [step.step] : []))
}

/** The step at which each step's value is used for the last time; never the last time for those that are wanted beyond. */
export function lastReadsOf(steps: readonly Step[], wanted: readonly number[]): readonly number[] {
  const last = steps.map(() => -1)
  for (const [index, step] of steps.entries()) for (const source of sourcesOf(step)) last[source] = index
  for (const index of wanted) last[index] = Number.POSITIVE_INFINITY
  return last
}
