import type { Machine } from './machine.ts'

type Side = 'high' | 'low'

/**
 * The highest or the lowest of the last `period` values, and how many bars ago it was; the latest of several equal ones. TA-Lib MAX, MIN. Warm-up: period − 1 bars.
 * By blocks, as `RollingSum` sums: the extreme of a window is that of what it still holds of the block before, or that of this block so far.
 */
export class Extreme implements Machine {
  private readonly period: number
  private readonly sign: 1 | -1
  private readonly block: Float64Array
  /** The places of the extremes in the block before, from each place to its end. */
  private readonly places: Int32Array
  private place = 0
  private best = Number.NEGATIVE_INFINITY
  private bestPlace = 0
  private full = false
  /** How many bars ago the extreme of the last window was. */
  ago = Number.NaN

  constructor(period: number, side: Side) {
    this.period = period
    this.sign = side === 'high' ? 1 : -1
    this.block = new Float64Array(period + 1).fill(Number.NEGATIVE_INFINITY)
    this.places = new Int32Array(period + 1)
  }

  next(value: number): number {
    if (Number.isNaN(value)) {
      this.ago = Number.NaN
      return value
    }
    const { block, place, period, places } = this
    const height = this.sign * value
    if (height >= this.best) {
      this.best = height
      this.bestPlace = place
    }
    const before = block[place + 1] ?? Number.NEGATIVE_INFINITY
    const { best } = this
    const known = this.full || place + 1 === period
    const inBefore = before > best
    this.ago = inBefore ? place + period - (places[place + 1] ?? 0) : place - this.bestPlace
    block[place] = height
    if (place + 1 === period) this.turn()
    else this.place = place + 1
    if (known) return this.sign * (inBefore ? before : best)
    this.ago = Number.NaN
    return Number.NaN
  }

  /** A block is whole: turns its values into the extremes from each place to its end. */
  private turn(): void {
    const { block, places, period } = this
    let best = Number.NEGATIVE_INFINITY
    let bestPlace = period
    for (let place = period - 1; place >= 0; place--) {
      const height = block[place] ?? Number.NEGATIVE_INFINITY
      if (height > best) {
        best = height
        bestPlace = place
      }
      block[place] = best
      places[place] = bestPlace
    }
    this.place = 0
    this.best = Number.NEGATIVE_INFINITY
    this.full = true
  }
}
