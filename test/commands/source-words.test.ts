import { expect, test } from 'vitest'
import { DAY_MS } from '../../src/basics/timeframe.ts'
import { ageWords } from '../../src/commands/source-words.ts'

const NOW = Date.UTC(2024, 0, 20)

test.each([
  ['live', 59_000, '59 s'],
  ['live', 61_000, 'STALE, 1 min'],
  ['replay', 2 * 3_600_000, '2 h'],
  ['replay', 2180 * DAY_MS, 'STALE, 2180 d'],
  ['simulated', -5, '0 s'],
] as const)('a price of a %s market, %d ms old', (kind, age, words) => {
  expect(ageWords({ kind, now: () => NOW }, NOW - age)).toBe(words)
})
