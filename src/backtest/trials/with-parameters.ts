import type { Formula } from '../../analysis/formula/formula-node.ts'
import { printNode, printScope } from '../../analysis/formula/print-node.ts'
import type { BacktestLevel, BacktestRules } from '../backtest.ts'
import { mapNumbers } from './map-numbers.ts'
import type { Parameter, ParameterPlace } from './parameter.ts'
import { TRIAL_PARTS, type TrialPart, type TrialStrategy } from './trial-strategy.ts'

/** The same strategy with other numbers: `values` in the order of the parameters. Its formulas are in their canonical text. */
export function withParameters(strategy: TrialStrategy, parameters: readonly Parameter[], values: readonly number[]): TrialStrategy {
  const said = parameters.flatMap(({ places, value }, index) => places.map((place) => ({ place, value: values[index] ?? value })))
  const formulas = TRIAL_PARTS.map((part) => {
    const formula = strategy.formulas[part]
    return [part, formula && withNumbers(formula, numbersIn(said, part))] as const
  })
  return {
    formulas: { ...strategy.formulas, ...Object.fromEntries(formulas.filter(([, formula]) => formula !== undefined)) },
    rules: said.reduce((rules, { place, value }) => (place.kind === 'rule' ? withLevel(rules, place.part, value) : rules), strategy.rules),
  }
}

type Said = readonly { readonly place: ParameterPlace; readonly value: number }[]

function numbersIn(said: Said, part: TrialPart): ReadonlyMap<number, number> {
  return new Map(said.flatMap(({ place, value }) => (place.kind === 'formula' && place.part === part ? [[place.ordinal, value]] : [])))
}

function withNumbers(formula: Formula, numbers: ReadonlyMap<number, number>): Formula {
  if (numbers.size === 0) return formula
  let ordinal = 0
  const root = mapNumbers(formula.root, ({ value }) => numbers.get(ordinal++) ?? value)
  return { ...formula, root, text: printScope(formula.scope) + printNode(root) }
}

function withLevel(rules: BacktestRules, part: 'stop' | 'target' | 'trail', value: number): BacktestRules {
  if (part === 'trail') return { ...rules, trail: value }
  const level = rules[part]
  return level === undefined ? rules : { ...rules, [part]: levelOf(level, value) }
}

function levelOf(level: BacktestLevel, value: number): BacktestLevel {
  switch (level.kind) {
    case 'share':
      return { kind: 'share', share: value }
    case 'ranges':
      return { kind: 'ranges', ranges: value }
    case 'risks':
      return { kind: 'risks', risks: value }
    case 'column':
      return level
  }
}
