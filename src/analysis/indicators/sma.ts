import { firstKnown } from './column.ts'
import { sumFromBehind } from './rolling-sum.ts'

/** Simple moving average: the mean of the last `period` values, of which only the first may be unknown; bit for bit what `RollingMean` gives. TA-Lib SMA. Warm-up: period − 1 bars. */
export function sma(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length)
  const start = firstKnown(values)
  const behind = new Float64Array(period + 1)
  let last = Number.NaN
  let changed = start
  for (let from = start; from < values.length; from += period) {
    const until = Math.min(from + period, values.length)
    let sum = 0
    for (let index = from; index < until; index++) {
      const value = values[index] ?? Number.NaN
      if (value !== last) changed = index
      last = value
      sum += value
      out[index] = index - changed >= period - 1 ? value : ((behind[index - from + 1] ?? 0) + sum) / period
    }
    if (until === from + period) sumFromBehind(values, from, behind)
  }
  return out.fill(Number.NaN, 0, start + period - 1)
}
