import { expect, test } from 'vitest'
import { readAnyFormula, splitFormulaLine } from '../../../src/commands/analysis/formula-line.ts'

test.each([
  ['rsi < 30 4h', 'rsi < 30', '4h'],
  ['rsi < 30', 'rsi < 30', undefined],
  ['rsi 1d', 'rsi', '1d'],
  ['rsi < 30 daily', 'rsi < 30', '1d'],
  ['volume > 5m', 'volume > 5m', undefined],
  ['volume > 5m 15m', 'volume > 5m', '15m'],
  ['rsi > 30 @ 4h', 'rsi > 30 @ 4h', undefined],
  ['change(1h) > 5%', 'change(1h) > 5%', undefined],
  ['rsi > 30 and 4h', 'rsi > 30 and 4h', undefined],
  ['4h', '4h', undefined],
])('%s is %s on %s', (line, formula, timeframe) => {
  expect(splitFormulaLine(line.split(' '))).toEqual({ formula, timeframe })
  expect(splitFormulaLine([line])).toEqual({ formula, timeframe })
})

test('an event alone asks whether it happened; a number stays one', () => {
  expect(readAnyFormula('bos()').yields).toBe('truth')
  expect(readAnyFormula('rsi').yields).toBe('number')
  expect(readAnyFormula('rsi < 30').yields).toBe('truth')
})
