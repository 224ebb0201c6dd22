import { expect, test } from 'vitest'
import { computeFormula } from '../../src/analysis/formula/compute-formula.ts'
import type { FormulaData } from '../../src/analysis/formula/formula-data.ts'
import { formulaNeeds } from '../../src/analysis/formula/formula-needs.ts'
import { readCondition, readFormula } from '../../src/analysis/formula/read-formula.ts'
import { readLevel } from '../../src/strategies/exit-level.ts'
import { checkRules } from '../../src/strategies/read-rules.ts'
import { STRATEGY_KINDS } from '../../src/strategies/strategy.ts'
import { STRATEGY_CATALOGUE, strategyNamed } from '../../src/strategies/strategy-catalogue.ts'
import { walk } from '../analysis/some-candles.ts'

const WALKS = 12
const named = STRATEGY_CATALOGUE.map((strategy) => [strategy.name, strategy] as const)

test('each has a name of its own, and there are enough of every kind', () => {
  expect(new Set(STRATEGY_CATALOGUE.map(({ name }) => name)).size).toBe(STRATEGY_CATALOGUE.length)
  expect(STRATEGY_CATALOGUE.length).toBeGreaterThanOrEqual(16)
  expect([...new Set(STRATEGY_CATALOGUE.map(({ kind }) => kind))]).toEqual(STRATEGY_KINDS.filter((kind) => kind !== 'own'))
})

test('one is found by its name, in any letter case', () => {
  expect(strategyNamed(' RSI-Reversion ')?.name).toBe('rsi-reversion')
  expect(strategyNamed('no-such')).toBeUndefined()
})

test.each(named)('%s says in two sentences what it waits for, and when that fails', (_, { name, description }) => {
  expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
  expect(description.match(/[.](\s|$)/g), description).toHaveLength(2)
})

test.each(named)('%s is written in canonical form', (_, { rules }) => {
  expect(checkRules(rules)).toEqual(rules)
})

test.each(named)('%s can be asked on its own candles, and leaves what it bought', (_, { rules, timeframe }) => {
  const { entry, exit, stop, target, trail } = rules
  for (const condition of [entry, exit]) if (condition !== undefined) formulaNeeds(readCondition(condition), timeframe)
  expect([exit, target, trail].some((way) => way !== undefined)).toBe(true)
  expect(stop !== undefined || ['dca', 'grid'].includes(_)).toBe(true)
})

test.each(named)('%s buys something in random walks, and its stop is below the price then', (_, { rules, timeframe }) => {
  const runs = Array.from({ length: WALKS }, (__, seed) => walk({ seed: `${seed}`, count: 600, timeframe }))
  const data = runs.map((candles): FormulaData => ({ candles, frames: new Map(), outside: new Map() }))
  const entries = data.map((each) => computeFormula(readCondition(rules.entry), each))
  expect(entries.flatMap((each) => [...each].filter((yes) => yes === 1)).length).toBeGreaterThan(0)
  const stop = rules.stop === undefined ? undefined : readLevel(rules.stop, 'stop')
  if (stop?.kind !== 'formula') return
  for (const [at, each] of data.entries()) {
    const stops = computeFormula(readFormula(stop.formula), each)
    for (const [index, yes] of [...(entries[at] ?? [])].entries())
      if (yes === 1) expect(stops[index]).toBeLessThan(each.candles.close[index] ?? 0)
  }
})
