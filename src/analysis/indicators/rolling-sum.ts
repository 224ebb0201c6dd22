import { at, firstKnown, unknown } from './column.ts'

/**
 * The sum of the last `period` values. Compensated (Kahan, one compensation for what comes and one for what goes), so that it does not drift over millions of bars.
 * Where all of them are equal it is exactly `period` times that value. Warm-up: period − 1 bars.
 */
export function rollingSum(values: Float64Array, period: number): Float64Array {
  return roll(values, period, { whole: (sum) => sum, equal: (value) => value * period })
}

/** The mean of the last `period` values; see `rollingSum`. Where all of them are equal it is exactly that value, so that ties stay ties. */
export function rollingMean(values: Float64Array, period: number): Float64Array {
  return roll(values, period, { whole: (sum) => sum / period, equal: (value) => value })
}

interface Reading {
  readonly whole: (sum: number) => number
  readonly equal: (value: number) => number
}

function roll(values: Float64Array, period: number, { whole, equal }: Reading): Float64Array {
  const out = unknown(values.length)
  const start = firstKnown(values)
  let sum = 0
  let lostComing = 0
  let lostGoing = 0
  let same = 0
  for (let index = start; index < values.length; index++) {
    if (index >= start + period) {
      const going = -at(values, index - period) - lostGoing
      const less = sum + going
      lostGoing = less - sum - going
      sum = less
    }
    const coming = at(values, index) - lostComing
    const more = sum + coming
    lostComing = more - sum - coming
    sum = more
    same = at(values, index) === at(values, index - 1) ? same + 1 : 1
    if (index >= start + period - 1) out[index] = same >= period ? equal(at(values, index)) : whole(sum)
  }
  return out
}
