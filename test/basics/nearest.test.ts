import { expect, test } from 'vitest'
import { nearest } from '../../src/basics/nearest.ts'

test.each([
  ['prise', 'price'],
  ['PRICE', 'price'],
  ['cahrt', 'chart'],
  ['char', 'chart'],
  ['Wat', 'watchlist'],
  ['wa', undefined],
  ['p', undefined],
  ['x', undefined],
  ['', undefined],
])('%j probably meant %j', (typed, word) => {
  expect(nearest(typed, ['price', 'chart', 'help', 'v', 'watchlist'])).toBe(word)
})
