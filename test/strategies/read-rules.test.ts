import { describe, expect, test } from 'vitest'
import { checkRules, readRules } from '../../src/strategies/read-rules.ts'

const RULES = checkRules({ entry: 'rsi < 30', exit: 'RSI > 70', stop: '3 %', target: '2R', size: 'risk 1%', holdBars: 24 })

describe('rules', () => {
  test('are kept in canonical form, without what is usual anyway', () => {
    expect(RULES).toEqual({ entry: 'rsi(14) < 30', exit: 'rsi(14) > 70', stop: '3%', target: '2r', size: 'risk 1%', holdBars: 24 })
    expect(checkRules(RULES)).toEqual(RULES)
    expect(checkRules({ ...RULES, entriesMax: 1, coolDownBars: 0, holdBars: 0 })).not.toHaveProperty('holdBars')
  })

  test('buy with all but the costs where no size is said', () => {
    expect(readRules({ entry: 'close > open' })).toEqual({ entry: 'close > open', size: '99.9%' })
  })

  test('take an event for a condition', () => {
    expect(readRules({ entry: 'bos()' }).entry).toBe('bos() != 0')
  })

  test('change where something is said, and stay where nothing is', () => {
    expect(readRules({ stop: '4%', cooldown: 3, entries: 2 }, RULES)).toEqual({ ...RULES, stop: '4%', coolDownBars: 3, entriesMax: 2 })
    expect(readRules({}, RULES)).toEqual(RULES)
  })

  test('lose what is said to be none', () => {
    const { exit, holdBars, ...rest } = RULES
    expect(readRules({ exit: 'none', hold: 0 }, RULES)).toEqual(rest)
  })
})

test.each<readonly [object, string]>([
  [{}, 'A strategy needs to know when to buy.'],
  [{ entry: 'rsi' }, 'rsi(14) is a number; compare it'],
  [{ entry: 'any(top50): rsi < 30' }, 'The entry is asked of each market on its own'],
  [{ entry: 'bos()', exit: 'close' }, 'close is a number; compare it'],
  [{ entry: 'bos()', stop: '2r' }, '"2r" is counted from the stop'],
  [{ entry: 'bos()', target: '2r' }, 'A target of "2r" is counted by the way to the stop'],
  [{ entry: 'bos()', size: 'risk 1%' }, 'A size of "risk 1%" is counted by the way to the stop'],
  [{ entry: 'bos()', trail: '2 atr' }, 'so "2 atr" is none'],
  [{ entry: 'bos()', trail: '100%' }, 'so "100%" is none'],
  [{ entry: 'bos()', hold: -1 }, 'hold takes a whole number from 0 to 10000.'],
  [{ entry: 'bos()', entries: 0 }, 'entries takes a whole number from 1 to 100.'],
  [{ entry: 'bos()', cooldown: 1.5 }, 'cooldown takes a whole number'],
])('%j is refused', (said, why) => {
  expect(() => readRules(said)).toThrow(why)
})
