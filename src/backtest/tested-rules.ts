import { readCondition, readFormula } from '../analysis/formula/read-formula.ts'
import type { BacktestLevel, BacktestRules } from './backtest.ts'
import type { TrialStrategy } from './trials/trial-strategy.ts'

/** Rules whose words were read, but for their formulas. */
export interface TestedRules extends Pick<BacktestRules, 'size' | 'trail' | 'holdBars'> {
  readonly entry: string
  readonly exit?: string
  readonly stop?: TestedLevel
  readonly target?: TestedLevel
  readonly coolDownBars?: number
  readonly entriesMax?: number
}

/** A stop or target, which may be a formula of a price. */
type TestedLevel = Exclude<BacktestLevel, { readonly kind: 'column' }> | { readonly kind: 'formula'; readonly formula: string }

/** What a test starts with and pays. */
export type BacktestTerms = Pick<BacktestRules, 'cash' | 'fee' | 'slippage' | 'minimumCost' | 'growth'>

/** The rules as the engine and its trials need them. Refuses what is no formula. */
export function readTested(tested: TestedRules, terms: BacktestTerms): TrialStrategy {
  const { entry, exit, size, stop, target, trail, holdBars, coolDownBars = 0, entriesMax = 1 } = tested
  return {
    formulas: {
      entry: readCondition(entry),
      ...(exit === undefined ? {} : { exit: readCondition(exit) }),
      ...(stop?.kind === 'formula' ? { stop: readFormula(stop.formula) } : {}),
      ...(target?.kind === 'formula' ? { target: readFormula(target.formula) } : {}),
    },
    rules: {
      ...terms,
      size,
      ...(stop === undefined ? {} : { stop: levelOf(stop) }),
      ...(target === undefined ? {} : { target: levelOf(target) }),
      ...(trail === undefined ? {} : { trail }),
      ...(holdBars === undefined ? {} : { holdBars }),
      coolDownBars,
      entriesMax,
      ambiguous: 'stop',
    },
  }
}

function levelOf(level: TestedLevel): BacktestLevel {
  return level.kind === 'formula' ? { kind: 'column' } : level
}
