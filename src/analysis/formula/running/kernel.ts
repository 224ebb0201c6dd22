import type { FunctionColumns, FunctionRun, LookBack } from '../formula-function.ts'

/** What one step of a formula does with the values of the steps before it: bar by bar, and as a whole column where that is faster. Both give the same, bit for bit. */
export interface Kernel {
  readonly lookBack: LookBack
  readonly start: () => FunctionRun
  readonly batch?: (columns: FunctionColumns) => Float64Array
}

export const LOOKS_AT_THIS_BAR: LookBack = { warmUp: 0, history: 0 }

/** A kernel of one value. */
export function ofOne(value: (of: number) => number): Kernel {
  return {
    lookBack: LOOKS_AT_THIS_BAR,
    start: () => ({ next: (_, [of = Number.NaN]) => value(of) }),
    batch: ({ sources: [of = new Float64Array()] }) => of.map((each) => value(each)),
  }
}

/** A kernel of two values; `columns` is the same loop written for one purpose, where it is asked for often enough to be worth it. */
export function ofTwo(
  value: (left: number, right: number) => number,
  columns: (left: Float64Array, right: Float64Array) => Float64Array = (left, right) =>
    left.map((each, index) => value(each, right[index] ?? Number.NaN)),
): Kernel {
  return {
    lookBack: LOOKS_AT_THIS_BAR,
    start: () => ({ next: (_, [left = Number.NaN, right = Number.NaN]) => value(left, right) }),
    batch: ({ sources: [left = new Float64Array(), right = new Float64Array()] }) => columns(left, right),
  }
}
