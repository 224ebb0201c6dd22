import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../src/basics/refusal.ts'
import { printLevel, readLevel } from '../../src/strategies/exit-level.ts'

test.each([
  ['3%', { kind: 'share', share: 0.03 }, '3%'],
  [' -2.50 % ', { kind: 'share', share: 0.025 }, '2.5%'],
  ['2 atr', { kind: 'ranges', ranges: 2 }, '2 atr'],
  ['1.5ATR', { kind: 'ranges', ranges: 1.5 }, '1.5 atr'],
  ['2 * atr(14)', { kind: 'ranges', ranges: 2 }, '2 atr'],
  ['2R', { kind: 'risks', risks: 2 }, '2r'],
  ['LOWEST(low, 10)', { kind: 'formula', formula: 'lowest(low,10)' }, 'lowest(low,10)'],
  ['close - 2 * atr(20)', { kind: 'formula', formula: 'close - 2 * atr(20)' }, 'close - 2 * atr(20)'],
])('%s is a level', (word, level, canonical) => {
  const read = readLevel(word, 'target')
  expect(read).toEqual(level)
  expect(printLevel(read)).toBe(canonical)
  expect(readLevel(canonical, 'target')).toEqual(read)
})

test('a target may be many times the price, a stop less than all of it', () => {
  expect(readLevel('150%', 'target')).toEqual({ kind: 'share', share: 1.5 })
  expect(() => readLevel('100%', 'stop')).toThrow('A stop of 100% can never be where a price goes.')
})

describe('refuses', () => {
  test.each([
    ['3', '"3" could be a price or a percentage'],
    ['58k', '"58k" could be a price or a percentage'],
    ['0%', 'can never be'],
    ['0 atr', 'can never be'],
    ['close > 5', 'A stop is a price, but "close > 5" is a yes or no.'],
    ['rsi(', 'I expected'],
    ['', 'I expected'],
  ])('%s, and says what would be right', (word, why) => {
    const read = () => readLevel(word, 'stop')
    expect(read).toThrow(Refusal)
    expect(read).toThrow(why)
  })

  test('anything else by a refusal, and never by an error', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (word) => {
        try {
          const canonical = printLevel(readLevel(word, 'target'))
          expect(printLevel(readLevel(canonical, 'target'))).toBe(canonical)
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal)
        }
      }),
    )
  })
})
