import type { FunctionRun } from '../formula-function.ts'
import type { Kernel } from './kernel.ts'

/** The value so many bars ago. */
export function barsAgo(bars: number): Kernel {
  return {
    lookBack: { warmUp: bars, history: bars },
    start() {
      const ring = new Float64Array(bars).fill(Number.NaN)
      let place = 0
      return {
        next(_, [of = Number.NaN]) {
          if (bars === 0) return of
          const before = ring[place] ?? Number.NaN
          ring[place] = of
          place = place + 1 === bars ? 0 : place + 1
          return before
        },
      }
    },
    batch({ sources: [of = new Float64Array()] }) {
      const out = new Float64Array(of.length).fill(Number.NaN, 0, bars)
      out.set(of.subarray(0, Math.max(0, of.length - bars)), Math.min(bars, of.length))
      return out
    },
  }
}

/** Whether it was so for so many bars, this one among them. A no among them makes it no; otherwise an unknown makes it unknown. */
export function heldFor(bars: number): Kernel {
  return { lookBack: { warmUp: bars - 1, history: bars - 1 }, start: () => startHeld(bars) }
}

export function startHeld(bars: number): FunctionRun {
  let sinceNo = Number.POSITIVE_INFINITY
  let held = 0
  return {
    next(_, [of = Number.NaN]) {
      sinceNo = of === 0 ? 0 : sinceNo + 1
      held = of === 1 ? held + 1 : 0
      if (sinceNo < bars) return 0
      return held >= bars ? 1 : Number.NaN
    },
  }
}
