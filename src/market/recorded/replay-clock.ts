import type { MarketClock, WallClock } from '../../basics/clock.ts'

/** A clock that stands still: for `--at`, and at the end of all data. */
export function fixedClock(at: number): MarketClock {
  return { now: () => at }
}

export interface RunningClock {
  /** Market time at the beginning. */
  readonly from: number
  /** Wall time at the beginning: for a session that goes on after a restart, when it was started. */
  readonly startedAt: number
  /** Market seconds in a second. */
  readonly speed: number
  /** Where it stops, in market time. */
  readonly end: number
}

/** Market time that runs at another speed from a moment on and stands still at the end. It never goes back, even if the machine's clock does. */
export function runningClock(wall: Pick<WallClock, 'now'>, { from, startedAt, speed, end }: RunningClock): MarketClock {
  let latest = from
  return {
    now() {
      latest = Math.max(latest, Math.min(end, Math.floor(from + (wall.now() - startedAt) * speed)))
      return latest
    },
  }
}
