/** The index of the first value that is known; the length when there is none. What an indicator gives begins with unknowns, and another may start from it. */
export function firstKnown(values: Float64Array): number {
  let index = 0
  while (index < values.length && Number.isNaN(values[index])) index += 1
  return index
}

/** One column made of others of the same length, bar by bar. */
export function combine(length: number, value: (index: number) => number): Float64Array {
  const out = new Float64Array(length)
  for (let index = 0; index < length; index++) out[index] = value(index)
  return out
}

/** Whether something is unknown after the first value that is known. */
export function hasGaps(values: Float64Array): boolean {
  for (let index = firstKnown(values) + 1; index < values.length; index++) {
    if (Number.isNaN(values[index])) return true
  }
  return false
}

/** The value of a column at an index; NaN outside it. */
export function at(values: Float64Array, index: number): number {
  return values[index] ?? Number.NaN
}
