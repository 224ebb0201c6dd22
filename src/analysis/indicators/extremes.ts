import { at, firstKnown, unknown } from './column.ts'

/** The highest of the last `period` values. TA-Lib MAX. Warm-up: period − 1 bars. */
export function highest(values: Float64Array, period: number): Float64Array {
  return pick(values, highestAgo(values, period))
}

/** The lowest of the last `period` values. TA-Lib MIN. Warm-up: period − 1 bars. */
export function lowest(values: Float64Array, period: number): Float64Array {
  return pick(values, lowestAgo(values, period))
}

/** How many bars ago the highest of the last `period` values was; the latest of several equal ones. Warm-up: period − 1 bars. */
export function highestAgo(values: Float64Array, period: number): Float64Array {
  return extremeAgo(values, period, (value, than) => value >= than)
}

/** How many bars ago the lowest of the last `period` values was; the latest of several equal ones. Warm-up: period − 1 bars. */
export function lowestAgo(values: Float64Array, period: number): Float64Array {
  return extremeAgo(values, period, (value, than) => value <= than)
}

function pick(values: Float64Array, ago: Float64Array): Float64Array {
  return ago.map((bars, index) => at(values, index - bars))
}

/** A queue of candidates, each beaten by none after it, so that a bar costs the same however long the period is. */
function extremeAgo(values: Float64Array, period: number, beats: (value: number, than: number) => boolean): Float64Array {
  const out = unknown(values.length)
  const queue = new Int32Array(values.length)
  const start = firstKnown(values)
  let head = 0
  let tail = 0
  for (let index = start; index < values.length; index++) {
    while (tail > head && beats(at(values, index), at(values, queue[tail - 1] ?? 0))) tail--
    queue[tail++] = index
    if ((queue[head] ?? 0) <= index - period) head++
    if (index >= start + period - 1) out[index] = index - (queue[head] ?? 0)
  }
  return out
}
