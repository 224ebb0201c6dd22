import { at, combine, firstKnown, unknown } from './column.ts'
import { rollingSum } from './rolling-sum.ts'

/** Weighted moving average: the newest of the last `period` values counts `period` times, the oldest once. TA-Lib WMA. Warm-up: period − 1 bars. */
export function wma(values: Float64Array, period: number): Float64Array {
  const out = unknown(values.length)
  const weights = (period * (period + 1)) / 2
  for (let index = firstKnown(values) + period - 1; index < values.length; index++) {
    let sum = 0
    for (let weight = 1; weight <= period; weight++) sum += weight * at(values, index - period + weight)
    out[index] = sum / weights
  }
  return out
}

/** Hull moving average: WMA over √period of 2·WMA(period / 2) − WMA(period), both roots and halves cut to whole bars. Alan Hull, 2005. Warm-up: period + √period − 2 bars. */
export function hma(values: Float64Array, period: number): Float64Array {
  const fast = wma(values, Math.max(1, Math.floor(period / 2)))
  const slow = wma(values, period)
  return wma(
    combine(values.length, (index) => 2 * at(fast, index) - at(slow, index)),
    Math.floor(Math.sqrt(period)),
  )
}

/** Moving average in which each value counts with its volume; where nothing was traded, the plain mean. Warm-up: period − 1 bars. */
export function vwma(values: Float64Array, volume: Float64Array, period: number): Float64Array {
  const traded = rollingSum(volume, period)
  const paid = rollingSum(
    combine(values.length, (index) => at(values, index) * at(volume, index)),
    period,
  )
  const plain = rollingSum(values, period)
  return combine(values.length, (index) => (at(traded, index) > 0 ? at(paid, index) / at(traded, index) : at(plain, index) / period))
}
