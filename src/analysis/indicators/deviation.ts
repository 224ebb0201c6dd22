import { at, combine, firstKnown, unknown } from './column.ts'
import { sma } from './sma.ts'

/** Variance of the last `period` values around their mean, divided by `period`. In two passes, so that it is exact where prices are large and moves small. TA-Lib VAR. Warm-up: period − 1 bars. */
export function variance(values: Float64Array, period: number): Float64Array {
  const mean = sma(values, period)
  const out = unknown(values.length)
  for (let index = firstKnown(mean); index < values.length; index++) {
    const middle = at(mean, index)
    let sum = 0
    for (let ago = 0; ago < period; ago++) sum += (at(values, index - ago) - middle) ** 2
    out[index] = sum / period
  }
  return out
}

/** Standard deviation of the last `period` values; see `variance`. TA-Lib STDDEV. */
export function stdev(values: Float64Array, period: number): Float64Array {
  return variance(values, period).map(Math.sqrt)
}

/** An upper, a middle and a lower line. */
export interface Channel {
  readonly upper: Float64Array
  readonly middle: Float64Array
  readonly lower: Float64Array
}

/** Bollinger bands: the mean of `period` values, and `width` standard deviations above and below. TA-Lib BBANDS; John Bollinger. Warm-up: period − 1 bars. */
export function bollinger(values: Float64Array, period: number, width: number): Channel {
  return around(sma(values, period), stdev(values, period), width)
}

/** A channel of `width` times `distance` around `middle`. */
export function around(middle: Float64Array, distance: Float64Array, width: number): Channel {
  return {
    upper: combine(middle.length, (index) => at(middle, index) + width * at(distance, index)),
    middle,
    lower: combine(middle.length, (index) => at(middle, index) - width * at(distance, index)),
  }
}
