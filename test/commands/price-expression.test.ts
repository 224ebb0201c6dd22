import { expect, test } from 'vitest'
import { isArithmetic, priceExpressions } from '../../src/commands/price-expression.ts'

test.each([
  ['btc', ['btc']],
  ['btc eth sol', ['btc', 'eth', 'sol']],
  ['btc,eth', ['btc', 'eth']],
  ['btc btc', ['btc']],
  ['ETH EUR', ['ETH/EUR']],
  ['eth usdt', ['eth/usdt']],
  ['eth btc', ['eth', 'btc']],
  ['btc eth eur', ['btc', 'eth', 'eur']],
  ['(btc + eth) / 2', ['(btc+eth)/2']],
  ['( btc+eth )/2 sol', ['(btc+eth)/2', 'sol']],
  ['btc/eth eur', ['btc/eth', 'eur']],
])('%s asks for %j', (line, expressions) => {
  expect(priceExpressions(line.split(' '))).toEqual(expressions)
})

test('ten prices at once are enough', () => {
  const words = Array.from({ length: 11 }, (_, index) => `c${index}`)
  expect(() => priceExpressions(words)).toThrow('At most 10 prices at once.')
  expect(priceExpressions(words.slice(1))).toHaveLength(10)
})

test('tells a name from arithmetic', () => {
  expect(['btc', '$eth', 'kraken:btc'].some(isArithmetic)).toBe(false)
  expect(['btc/usdt', '(btc)', 'btc*2'].every(isArithmetic)).toBe(true)
})
