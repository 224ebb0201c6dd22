import { at, firstKnown, unknown } from './column.ts'

/** The straight line with the least squares through the last `period` values: its value at the last bar, and its rise per bar. TA-Lib LINEARREG, LINEARREG_SLOPE. Warm-up: period − 1 bars. */
export function linearRegression(values: Float64Array, period: number): { line: Float64Array; slope: Float64Array } {
  const line = unknown(values.length)
  const slope = unknown(values.length)
  const middle = (period - 1) / 2
  const spread = (period * (period * period - 1)) / 12
  for (let index = firstKnown(values) + period - 1; index < values.length; index++) {
    let sum = 0
    let rise = 0
    for (let bar = 0; bar < period; bar++) {
      const value = at(values, index - period + 1 + bar)
      sum += value
      rise += (bar - middle) * value
    }
    slope[index] = rise / spread
    line[index] = sum / period + at(slope, index) * middle
  }
  return { line, slope }
}
