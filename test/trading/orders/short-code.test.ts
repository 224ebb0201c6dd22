import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shortCode } from '../../../src/trading/orders/short-code.ts'

const count = fc.integer({ min: 0, max: 2 ** 30 - 1 })

test('a code is six letters and digits that nobody mistakes for one another', () => {
  fc.assert(fc.property(count, (n) => void expect(shortCode(n)).toMatch(/^[A-Z2-7]{6}$/)))
})

test('no two things of a book have one code', () => {
  fc.assert(fc.property(count, count, (n, m) => void expect(shortCode(n) === shortCode(m)).toBe(n === m)))
  expect(new Set(Array.from({ length: 10_000 }, (_, n) => shortCode(n))).size).toBe(10_000)
})
