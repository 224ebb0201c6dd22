import { SERIES } from '../series.ts'
import type { FormulaFunction } from './formula-function.ts'
import { OUTSIDE_FUNCTIONS } from './outside-functions.ts'
import { SERIES_FUNCTIONS } from './series-functions.ts'

/** Every function of the formula language, by its name. */
export const FORMULA_FUNCTIONS: ReadonlyMap<string, FormulaFunction> = new Map(
  [...SERIES_FUNCTIONS, ...OUTSIDE_FUNCTIONS].map((each) => [each.name, each]),
)

/** Every name that a formula can begin a value with, for completing and for "did you mean". */
export const FORMULA_NAMES: readonly string[] = [...Object.keys(SERIES), ...FORMULA_FUNCTIONS.keys()]
