import type { Bar, Touch } from './bar.ts'
import { limitInBar, triggerInBar } from './resting-in-bar.ts'

/** What closes something that was bought: below its price a stop, above it targets, the nearest first. */
export interface Exits {
  readonly stop: number | undefined
  readonly targets: readonly number[]
}

/** `ambiguous`: the bar touched stop and target, and nobody knows which came first, so it is taken to be the stop. */
export interface ExitHit extends Touch {
  readonly leg: 'stop' | 'target'
  readonly ambiguous: boolean
}

/**
 * The one leg that a bar fills. What was bought `inside` the bar can be stopped in it, at its level since its open was before; it reaches no target in it,
 * since the high may have been before as well.
 */
export function exitInBar({ stop, targets }: Exits, bar: Bar, inside = false): ExitHit | undefined {
  const target = targets[0]
  const reached = target === undefined || inside ? undefined : limitInBar('sell', target, bar)
  const stopped = stop === undefined ? undefined : stopInBar(stop, bar, inside)
  if (reached?.at === 'open') return { ...reached, leg: 'target', ambiguous: false }
  if (stopped !== undefined) return { ...stopped, leg: 'stop', ambiguous: stopped.at === 'level' && reached !== undefined }
  return reached === undefined ? undefined : { ...reached, leg: 'target', ambiguous: false }
}

function stopInBar(stop: number, bar: Bar, inside: boolean): Touch | undefined {
  if (!inside) return triggerInBar('sell', stop, bar)
  return bar.low <= stop ? { price: stop, at: 'level' } : undefined
}
