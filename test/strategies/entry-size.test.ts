import { expect, test } from 'vitest'
import { printSize, readSize, SIZE_USUAL } from '../../src/strategies/entry-size.ts'

test.each([
  ['10%', { kind: 'share', share: 0.1 }, '10%'],
  [SIZE_USUAL, { kind: 'share', share: 0.999 }, '99.9%'],
  ['all', { kind: 'share', share: 1 }, '100%'],
  ['$100', { kind: 'money', money: 100 }, '$100'],
  ['1.5k USDT', { kind: 'money', money: 1500 }, '$1500'],
  ['Risk 1%', { kind: 'risk', share: 0.01 }, 'risk 1%'],
  ['0.5 % risk', { kind: 'risk', share: 0.005 }, 'risk 0.5%'],
])('%s is a size', (word, size, canonical) => {
  expect(readSize(word)).toEqual(size)
  expect(printSize(readSize(word))).toBe(canonical)
  expect(readSize(canonical)).toEqual(size)
})

test.each(['', '100', '0%', '101%', '$0', '$1001m', 'risk', 'risk 200%', 'a lot', '-5%'])('%s is none, and is told what one is', (word) => {
  expect(() => readSize(word)).toThrow(expect.objectContaining({ code: 'bad-input', hint: expect.stringContaining('size 10%') }))
})
