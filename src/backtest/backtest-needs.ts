import { type FormulaNeeds, frameKey, outsideKey } from '../analysis/formula/formula-data.ts'
import { formulaNeeds } from '../analysis/formula/formula-needs.ts'
import { readFormula } from '../analysis/formula/read-formula.ts'
import type { Timeframe } from '../basics/timeframe.ts'
import { TRIAL_PARTS, type TrialStrategy } from './trials/trial-strategy.ts'

const RANGE = readFormula('atr(14)')

/** What must be loaded for all formulas of a strategy; `history` is how many candles they need before the first that counts. Refuses what `formulaNeeds` refuses. */
export function backtestNeeds({ formulas, rules: { stop, target } }: TrialStrategy, timeframe: Timeframe): FormulaNeeds {
  const isInRanges = stop?.kind === 'ranges' || target?.kind === 'ranges'
  const said = [...TRIAL_PARTS.flatMap((part) => formulas[part] ?? []), ...(isInRanges ? [RANGE] : [])]
  const needs = said.map((formula) => formulaNeeds(formula, timeframe))
  const frames = new Map<string, FormulaNeeds['frames'][number]>()
  for (const frame of needs.flatMap((each) => each.frames)) {
    const key = frameKey(frame)
    if (frame.bars >= (frames.get(key)?.bars ?? 0)) frames.set(key, frame)
  }
  return {
    warmUp: Math.max(...needs.map(({ warmUp }) => warmUp)),
    history: Math.max(...needs.map(({ history }) => history)),
    frames: [...frames.values()],
    outside: [...new Map(needs.flatMap(({ outside }) => outside).map((need) => [outsideKey(need), need])).values()],
  }
}
