import type { Candle } from '../../basics/candles.ts'
import type { StudyRun } from '../study-definition.ts'
import { firstKnown } from './column.ts'
import type { Machine } from './machine.ts'
import { type Behind, nothingBehind, RollingVariance, sumUpFromBehind } from './rolling-variance.ts'

/** Standard deviation of the last `period` values; see `RollingVariance`. TA-Lib STDDEV. Warm-up: period − 1 bars. */
export class Deviation implements Machine {
  private readonly variance: RollingVariance

  constructor(period: number) {
    this.variance = new RollingVariance(period)
  }

  next(value: number): number {
    return Math.sqrt(this.variance.next(value))
  }
}

/** Bollinger bands: `width` standard deviations above the mean of `period` values, that mean, and as much below it. TA-Lib BBANDS; John Bollinger. Warm-up: period − 1 bars. */
export class Bollinger implements StudyRun {
  readonly out = new Float64Array(3).fill(Number.NaN)
  private readonly variance: RollingVariance
  private readonly width: number

  constructor(period: number, width: number) {
    this.variance = new RollingVariance(period)
    this.width = width
  }

  next(_: Candle, source: number): void {
    const reach = this.width * Math.sqrt(this.variance.next(source))
    const { mean } = this.variance
    this.out[0] = mean + reach
    this.out[1] = mean
    this.out[2] = mean - reach
  }
}

/** How far the upper band is from the lower, as a share of the middle; see `Bollinger`. */
export class BollingerWidth implements Machine {
  private readonly variance: RollingVariance
  private readonly width: number

  constructor(period: number, width: number) {
    this.variance = new RollingVariance(period)
    this.width = width
  }

  next(value: number): number {
    const deviation = Math.sqrt(this.variance.next(value))
    return (2 * this.width * deviation) / this.variance.mean
  }
}

export interface Channel {
  readonly upper: Float64Array
  readonly middle: Float64Array
  readonly lower: Float64Array
}

/** The columns of Bollinger bands, of values of which only the first may be unknown; bit for bit what `Bollinger` gives. */
export function bollinger(values: Float64Array, period: number, width: number): Channel {
  const { length } = values
  const bands = { upper: new Float64Array(length), middle: new Float64Array(length), lower: new Float64Array(length) }
  const start = firstKnown(values)
  for (const column of [bands.upper, bands.middle, bands.lower]) column.fill(Number.NaN, 0, start)
  const behind = nothingBehind(period)
  for (let from = start; from < length; from += period) {
    bandsOfBlock(values, bands, { behind, width, from, base: from === start ? Number.NaN : (values[from - 1] ?? Number.NaN) })
  }
  return bands
}

interface Block {
  readonly behind: Behind
  readonly width: number
  readonly from: number
  readonly base: number
}

/** A function of its own, so that V8 knows all about it after some blocks, and not only after the whole column. */
function bandsOfBlock(values: Float64Array, { upper, middle, lower }: Channel, { behind, width, from, base }: Block): void {
  const { sums, squares } = behind
  const period = sums.length - 1
  const part = 1 / period
  const until = Math.min(from + period, values.length)
  let sum = 0
  let square = 0
  for (let index = from, place = 1; index < until; index++, place++) {
    const distance = (values[index] ?? Number.NaN) - base
    sum += distance
    square += distance * distance
    const away = ((sums[place] ?? Number.NaN) + sum) * part
    const reach = width * Math.sqrt(((squares[place] ?? Number.NaN) + square) * part - away * away)
    const mean = base + away
    upper[index] = mean + reach
    middle[index] = mean
    lower[index] = mean - reach
  }
  if (until < from + period) return
  sumUpFromBehind(values, from, behind)
  const away = (sums[0] ?? Number.NaN) * part
  const reach = width * Math.sqrt((squares[0] ?? Number.NaN) * part - away * away)
  const mean = (values[until - 1] ?? Number.NaN) + away
  upper[until - 1] = mean + reach
  middle[until - 1] = mean
  lower[until - 1] = mean - reach
}
