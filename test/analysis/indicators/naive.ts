import { expect } from 'vitest'

/** The last `period` values up to an index, oldest first; undefined while there are fewer. */
function lastOf(values: Float64Array, period: number, index: number): number[] | undefined {
  return index < period - 1 ? undefined : [...values.slice(index - period + 1, index + 1)]
}

/** A column from what is said of every window. */
export function overWindows(values: Float64Array, period: number, say: (window: number[], index: number) => number): number[] {
  return Array.from(values, (_, index) => {
    const window = lastOf(values, period, index)
    return window === undefined ? Number.NaN : say(window, index)
  })
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
export const mean = (values: readonly number[]): number => sum(values) / values.length

/** Equal up to rounding, against the largest value there is; unknown where the other is unknown. */
export function expectNear(actual: Float64Array, wanted: readonly number[], tolerance = 1e-10): void {
  expect(actual).toHaveLength(wanted.length)
  const size = Math.max(1e-300, ...wanted.filter(Number.isFinite).map(Math.abs))
  const wrong = wanted.findIndex((value, index) => {
    const got = actual[index] ?? Number.NaN
    return Number.isNaN(value) ? !Number.isNaN(got) : !(Math.abs(got - value) <= size * tolerance)
  })
  expect({ wrong, got: actual[wrong], wanted: wanted[wrong] }).toEqual({ wrong: -1, got: undefined, wanted: undefined })
}
