import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFormula } from '../../../src/analysis/formula/read-formula.ts'
import { mapNumbers } from '../../../src/backtest/trials/map-numbers.ts'
import { parametersOf } from '../../../src/backtest/trials/parameters-of.ts'
import { withParameters } from '../../../src/backtest/trials/with-parameters.ts'
import { someFormula } from '../../analysis/formula/some-formula.ts'
import { strategyOf } from './some-trials.ts'

const strategy = strategyOf({
  entry: 'rsi(14) crosses above 30 and volume > 1.5 * sma(volume,20)',
  exit: 'rsi(14) > 70 or cci(20) < -100',
  target: 'highest(high,50)',
  rules: { stop: { kind: 'share', share: 0.03 }, trail: 0.05 },
})

test('puts numbers into all their places, in canonical text that reads as the same formula', () => {
  const parameters = parametersOf(strategy)
  expect(parameters.map(({ value }) => value)).toEqual([14, 30, 1.5, 20, 70, 20, 100, 50, 0.03, 0.05])
  const varied = withParameters(strategy, parameters, [9, 25, 2, 30, 75, 10, 150, 40, 0.04, 0.06])
  const { entry, exit, stop, target } = varied.formulas
  expect(entry.text).toBe('rsi(9) crosses above 25 and volume > 2 * sma(volume,30)')
  expect(exit?.text).toBe('rsi(9) > 75 or cci(10) < -150')
  expect(target?.text).toBe('highest(high,40)')
  expect(stop).toBeUndefined()
  for (const formula of [entry, exit, target]) expect(formula).toEqual(readFormula(formula?.text ?? ''))
  expect(varied.rules).toEqual({ ...strategy.rules, stop: { kind: 'share', share: 0.04 }, trail: 0.06 })
})

test('with the numbers that it has it is the same, and what is varied is not changed itself', () => {
  const before = structuredClone(strategy)
  const parameters = parametersOf(strategy)
  expect(
    withParameters(
      strategy,
      parameters,
      parameters.map(({ value }) => value),
    ),
  ).toEqual(strategy)
  withParameters(
    strategy,
    parameters,
    parameters.map(() => 3),
  )
  expect(strategy).toEqual(before)
})

test('levels keep their kind', () => {
  const ranged = strategyOf({ entry: 'close > open', rules: { stop: { kind: 'ranges', ranges: 2 }, target: { kind: 'risks', risks: 3 } } })
  const { rules } = withParameters(ranged, parametersOf(ranged), [1.5, 4])
  expect([rules.stop, rules.target]).toEqual([
    { kind: 'ranges', ranges: 1.5 },
    { kind: 'risks', risks: 4 },
  ])
})

test('any formula is the same with the same numbers', () => {
  fc.assert(
    fc.property(someFormula(), (node) => {
      expect(mapNumbers(node, ({ value }) => value)).toEqual(node)
    }),
  )
})
