import { at, combine, firstKnown, unknown } from './column.ts'

/** Exponential moving average with the factor 2 / (period + 1), seeded with the mean of the first `period` values. TA-Lib EMA. Warm-up: period − 1 bars. */
export function ema(values: Float64Array, period: number): Float64Array {
  return emaFrom(values, period, firstKnown(values) + period - 1)
}

/** The same, seeded with the mean of the `period` values that end at the index `first`. */
export function emaFrom(values: Float64Array, period: number, first: number): Float64Array {
  const factor = 2 / (period + 1)
  const out = unknown(values.length)
  if (first >= values.length) return out
  let average = seed(values, period, first)
  out[first] = average
  for (let index = first + 1; index < values.length; index++) {
    average += (at(values, index) - average) * factor
    out[index] = average
  }
  return out
}

/** Wilder's moving average, as RSI, ATR and ADX use it: the factor is 1 / period, the seed the mean of the first `period` values. Warm-up: period − 1 bars. */
export function rma(values: Float64Array, period: number): Float64Array {
  const out = unknown(values.length)
  const first = firstKnown(values) + period - 1
  if (first >= values.length) return out
  let average = seed(values, period, first)
  out[first] = average
  for (let index = first + 1; index < values.length; index++) {
    average = (average * (period - 1) + at(values, index)) / period
    out[index] = average
  }
  return out
}

/** Double EMA: 2·EMA − EMA of EMA. TA-Lib DEMA; Patrick Mulloy, 1994. Warm-up: 2·(period − 1) bars. */
export function dema(values: Float64Array, period: number): Float64Array {
  const once = ema(values, period)
  const twice = ema(once, period)
  return combine(values.length, (index) => 2 * at(once, index) - at(twice, index))
}

/** Triple EMA: 3·EMA − 3·EMA² + EMA³. TA-Lib TEMA; Patrick Mulloy, 1994. Warm-up: 3·(period − 1) bars. */
export function tema(values: Float64Array, period: number): Float64Array {
  const once = ema(values, period)
  const twice = ema(once, period)
  const thrice = ema(twice, period)
  return combine(values.length, (index) => 3 * at(once, index) - 3 * at(twice, index) + at(thrice, index))
}

/** The change in percent of an EMA of an EMA of an EMA. TA-Lib TRIX; Jack Hutson, 1983. Warm-up: 3·(period − 1) + 1 bars. */
export function trix(values: Float64Array, period: number): Float64Array {
  const thrice = ema(ema(ema(values, period), period), period)
  return combine(values.length, (index) => (at(thrice, index) / at(thrice, index - 1) - 1) * 100)
}

function seed(values: Float64Array, period: number, last: number): number {
  let sum = 0
  for (let index = last - period + 1; index <= last; index++) sum += at(values, index)
  return sum / period
}
