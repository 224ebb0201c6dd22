export interface DeepestFall {
  /** As a share of the peak before it; 0 or below. */
  readonly depth: number
  /** The longest time from a peak to the moment that reached it again, or to the end. */
  readonly longestMs: number
}

/** The drawdowns of a curve; the deepest need not be the longest. backtesting.py's "Max. Drawdown" and "Max. Drawdown Duration". */
export function deepestFall(times: Float64Array, equity: Float64Array): DeepestFall {
  let depth = 0
  let longestMs = 0
  let peak = equity[0] ?? 0
  let peakAt = times[0] ?? 0
  let isBelow = false
  for (let index = 1; index < equity.length; index++) {
    const worth = equity[index] ?? 0
    const at = times[index] ?? 0
    if (isBelow || worth < peak) longestMs = Math.max(longestMs, at - peakAt)
    isBelow = worth < peak
    if (isBelow) depth = Math.min(depth, worth / peak - 1)
    else {
      peak = worth
      peakAt = at
    }
  }
  return { depth, longestMs }
}
