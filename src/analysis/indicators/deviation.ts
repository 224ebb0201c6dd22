import type { Candle } from '../../basics/candles.ts'
import type { StudyRun } from '../study-definition.ts'
import type { Machine } from './machine.ts'
import { RollingMean } from './rolling-sum.ts'
import { RollingVariance, rollingVariance } from './rolling-variance.ts'
import { sma } from './sma.ts'

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
  private readonly mean: RollingMean
  private readonly deviation: Deviation
  private readonly width: number

  constructor(period: number, width: number) {
    this.mean = new RollingMean(period)
    this.deviation = new Deviation(period)
    this.width = width
  }

  next(_: Candle, source: number): void {
    const middle = this.mean.next(source)
    const reach = this.width * this.deviation.next(source)
    this.out[0] = middle + reach
    this.out[1] = middle
    this.out[2] = middle - reach
  }
}

/** How far the upper band is from the lower, as a share of the middle; see `Bollinger`. */
export class BollingerWidth implements Machine {
  private readonly mean: RollingMean
  private readonly deviation: Deviation
  private readonly width: number

  constructor(period: number, width: number) {
    this.mean = new RollingMean(period)
    this.deviation = new Deviation(period)
    this.width = width
  }

  next(value: number): number {
    return (2 * this.width * this.deviation.next(value)) / this.mean.next(value)
  }
}

export interface Channel {
  readonly upper: Float64Array
  readonly middle: Float64Array
  readonly lower: Float64Array
}

/** The columns of Bollinger bands, of values of which only the first may be unknown; bit for bit what `Bollinger` gives. */
export function bollinger(values: Float64Array, period: number, width: number): Channel {
  const middle = sma(values, period)
  const lower = rollingVariance(values, period)
  const upper = new Float64Array(values.length)
  for (let index = 0; index < values.length; index++) {
    const mean = middle[index] ?? Number.NaN
    const reach = width * Math.sqrt(lower[index] ?? Number.NaN)
    upper[index] = mean + reach
    lower[index] = mean - reach
  }
  return { upper, middle, lower }
}
