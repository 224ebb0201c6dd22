import { expect, test } from 'vitest'
import { printNode } from '../../../src/analysis/formula/print-node.ts'
import { readFormula } from '../../../src/analysis/formula/read-formula.ts'
import { tellingNode } from '../../../src/analysis/formula/telling-node.ts'

test.each([
  ['rsi(14) < 30 and close > ema(200)', 'rsi(14)', 'low'],
  ['close > 0 and rsi(14) > 30', 'rsi(14)', 'high'],
  ['close > ema(200)', 'ema(200)', 'low'],
  ['close crosses above highest(high, 20)[1]', 'highest(high,20)[1]', 'low'],
  ['30 > rsi(14)', 'rsi(14)', 'low'],
  ['not rsi(14) < 30', 'rsi(14)', 'low'],
  ['rsi(14) < 30 for 3 bars', 'rsi(14)', 'low'],
  ['crossunder(rsi(14), 30)', 'rsi(14)', 'low'],
  ['rsi(14) @4h < 35', 'rsi(14) @4h', 'low'],
  ['(rsi(14) < 35)[2]', 'rsi(14)[2]', 'low'],
])('of %s it is %s', (text, told, wants) => {
  const telling = tellingNode(readFormula(text).root)
  expect(telling && printNode(telling.node)).toBe(told)
  expect(telling?.wants).toBe(wants)
  expect(telling?.percent).toBe(false)
})

test('of prices against plain numbers nothing is more telling', () => {
  expect(tellingNode(readFormula('close > 60k').root)).toBeUndefined()
})

test('shares are told as percent', () => {
  expect(tellingNode(readFormula('change(1h) > 5%').root)?.percent).toBe(true)
  expect(tellingNode(readFormula('atr(14) / close > 2%').root)?.percent).toBe(true)
  expect(tellingNode(readFormula('change(3) @4h').root)?.percent).toBe(true)
})
