import type { Machine } from './machine.ts'

/**
 * The sum of the last `period` values. Warm-up: period − 1 bars.
 *
 * Values are taken in blocks of `period`. What a window still holds of the block before is one of that block's sums from behind, and to it comes the sum of this block so far.
 * So nothing is ever taken off: a bar costs the same however long the period is, no rounding builds up over millions of bars, and a huge value leaves no trace once it is gone.
 * Where all values are equal the sum is exactly `period` times that value.
 */
export class RollingSum implements Machine {
  private readonly period: number
  /** The block so far, and behind it what the block before sums up to from there to its end; the last stays 0. */
  private readonly block: Float64Array
  private place = 0
  private sum = 0
  private full = false
  private last = Number.NaN
  private equal = 0

  constructor(period: number) {
    this.period = period
    this.block = new Float64Array(period + 1)
  }

  next(value: number): number {
    if (Number.isNaN(value)) return Number.NaN
    const whole = this.add(value)
    return this.equal >= this.period ? value * this.period : whole
  }

  private add(value: number): number {
    const { block, place, period } = this
    this.equal = value === this.last ? this.equal + 1 : 1
    this.last = value
    this.sum += value
    const whole = (block[place + 1] ?? 0) + this.sum
    block[place] = value
    if (place + 1 < period) {
      this.place = place + 1
      return this.full ? whole : Number.NaN
    }
    sumFromBehind(block, 0, block)
    this.place = 0
    this.sum = 0
    this.full = true
    return whole
  }
}

/** Sums up a whole block from each place to its end. */
function sumFromBehind(values: Float64Array, from: number, sums: Float64Array): void {
  let sum = 0
  for (let place = sums.length - 2; place >= 0; place--) {
    sum += values[from + place] ?? 0
    sums[place] = sum
  }
}
