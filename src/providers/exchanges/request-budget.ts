import type { WallClock } from '../../basics/clock.ts'
import { VenueTrouble } from '../../market/live-ports.ts'

/** We take four fifths of what a venue allows: others may share our address, and what is urgent later needs room. */
const RESERVE_FACTOR = 1.25
/** After a pause, the budget of this time may be spent at once. */
const BURST_MS = 10_000
/** Who would wait longer than this in the queue is turned away instead. */
const QUEUE_MS_MAX = 3000
const RETRY_AFTER_MS_MAX = 3 * 86_400_000

/** What all users of a venue together may ask it: a leaky bucket (generic cell rate algorithm), first come, first served; and silence when the venue asks for it. */
export interface RequestBudget {
  /** Returns when the request may go out. `cost` is in the venue's units. Throws `VenueTrouble('limited')` with the time to wait. */
  spend(cost: number): Promise<void>
  /** The venue wants no request for this long. Returns the time that is left. */
  pause(retryAfterMs: number): number
}

export interface RequestBudgetOptions {
  readonly venue: string
  /** The time that the venue wants between requests of cost 1, in milliseconds. */
  readonly unitMs: number
  readonly clock: WallClock
}

export function createRequestBudget({ venue, unitMs, clock }: RequestBudgetOptions): RequestBudget {
  let filledUntil = 0
  let pausedUntil = 0

  const refuseWhilePaused = (): void => {
    const waitMs = pausedUntil - clock.elapsed()
    if (waitMs > 0) throw new VenueTrouble('limited', `${venue} told us to wait`, { retryAfterMs: waitMs })
  }
  return {
    async spend(cost) {
      refuseWhilePaused()
      const now = clock.elapsed()
      const filled = Math.max(filledUntil, now) + cost * unitMs * RESERVE_FACTOR
      const waitMs = filled - now - BURST_MS
      if (waitMs > QUEUE_MS_MAX)
        throw new VenueTrouble('limited', `The budget for ${venue} is used up`, { retryAfterMs: waitMs - QUEUE_MS_MAX })
      filledUntil = filled
      if (waitMs <= 0) return
      await new Promise<void>((resolve) => {
        clock.after(waitMs, resolve)
      })
      refuseWhilePaused()
    },
    pause(retryAfterMs) {
      pausedUntil = Math.max(pausedUntil, clock.elapsed() + Math.min(retryAfterMs, RETRY_AFTER_MS_MAX))
      return Math.ceil(pausedUntil - clock.elapsed())
    },
  }
}
