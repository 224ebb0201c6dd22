import type { TrialPart } from './trial-strategy.ts'

/** From where to where a number is varied, both ends included, and how finely. */
export interface ParameterRange {
  readonly least: number
  readonly most: number
  readonly step: number
}

/** What may stand in the place of a number at all. */
export interface ParameterBounds {
  readonly least: number
  readonly most: number
  readonly whole: boolean
}

/** Where a number stands: in a formula, counted in the order of `mapNumbers`, or in the rules. */
export type ParameterPlace =
  | { readonly kind: 'formula'; readonly part: TrialPart; readonly ordinal: number }
  | { readonly kind: 'rule'; readonly part: 'stop' | 'target' | 'trail' }

/** A number of a strategy that can be another one. What means the same thing, such as the 20 in two `ema(20)`, is one parameter in several places. */
export interface Parameter {
  /** For people: "rsi.period", "rsi.level", "stop". */
  readonly name: string
  /** What it is now. Shares are plain: 0.05 is 5 %. */
  readonly value: number
  /** It is written in percent. */
  readonly percent: boolean
  readonly bounds: ParameterBounds
  readonly range: ParameterRange
  readonly places: readonly ParameterPlace[]
}

/** The digits that survive counting in steps: 0.1 + 2 × 0.1 is 0.3 again. */
const DIGITS = 12

/** All values of a range, the smallest first; whole steps from its lower end. */
export function valuesIn({ least, most, step }: ParameterRange): readonly number[] {
  const count = countIn({ least, most, step })
  return Array.from({ length: count }, (_, index) => Number((least + index * step).toPrecision(DIGITS)))
}

/** How many values a range has. */
export function countIn({ least, most, step }: ParameterRange): number {
  return Math.max(1, Math.floor((most - least) / step + 1e-9) + 1)
}
