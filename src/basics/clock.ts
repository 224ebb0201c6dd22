/** The time of the machine: for presses, sessions, leases, rate limits and time-outs. Milliseconds since 1970, UTC. */
export interface WallClock {
  now(): number
  /** Milliseconds that never jump, for measuring how long something took. */
  elapsed(): number
  /** Calls `work` once after `delayMs`; the function it returns calls that off. Never keeps the process alive by itself. */
  after(delayMs: number, work: () => void): () => void
}

/** The time of the market: for candles, quotes, orders and alerts. In a replay it runs at another speed, or stands still. */
export interface MarketClock {
  now(): number
}

export const machineClock: WallClock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(delayMs, work) {
    const timer = setTimeout(work, delayMs)
    timer.unref()
    return () => clearTimeout(timer)
  },
}

export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError'
}

/** A signal that aborts with a `TimeLimitError` after `limitMs` of wall time, or when `outer` does. Call `release` when the work is over. */
export function timeLimit(
  clock: WallClock,
  limitMs: number,
  outer?: AbortSignal,
): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController()
  const release = clock.after(limitMs, () => controller.abort(new TimeLimitError(`Not done within ${limitMs} ms`)))
  return { signal: outer === undefined ? controller.signal : AbortSignal.any([controller.signal, outer]), release }
}
