import { allEqual, firstKnown } from './column.ts'
import { sumFromBehind } from './rolling-sum.ts'

/**
 * Simple moving average: the mean of the last `period` values, of which only the first may be unknown; bit for bit what `RollingMean` gives. TA-Lib SMA. Warm-up: period − 1 bars.
 * Written into `out`, which must not be `values` itself.
 */
export function sma(values: Float64Array, period: number, out: Float64Array = new Float64Array(values.length)): Float64Array {
  const start = firstKnown(values)
  const first = start + period - 1
  const behind = new Float64Array(period + 1)
  for (let from = start; from < values.length; from += period) {
    const until = Math.min(from + period, values.length)
    let sum = 0
    for (let index = from, place = 1; index < until; index++, place++) {
      const value = values[index] ?? Number.NaN
      sum += value
      const still = index >= first && value === values[index - period + 1] && allEqual(values, index, period)
      out[index] = still ? value : ((behind[place] ?? Number.NaN) + sum) / period
    }
    if (until === from + period) sumFromBehind(values, from, behind)
  }
  return out.fill(Number.NaN, 0, first)
}
