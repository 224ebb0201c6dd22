import { OUTSIDE_FUNCTIONS } from '../../analysis/formula/outside-functions.ts'
import { STUDIES } from '../../analysis/studies.ts'
import type { StudyDefinition } from '../../analysis/study-definition.ts'

/** The indicator that each function of formulas is a line of: macd_signal is one of MACD. */
export const FUNCTION_STUDIES: ReadonlyMap<string, StudyDefinition> = new Map(
  STUDIES.flatMap((study) => study.outputs.map(({ name }): [string, StudyDefinition] => [name, study])),
)

const MEASURES: ReadonlySet<string> = new Set(['change', 'correl', 'barssince', ...OUTSIDE_FUNCTIONS.map(({ name }) => name)])

/** Whether a function gives something whose size means the same at any price and at any time, such as RSI; not so a price, or what adds up for ever. */
export function isMeasure(name: string): boolean {
  const study = FUNCTION_STUDIES.get(name)
  return MEASURES.has(name) || (study !== undefined && study.pane === 'own' && !study.cumulative)
}
