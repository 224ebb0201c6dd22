import { firstKnown } from './column.ts'
import type { Machine } from './machine.ts'

/**
 * The mean of the last `period` values. TA-Lib SMA. Warm-up: period − 1 bars.
 *
 * By blocks, as `RollingSum` sums, but what is summed are the distances from a base: the last value of the block before, which every window holds that reaches back into that block.
 * So nothing drifts, and where all values of a window are equal all its distances are zero and the mean is exactly that value: ties stay ties.
 */
export class RollingMean implements Machine {
  /** The values of this block so far; behind them, of the block before, the sums of distances from each place to its end. */
  private readonly block: Float64Array
  private readonly part: number
  /** Unknown in the first block, and with it all means of that block but the last. */
  private base = Number.NaN
  private place = 0
  private sum = 0

  constructor(period: number) {
    this.block = new Float64Array(period + 1)
    this.part = 1 / period
  }

  next(value: number): number {
    if (Number.isNaN(value)) return value
    const { block, base } = this
    const place = this.place + 1
    block[place - 1] = value
    if (place === block.length - 1) return this.turn(value)
    this.place = place
    this.sum += value - base
    return base + ((block[place] ?? Number.NaN) + this.sum) * this.part
  }

  /** A block is whole: from now on its last value is the base. */
  private turn(last: number): number {
    const sum = distancesFromBehind(this.block, 0, this.block)
    this.base = last
    this.place = 0
    this.sum = 0
    return last + sum * this.part
  }
}

/** A column of means of values of which only the first may be unknown, bit for bit what `RollingMean` gives, written into `out`, which must not be `values` itself. */
export function sma(values: Float64Array, period: number, out: Float64Array = new Float64Array(values.length)): Float64Array {
  const start = firstKnown(values)
  const behind = new Float64Array(period + 1)
  out.fill(Number.NaN, 0, start)
  for (let from = start; from < values.length; from += period) {
    meansOfBlock(values, { out, behind, from, base: from === start ? Number.NaN : (values[from - 1] ?? Number.NaN) })
  }
  return out
}

interface Block {
  readonly out: Float64Array
  readonly behind: Float64Array
  readonly from: number
  readonly base: number
}

/** A function of its own, so that V8 knows all about it after some blocks, and not only after the whole column. */
function meansOfBlock(values: Float64Array, { out, behind, from, base }: Block): void {
  const period = behind.length - 1
  const part = 1 / period
  const until = Math.min(from + period, values.length)
  let sum = 0
  for (let index = from, place = 1; index < until; index++, place++) {
    sum += (values[index] ?? Number.NaN) - base
    out[index] = base + ((behind[place] ?? Number.NaN) + sum) * part
  }
  if (until < from + period) return
  const whole = distancesFromBehind(values, from, behind)
  out[until - 1] = (values[until - 1] ?? Number.NaN) + whole * part
}

/** Sums up the distances of a whole block from its last value, from each place to its end; gives that of all of them. */
function distancesFromBehind(values: Float64Array, from: number, sums: Float64Array): number {
  const last = values[from + sums.length - 2] ?? Number.NaN
  let sum = 0
  for (let place = sums.length - 2; place >= 0; place--) {
    sum += (values[from + place] ?? Number.NaN) - last
    sums[place] = sum
  }
  return sum
}
