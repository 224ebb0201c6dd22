import type { ARITHMETIC, COMPARISONS, LOGIC } from '../formula-node.ts'
import { type Kernel, ofOne, ofTwo } from './kernel.ts'

/** What a comparison says where the left is less, the same, more; in a column, which is read without a detour. */
type Outcome = Float64Array

export const LESS: Outcome = Float64Array.of(1, 0, 0)
export const NOT_MORE: Outcome = Float64Array.of(1, 1, 0)
export const MORE: Outcome = Float64Array.of(0, 0, 1)
export const NOT_LESS: Outcome = Float64Array.of(0, 1, 1)

const OUTCOMES: Readonly<Record<(typeof COMPARISONS)[number], Outcome>> = {
  '<': LESS,
  '<=': NOT_MORE,
  '>': MORE,
  '>=': NOT_LESS,
  '==': Float64Array.of(0, 1, 0),
  '!=': Float64Array.of(1, 0, 1),
}

/** What is no number any more, such as 1/0, is unknown: otherwise it would be more than anything. */
export const finite = (value: number): number => (Number.isFinite(value) ? value : Number.NaN)

const ARITHMETIC_KERNELS: Readonly<Record<(typeof ARITHMETIC)[number], Kernel>> = {
  '+': ofTwo((left, right) => finite(left + right)),
  '-': ofTwo((left, right) => finite(left - right)),
  '*': ofTwo((left, right) => finite(left * right)),
  '/': ofTwo((left, right) => finite(left / right)),
  '^': ofTwo((left, right) => finite(left ** right)),
}

/** Kleene's logic over 1, 0 and unknown: "no and unknown" is no, "yes or unknown" is yes. */
const LOGIC_KERNELS: Readonly<Record<(typeof LOGIC)[number], Kernel>> = {
  // The loops stand here and with the comparisons, because the loop that all operators share calls a function per bar.
  and: ofTwo(both, ({ left, right, out }) => {
    for (let index = 0; index < out.length; index++) out[index] = both(left[index] ?? Number.NaN, right[index] ?? Number.NaN)
    return out
  }),
  or: ofTwo(either, ({ left, right, out }) => {
    for (let index = 0; index < out.length; index++) out[index] = either(left[index] ?? Number.NaN, right[index] ?? Number.NaN)
    return out
  }),
}

export const NOT: Kernel = ofOne((of) => 1 - of)

export const NEGATIVE: Kernel = ofOne((of) => -of)

/** The kernel of an operator that looks at one bar alone. */
export function operatorKernel(operator: (typeof ARITHMETIC)[number] | (typeof COMPARISONS)[number] | (typeof LOGIC)[number]): Kernel {
  if (operator === 'and' || operator === 'or') return LOGIC_KERNELS[operator]
  if (!isComparison(operator)) return ARITHMETIC_KERNELS[operator]
  const outcome = OUTCOMES[operator]
  return ofTwo(
    (left, right) => compared(left, right, outcome),
    ({ left, right, out }) => {
      for (let index = 0; index < out.length; index++) out[index] = compared(left[index] ?? Number.NaN, right[index] ?? Number.NaN, outcome)
      return out
    },
  )
}

/** The same as a comparison with a column that is this number everywhere. */
export function comparisonWith(operator: (typeof COMPARISONS)[number], number: number): Kernel {
  const outcome = OUTCOMES[operator]
  return ofOne(
    (of) => compared(of, number, outcome),
    (of, out) => {
      for (let index = 0; index < out.length; index++) out[index] = compared(of[index] ?? Number.NaN, number, outcome)
      return out
    },
  )
}

export function isComparison(operator: string): operator is keyof typeof OUTCOMES {
  return Object.hasOwn(OUTCOMES, operator)
}

export function compared(left: number, right: number, outcome: Outcome): number {
  if (left < right) return outcome[0] ?? Number.NaN
  if (left > right) return outcome[2] ?? Number.NaN
  return left === right ? (outcome[1] ?? Number.NaN) : Number.NaN
}

export function both(left: number, right: number): number {
  return left === 0 || right === 0 ? 0 : left * right
}

export function either(left: number, right: number): number {
  return left === 1 || right === 1 ? 1 : left + right
}
