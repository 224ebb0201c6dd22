/** A column of this length in which nothing is known yet. */
export function unknown(length: number): Float64Array {
  return new Float64Array(length).fill(Number.NaN)
}

/** The index of the first value that is known; the length when there is none. What an indicator gives begins with unknowns, and another may start from it. */
export function firstKnown(values: Float64Array): number {
  let index = 0
  while (index < values.length && Number.isNaN(values[index])) index++
  return index
}

/** One column made of others of the same length, bar by bar. */
export function combine(length: number, value: (index: number) => number): Float64Array {
  const out = new Float64Array(length)
  for (let index = 0; index < length; index++) out[index] = value(index)
  return out
}

/** The same column with everything before `start` unknown. */
export function knownFrom(values: Float64Array, start: number): Float64Array {
  return values.map((value, index) => (index < start ? Number.NaN : value))
}

/** The value of a column at an index; NaN outside it. */
export function at(values: Float64Array, index: number): number {
  return values[index] ?? Number.NaN
}
