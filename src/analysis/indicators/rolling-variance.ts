import type { Machine } from './machine.ts'

/**
 * Variance of the last `period` values around their mean, divided by `period`; exactly 0 where all are equal. TA-Lib VAR. Warm-up: period − 1 bars.
 *
 * By blocks and as distances from a base, as `RollingMean`: the mean square less the square of the mean.
 * Because the base is one of the values of the window, the square of the mean is at most `period` variances, so that no more digits than those of `period` are lost however large prices are and however small their moves; and nothing drifts.
 */
export class RollingVariance implements Machine {
  /** The mean of the window, bit for bit what `RollingMean` gives. */
  mean = Number.NaN
  private readonly block: Float64Array
  private readonly behind: Behind
  private readonly part: number
  private base = Number.NaN
  private place = 0
  private sum = 0
  private square = 0

  constructor(period: number) {
    this.block = new Float64Array(period)
    this.behind = nothingBehind(period)
    this.part = 1 / period
  }

  next(value: number): number {
    if (Number.isNaN(value)) {
      this.mean = value
      return value
    }
    const { block, behind, base } = this
    const place = this.place + 1
    block[place - 1] = value
    if (place === block.length) return this.turn(value)
    const distance = value - base
    this.place = place
    this.sum += distance
    this.square += distance * distance
    return this.of(base, (behind.sums[place] ?? Number.NaN) + this.sum, (behind.squares[place] ?? Number.NaN) + this.square)
  }

  private turn(last: number): number {
    sumUpFromBehind(this.block, 0, this.behind)
    this.base = last
    this.place = 0
    this.sum = 0
    this.square = 0
    return this.of(last, this.behind.sums[0] ?? Number.NaN, this.behind.squares[0] ?? Number.NaN)
  }

  private of(base: number, sum: number, square: number): number {
    const away = sum * this.part
    this.mean = base + away
    return square * this.part - away * away
  }
}

/** Of a whole block, from each place to its end: the sums of the distances from its last value, and of their squares. */
export interface Behind {
  readonly sums: Float64Array
  readonly squares: Float64Array
}

export function nothingBehind(period: number): Behind {
  return { sums: new Float64Array(period + 1), squares: new Float64Array(period + 1) }
}

export function sumUpFromBehind(values: Float64Array, from: number, { sums, squares }: Behind): void {
  const last = values[from + sums.length - 2] ?? Number.NaN
  let sum = 0
  let square = 0
  for (let place = sums.length - 2; place >= 0; place--) {
    const distance = (values[from + place] ?? Number.NaN) - last
    sum += distance
    square += distance * distance
    sums[place] = sum
    squares[place] = square
  }
}
