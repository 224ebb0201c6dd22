import type { WallClock } from '../../basics/clock.ts'
import { VenueTrouble } from '../../market/live-ports.ts'

/** How many requests may go out at once after a pause. */
const BURST_REQUESTS = 15
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

export function createRequestBudget({ venue, unitMs, clock }: { venue: string; unitMs: number; clock: WallClock }): RequestBudget {
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
      const filled = Math.max(filledUntil, now) + cost * unitMs
      const waitMs = filled - now - Math.max(BURST_REQUESTS, cost) * unitMs
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
      return pausedUntil - clock.elapsed()
    },
  }
}
