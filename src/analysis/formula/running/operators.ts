import type { ARITHMETIC, COMPARISONS, LOGIC } from '../formula-node.ts'
import { type Kernel, ofOne, ofTwo } from './kernel.ts'

/** What a comparison says where the left is less, the same, more. */
type Outcome = readonly [less: number, same: number, more: number]

export const LESS: Outcome = [1, 0, 0]
export const NOT_MORE: Outcome = [1, 1, 0]
export const MORE: Outcome = [0, 0, 1]
export const NOT_LESS: Outcome = [0, 1, 1]

const OUTCOMES: Readonly<Record<(typeof COMPARISONS)[number], Outcome>> = {
  '<': LESS,
  '<=': NOT_MORE,
  '>': MORE,
  '>=': NOT_LESS,
  '==': [0, 1, 0],
  '!=': [1, 0, 1],
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
const LOGIC_KERNELS: Readonly<Record<(typeof LOGIC)[number], Kernel>> = { and: ofTwo(both, bothColumns), or: ofTwo(either, eitherColumns) }

export const NOT: Kernel = ofOne((of) => 1 - of)

export const NEGATIVE: Kernel = ofOne((of) => -of)

/** The kernel of an operator that looks at one bar alone. */
export function operatorKernel(operator: (typeof ARITHMETIC)[number] | (typeof COMPARISONS)[number] | (typeof LOGIC)[number]): Kernel {
  if (operator === 'and' || operator === 'or') return LOGIC_KERNELS[operator]
  if (!isComparison(operator)) return ARITHMETIC_KERNELS[operator]
  const outcome = OUTCOMES[operator]
  return ofTwo(
    (left, right) => compared(left, right, outcome),
    (left, right) => comparedColumns(left, right, outcome),
  )
}

function isComparison(operator: string): operator is keyof typeof OUTCOMES {
  return Object.hasOwn(OUTCOMES, operator)
}

export function compared(left: number, right: number, [less, same, more]: Outcome): number {
  if (left < right) return less
  if (left > right) return more
  return left === right ? same : Number.NaN
}

export function both(left: number, right: number): number {
  return left === 0 || right === 0 ? 0 : left * right
}

export function either(left: number, right: number): number {
  return left === 1 || right === 1 ? 1 : left + right
}

// The loops stand one by one, because one loop for all of them would call a function per bar.

function comparedColumns(left: Float64Array, right: Float64Array, outcome: Outcome): Float64Array {
  const out = new Float64Array(left.length)
  for (let index = 0; index < out.length; index++) out[index] = compared(left[index] ?? Number.NaN, right[index] ?? Number.NaN, outcome)
  return out
}

function bothColumns(left: Float64Array, right: Float64Array): Float64Array {
  const out = new Float64Array(left.length)
  for (let index = 0; index < out.length; index++) out[index] = both(left[index] ?? Number.NaN, right[index] ?? Number.NaN)
  return out
}

function eitherColumns(left: Float64Array, right: Float64Array): Float64Array {
  const out = new Float64Array(left.length)
  for (let index = 0; index < out.length; index++) out[index] = either(left[index] ?? Number.NaN, right[index] ?? Number.NaN)
  return out
}
