import type { FunctionColumns, FunctionRun, LookBack } from '../formula-function.ts'

/** What one step of a formula does with the values of the steps before it: bar by bar, and as a whole column where that is faster. Both give the same, bit for bit. */
export interface Kernel {
  readonly lookBack: LookBack
  readonly start: () => FunctionRun
  readonly batch?: (columns: KernelColumns) => Float64Array
}

export interface KernelColumns extends FunctionColumns {
  /** One of the sources that nobody reads after this: the answer may be written into it, bar by bar. Fresh memory costs more than most operators. */
  readonly spare?: Float64Array | undefined
}

const LOOKS_AT_THIS_BAR: LookBack = { warmUp: 0, history: 0 }

/** A kernel of one value. */
export function ofOne(value: (of: number) => number, column: OneColumn = each(value)): Kernel {
  return {
    lookBack: LOOKS_AT_THIS_BAR,
    start: () => ({ next: (_, [of = Number.NaN]) => value(of) }),
    batch: ({ sources: [of = new Float64Array()], spare }) => column(of, spare ?? new Float64Array(of.length)),
  }
}

/** A kernel of two values. */
export function ofTwo(value: (left: number, right: number) => number, columns: TwoColumns = eachTwo(value)): Kernel {
  return {
    lookBack: LOOKS_AT_THIS_BAR,
    start: () => ({ next: (_, [left = Number.NaN, right = Number.NaN]) => value(left, right) }),
    batch: ({ sources: [left = new Float64Array(), right = new Float64Array()], spare }) =>
      columns({ left, right, out: spare ?? new Float64Array(left.length) }),
  }
}

type OneColumn = (of: Float64Array, out: Float64Array) => Float64Array
type TwoColumns = (columns: { readonly left: Float64Array; readonly right: Float64Array; readonly out: Float64Array }) => Float64Array

function each(value: (of: number) => number): OneColumn {
  return (of, out) => {
    for (let index = 0; index < out.length; index++) out[index] = value(of[index] ?? Number.NaN)
    return out
  }
}

function eachTwo(value: (left: number, right: number) => number): TwoColumns {
  return ({ left, right, out }) => {
    for (let index = 0; index < out.length; index++) out[index] = value(left[index] ?? Number.NaN, right[index] ?? Number.NaN)
    return out
  }
}
