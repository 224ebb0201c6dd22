import { firstKnown, meanUpTo } from './column.ts'
import type { Machine } from './machine.ts'

/** An average that begins as the mean of the first `period` values, and of which each further value then makes up a share. Written so that a bar waits for as little as possible of the bar before. */
class Smoother implements Machine {
  private readonly period: number
  private readonly share: number
  private readonly keep: number
  private count = 0
  private level = 0

  constructor(period: number, share: number) {
    this.period = period
    this.share = share
    this.keep = 1 - share
  }

  next(value: number): number {
    if (Number.isNaN(value)) return Number.NaN
    if (this.count < this.period) {
      this.count += 1
      this.level += value
      if (this.count < this.period) return Number.NaN
      this.level /= this.period
    } else this.level = this.level * this.keep + value * this.share
    return this.level
  }
}

/** Exponential moving average with the factor 2 / (period + 1), seeded with the mean of the first `period` values. TA-Lib EMA. Warm-up: period − 1 bars. */
export class Ema extends Smoother {
  constructor(period: number) {
    super(period, emaShare(period))
  }
}

/** Wilder's moving average, as RSI, ATR and ADX use it: the factor is 1 / period, the seed the mean of the first `period` values. J. Welles Wilder, 1978. Warm-up: period − 1 bars. */
export class Rma extends Smoother {
  constructor(period: number) {
    super(period, 1 / period)
  }
}

export function emaShare(period: number): number {
  return 2 / (period + 1)
}

/** A column of EMAs of values of which only the first may be unknown; bit for bit what `Ema` gives. */
export function ema(values: Float64Array, period: number): Float64Array {
  return smooth(values, period, emaShare(period))
}

/** A column of Wilder's averages of values of which only the first may be unknown; bit for bit what `Rma` gives. */
export function rma(values: Float64Array, period: number): Float64Array {
  return smooth(values, period, 1 / period)
}

function smooth(values: Float64Array, period: number, share: number): Float64Array {
  const out = new Float64Array(values.length)
  const first = firstKnown(values) + period - 1
  out.fill(Number.NaN, 0, first)
  if (first >= values.length) return out
  const keep = 1 - share
  let level = meanUpTo(values, first, period)
  out[first] = level
  for (let index = first + 1; index < values.length; index++) {
    level = level * keep + (values[index] ?? Number.NaN) * share
    out[index] = level
  }
  return out
}
