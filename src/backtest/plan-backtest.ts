import { computeFormula } from '../analysis/formula/compute-formula.ts'
import { type FormulaData, type FormulaNeeds, frameKey, outsideKey } from '../analysis/formula/formula-data.ts'
import { formulaNeeds } from '../analysis/formula/formula-needs.ts'
import type { Formula } from '../analysis/formula/formula-node.ts'
import { readFormula } from '../analysis/formula/read-formula.ts'
import type { Timeframe } from '../basics/timeframe.ts'
import type { BacktestSeries } from './backtest.ts'
import { TRIAL_PARTS, type TrialMarket, type TrialStrategy } from './trials/trial-strategy.ts'

/** What the engine runs on for a strategy. Throws a `Refusal` for a formula that cannot be asked on this timeframe. */
export type Planner = (strategy: TrialStrategy) => readonly BacktestSeries[]

/** About a hundred megabytes for a hundred thousand candles. */
const COLUMNS_KEPT_MAX = 128
const RANGE = readFormula('atr(14)')

/** Plans tests on markets that it keeps, so that a formula which many variants share is computed once. */
export function createPlanner(markets: readonly TrialMarket[]): Planner {
  const all = markets.map((market) => ({ ...market, column: columnsOf(market.data) }))
  return (strategy) =>
    all.map(({ marketId, data, from, column }) => {
      const { entry, exit, stop, target } = strategy.formulas
      return {
        marketId,
        candles: data.candles,
        from,
        entry: column(entry),
        ...(exit === undefined ? {} : { exit: column(exit) }),
        ...(stop === undefined ? {} : { stop: column(stop) }),
        ...(target === undefined ? {} : { target: column(target) }),
        ...(countsRanges(strategy) ? { range: column(RANGE) } : {}),
      }
    })
}

/** What must be loaded for all formulas of a strategy; `history` is how many candles they need before the first that counts. Refuses what `formulaNeeds` refuses. */
export function backtestNeeds(strategy: TrialStrategy, timeframe: Timeframe): FormulaNeeds {
  const formulas = [...TRIAL_PARTS.flatMap((part) => strategy.formulas[part] ?? []), ...(countsRanges(strategy) ? [RANGE] : [])]
  const needs = formulas.map((formula) => formulaNeeds(formula, timeframe))
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

function countsRanges({ rules: { stop, target } }: TrialStrategy): boolean {
  return stop?.kind === 'ranges' || target?.kind === 'ranges'
}

/** The values of formulas on one market, those that were asked for last kept. */
function columnsOf(data: FormulaData): (formula: Formula) => Float64Array {
  const kept = new Map<string, Float64Array>()
  return (formula) => {
    const column = kept.get(formula.text) ?? computeFormula(formula, data)
    kept.delete(formula.text)
    kept.set(formula.text, column)
    for (const oldest of kept.keys()) {
      if (kept.size <= COLUMNS_KEPT_MAX) break
      kept.delete(oldest)
    }
    return column
  }
}
