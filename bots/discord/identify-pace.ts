import type { WallClock } from '../../src/basics/clock.ts'

const HOUR_MS = 3_600_000
const FIRST_WAIT_MS = 5000
const WAIT_MS_MAX = 900_000

/**
 * Spaces logins out: the first goes at once, each further one within an hour waits twice as long as the one before, at most fifteen minutes.
 * Discord resets the token of a bot that logs in a thousand times a day.
 */
export function createIdentifyPace(clock: WallClock): { waitForIdentify(shardId: number, signal: AbortSignal): Promise<void> } {
  let times: readonly number[] = []
  return {
    async waitForIdentify(_shardId, signal) {
      const now = clock.elapsed()
      times = [...times.filter((time) => time > now - HOUR_MS), now]
      const waitMs = times.length === 1 ? 0 : Math.min(WAIT_MS_MAX, FIRST_WAIT_MS * 2 ** (times.length - 2))
      if (waitMs > 0) await pause(clock, waitMs, signal)
    },
  }
}

function pause(clock: WallClock, waitMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const callOff = clock.after(waitMs, resolve)
    signal.addEventListener(
      'abort',
      () => {
        callOff()
        reject(signal.reason)
      },
      { once: true },
    )
  })
}
