import { SERIES } from '../series.ts'
import { STUDIES } from '../studies.ts'
import type { FormulaFunction } from './formula-function.ts'
import { OUTSIDE_FUNCTIONS } from './outside-functions.ts'
import { PATTERN_FUNCTIONS } from './pattern-functions.ts'
import { RECURRING_FUNCTIONS } from './recurring-functions.ts'
import { SERIES_FUNCTIONS } from './series-functions.ts'
import { STUDY_FUNCTIONS } from './study-functions.ts'

const ALL: readonly FormulaFunction[] = [
  ...SERIES_FUNCTIONS,
  ...RECURRING_FUNCTIONS,
  ...STUDY_FUNCTIONS,
  ...PATTERN_FUNCTIONS,
  ...OUTSIDE_FUNCTIONS,
]

/** Every function of the formula language, by its name. */
export const FORMULA_FUNCTIONS: ReadonlyMap<string, FormulaFunction> = new Map(ALL.map((each) => [each.name, each]))

/** Other names of functions, to the names they have: psar is sar. */
export const FORMULA_ALIASES: ReadonlyMap<string, string> = new Map(
  STUDIES.flatMap(({ name, aliases }) => (FORMULA_FUNCTIONS.has(name) ? aliases.map((alias): [string, string] => [alias, name]) : [])),
)

/** Indicators that are drawn as several lines, none of which has their name, to the functions that these lines are: bb, bollinger, stoch. */
export const FORMULA_LINES: ReadonlyMap<string, readonly string[]> = new Map(
  STUDIES.flatMap(({ name, aliases, outputs }) => {
    const lines = outputs.map((output) => output.name).filter((line) => FORMULA_FUNCTIONS.has(line))
    return FORMULA_FUNCTIONS.has(name) || lines.length === 0
      ? []
      : [name, ...aliases].map((word): [string, readonly string[]] => [word, lines])
  }),
)

/** Every name that a value can begin with, for completing and for "did you mean". */
export const FORMULA_NAMES: readonly string[] = [...Object.keys(SERIES), ...FORMULA_FUNCTIONS.keys()]
