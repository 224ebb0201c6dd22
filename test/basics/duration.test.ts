import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDuration, showDuration } from '../../src/basics/duration.ts'

test.each([
  ['90m', 5_400_000, '1h30m'],
  ['2h', 7_200_000, '2h'],
  ['1d12h', 129_600_000, '1d12h'],
  ['2W', 1_209_600_000, '14d'],
  ['45min', 2_700_000, '45m'],
])('%s', (word, durationMs, shown) => {
  expect(readDuration(word)).toBe(durationMs)
  expect(showDuration(durationMs)).toBe(shown)
})

test.each(['', '2', 'h', '-2h', '2.5h', '2 h', '1e3h', '2h!', '999999h', '２h'])('"%s" is none', (word) =>
  expect(readDuration(word)).toBeUndefined(),
)

test('what is shown is read as the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999 }), (minutes) => {
      expect(readDuration(showDuration(minutes * 60_000))).toBe(minutes * 60_000)
    }),
  )
})
