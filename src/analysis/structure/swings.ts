import type { StructureBar } from './structure-bar.ts'

/** A swing is known so many bars after it. */
export const SWING_SIDE_BARS = 5

/** A turning point: a high or a low that stands out among so many bars on either side of it. */
export interface Swing {
  readonly level: number
  /** When its candle opened, and its bar. */
  readonly time: number
  readonly bar: number
}

/** The swings that one bar confirms. */
export interface Swings {
  readonly high: Swing | undefined
  readonly low: Swing | undefined
}

/**
 * The swings that each bar confirms. A bar is a swing high when no high of the `side` bars before it is above its own and all of the `side` bars after it are below;
 * a swing low likewise. So of several equal highs the last one counts, and where nothing moves there is none. Bill Williams' fractal, 1995, with the number of bars free.
 */
export function startSwings(side: number): (bar: StructureBar) => Swings {
  const highAt = startExtreme(side, 1)
  const lowAt = startExtreme(side, -1)
  return (bar) => ({ high: highAt(bar), low: lowAt(bar) })
}

/** The swing is the best of the last 2 × side + 1 bars, the latest of equal ones, when that is `side` bars ago. */
function startExtreme(side: number, sign: 1 | -1): (bar: StructureBar) => Swing | undefined {
  const reach = (bar: StructureBar, ago: number): number => {
    const candle = bar.ago(ago)
    return candle === undefined ? Number.NEGATIVE_INFINITY : sign * (sign > 0 ? candle.high : candle.low)
  }
  let best = Number.NEGATIVE_INFINITY
  let bestBar = -1
  return (bar) => {
    const { index } = bar
    const now = reach(bar, 0)
    if (now >= best) {
      best = now
      bestBar = index
    } else if (index - bestBar > 2 * side) {
      best = Number.NEGATIVE_INFINITY
      for (let ago = 2 * side; ago >= 0; ago--) {
        if (reach(bar, ago) < best) continue
        best = reach(bar, ago)
        bestBar = index - ago
      }
    }
    if (index - bestBar !== side || bestBar < side) return undefined
    return { level: sign * best, time: bar.ago(side)?.time ?? 0, bar: bestBar }
  }
}
