import { allEqual, firstKnown } from './column.ts'
import type { Machine } from './machine.ts'

/**
 * Variance of the last `period` values around their mean, divided by `period`; exactly 0 where all are equal. TA-Lib VAR. Warm-up: period − 1 bars.
 * By blocks, as `RollingSum` sums: the squares around the mean of this block so far, those around the mean of what the window still holds of the block before, and the distance of the two means (Chan, Golub and LeVeque, 1979).
 * Nothing is taken off, so that it does not drift, and is exact where prices are large and moves small.
 */
export class RollingVariance implements Machine {
  private readonly behind: Behind
  private readonly period: number
  private readonly block: Float64Array
  private base = Number.NaN
  private place = 0
  private sum = 0
  private mean = 0
  private squares = 0
  private full = false
  private last = Number.NaN
  private equal = 0

  constructor(period: number) {
    this.period = period
    this.block = new Float64Array(period)
    this.behind = nothingBehind(period)
  }

  next(value: number): number {
    if (Number.isNaN(value)) return value
    const { period, place, behind } = this
    if (place === 0) this.base = this.full ? this.last : value
    this.equal = value === this.last ? this.equal + 1 : 1
    this.last = value
    this.block[place] = value
    const distance = value - this.base
    this.sum += distance
    const mean = this.sum * (behind.parts[place + 1] ?? Number.NaN)
    this.squares += (distance - this.mean) * (distance - mean)
    this.mean = mean
    const apart = mean - (behind.means[place + 1] ?? 0)
    const weight = ((place + 1) * (period - place - 1)) / period
    const squares = (behind.squares[place + 1] ?? 0) + this.squares + apart * apart * weight
    if (place + 1 === period) this.turn()
    else this.place = place + 1
    if (!this.full) return Number.NaN
    return this.equal >= period ? 0 : squares / period
  }

  private turn(): void {
    squaresFromBehind(this.block, 0, this.behind)
    this.place = 0
    this.sum = 0
    this.mean = 0
    this.squares = 0
    this.full = true
  }
}

/** Of a whole block, from each place to its end: the mean, as distance from the last value, and the squares around it. */
interface Behind {
  readonly means: Float64Array
  readonly squares: Float64Array
  /** Of each number of bars, one divided by it. */
  readonly parts: Float64Array
}

function nothingBehind(period: number): Behind {
  const bars = Float64Array.from({ length: period + 1 }, (_, count) => count)
  return { means: new Float64Array(period + 1), squares: new Float64Array(period + 1), parts: bars.map((count) => 1 / count) }
}

/** A column of variances of values of which only the first may be unknown; bit for bit what `RollingVariance` gives. */
export function rollingVariance(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length)
  const start = firstKnown(values)
  const first = start + period - 1
  const behind = nothingBehind(period)
  const { means, squares: squaresBehind, parts } = behind
  const weights = parts.map((_, count) => (count * (period - count)) / period)
  for (let from = start; from < values.length; from += period) {
    const until = Math.min(from + period, values.length)
    const base = values[Math.max(start, from - 1)] ?? Number.NaN
    let sum = 0
    let before = 0
    let squares = 0
    for (let index = from, count = 1; index < until; index++, count++) {
      const value = values[index] ?? Number.NaN
      const distance = value - base
      sum += distance
      const mean = sum * (parts[count] ?? Number.NaN)
      squares += (distance - before) * (distance - mean)
      before = mean
      const apart = mean - (means[count] ?? Number.NaN)
      const total = (squaresBehind[count] ?? Number.NaN) + squares + apart * apart * (weights[count] ?? Number.NaN)
      const still = index >= first && value === values[index - period + 1] && allEqual(values, index, period)
      out[index] = still ? 0 : total / period
    }
    if (until === from + period) squaresFromBehind(values, from, behind)
  }
  return out.fill(Number.NaN, 0, first)
}

function squaresFromBehind(values: Float64Array, from: number, behind: Behind): void {
  const { means, squares, parts } = behind
  const period = means.length - 1
  const base = values[from + period - 1] ?? 0
  let sum = 0
  let before = 0
  let total = 0
  for (let count = 1; count <= period; count++) {
    const distance = (values[from + period - count] ?? 0) - base
    sum += distance
    const mean = sum * (parts[count] ?? Number.NaN)
    total += (distance - before) * (distance - mean)
    before = mean
    means[period - count] = mean
    squares[period - count] = total
  }
}
