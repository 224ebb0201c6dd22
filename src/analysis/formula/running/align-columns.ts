import { nextOpen, type Timeframe } from '../../../basics/timeframe.ts'

/** When each candle closes. */
export function closesOf(time: Float64Array, timeframe: Timeframe): Float64Array {
  return time.map((open) => nextOpen(timeframe, open))
}

/** At each moment the last of some values that was known by then; NaN before the first. Both lists of times rise. */
export function lastKnown(
  moments: Float64Array,
  { knownAt, value }: { readonly knownAt: Float64Array; readonly value: Float64Array },
): Float64Array {
  let next = 0
  return moments.map((moment) => {
    while (next < knownAt.length && (knownAt[next] ?? Number.NaN) <= moment) next++
    return value[next - 1] ?? Number.NaN
  })
}

/** At each moment the value of exactly that moment; NaN where there is none. */
export function sameTime(
  moments: Float64Array,
  { time, value }: { readonly time: Float64Array; readonly value: Float64Array },
): Float64Array {
  let next = 0
  return moments.map((moment) => {
    while (next < time.length && (time[next] ?? Number.NaN) < moment) next++
    return time[next] === moment ? (value[next] ?? Number.NaN) : Number.NaN
  })
}
