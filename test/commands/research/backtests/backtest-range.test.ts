import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../../src/basics/refusal.ts'
import { RANGE_WORD, readRange } from '../../../../src/commands/research/backtests/backtest-range.ts'

const NOW = Date.UTC(2024, 2, 31, 12)
const shown = (at: number | undefined): string | undefined => (at === undefined ? undefined : new Date(at).toISOString().slice(0, 16))
const ends = (said: Parameters<typeof readRange>[0]) => {
  const { from, to } = readRange(said, NOW)
  return [shown(from), shown(to)]
}

describe('a stretch of time in one word', () => {
  test.each([
    ['90d', '2024-01-01T12:00', '2024-03-31T12:00'],
    ['36h', '2024-03-30T00:00', '2024-03-31T12:00'],
    ['2w', '2024-03-17T12:00', '2024-03-31T12:00'],
    ['3y', '2021-03-31T12:00', '2024-03-31T12:00'],
    ['6mo', '2023-10-01T12:00', '2024-03-31T12:00'],
    ['2021..2022', '2021-01-01T00:00', '2023-01-01T00:00'],
    ['2021', '2021-01-01T00:00', '2022-01-01T00:00'],
    ['2021-12..2022-02', '2021-12-01T00:00', '2022-03-01T00:00'],
    ['2021-05-01..2021-09-01', '2021-05-01T00:00', '2021-09-02T00:00'],
    ['2023-01-31..', '2023-01-31T00:00', '2024-03-31T12:00'],
    ['..2019', undefined, '2020-01-01T00:00'],
    ['all', undefined, '2024-03-31T12:00'],
    ['2020..2030', '2020-01-01T00:00', '2024-03-31T12:00'],
    ['9999y', '2009-01-03T00:00', '2024-03-31T12:00'],
  ])('%s', (range, from, to) => {
    expect(ends({ range })).toEqual([from, to])
    expect(range).toMatch(new RegExp(RANGE_WORD, 'i'))
  })
})

test('its ends, each for itself', () => {
  expect(ends({ from: '2023-01-01' })).toEqual(['2023-01-01T00:00', '2024-03-31T12:00'])
  expect(ends({ from: '2023', to: '2023-01' })).toEqual(['2023-01-01T00:00', '2023-02-01T00:00'])
  expect(ends({ from: '2023-01-01T10:30', to: '2023-01-01T11:00' })).toEqual(['2023-01-01T10:30', '2023-01-01T11:00'])
  expect(ends({ to: 'now' })).toEqual([undefined, '2024-03-31T12:00'])
})

test.each([
  [{ range: '0d' }, 'of nothing'],
  [{ range: '2025..' }, 'has not happened'],
  [{ range: '2022..2021' }, 'ends before it begins'],
  [{ range: '2023-13..' }, 'is no date'],
  [{ from: 'yesterday' }, 'is no date'],
  [{ range: '3d', to: '2022' }, 'said twice'],
])('%j is refused', (said, words) => {
  expect(() => readRange(said, NOW)).toThrow(words)
})

test('whatever is said, it is a stretch of the past or refused', () => {
  const word = fc.oneof(fc.string(), fc.stringMatching(new RegExp(RANGE_WORD)), fc.stringMatching(/^\d{4}-\d{2}-\d{2}\.\.\d{4}$/))
  fc.assert(
    fc.property(word, (range) => {
      try {
        const { from, to } = readRange({ range }, NOW)
        expect(to).toBeLessThanOrEqual(NOW)
        expect(from ?? 0).toBeLessThan(to)
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal)
      }
    }),
  )
})
