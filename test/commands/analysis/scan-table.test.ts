import { expect, test } from 'vitest'
import { readFormula } from '../../../src/analysis/formula/read-formula.ts'
import { numberNode } from '../../../src/analysis/formula/telling-node.ts'
import { alignTable, widthOf } from '../../../src/chat/plain-text.ts'
import { scanTable, valueWords } from '../../../src/commands/analysis/scan-table.ts'
import { contractMarket } from '../../contracts/candle-store.contract.ts'

test.each([
  [27.4567, '27.457'],
  [-1, '-1'],
  [100, '100'],
  [-0.0021234, '-0.0021234'],
  [0.00000123, '1.23e-6'],
  [-12_345.678, '-12,345.68'],
  [1_234_567, '1.23 M'],
  [Number.NaN, 'unknown'],
])('%s reads %s', (value, words) => {
  expect(valueWords(value, { percent: false })).toBe(words)
  expect(words.length).toBeLessThanOrEqual(10)
})

test('a share is told as percent', () => {
  expect(valueWords(0.0512, { percent: true })).toBe('+5.12%')
})

test('long names and tiny prices fit a phone', () => {
  const market = { ...contractMarket('binance', '1000000MOG/USDT'), base: '1000000MOG', tick: '0.0000000001' }
  const row = { market, price: 0.0000123456, value: -12_345.678, answer: 1, closedAt: 0 }
  const { columns, rows } = scanTable([row], numberNode(readFormula('macd_hist(12,26,9)').root))
  expect(columns[2]?.title).toBe('macd_hist…')
  expect(rows[0]).toEqual(['1000000…', '0.0000123456', '-12,345.68'])
  expect(Math.max(...alignTable(columns, rows).split('\n').map(widthOf))).toBeLessThanOrEqual(34)
})
