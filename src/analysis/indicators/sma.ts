import { rollingMean } from './rolling-sum.ts'

/** Simple moving average: the mean of the last `period` values. TA-Lib SMA. Warm-up: period − 1 bars. */
export function sma(values: Float64Array, period: number): Float64Array {
  return rollingMean(values, period)
}
