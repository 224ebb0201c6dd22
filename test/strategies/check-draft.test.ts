import { expect, test } from 'vitest'
import { checkDraft } from '../../src/strategies/check-draft.ts'
import type { StrategyDraft } from '../../src/strategies/strategy.ts'

const DRAFT: StrategyDraft = {
  name: 'my-rsi',
  description: 'Waits for a dip.',
  kind: 'own',
  timeframe: '4h',
  markets: [],
  rules: { entry: 'rsi < 30', stop: 'lowest(low, 10)', size: '10%' },
}

test('its rules come out in canonical form', () => {
  expect(checkDraft(DRAFT)).toEqual({ ...DRAFT, rules: { entry: 'rsi(14) < 30', stop: 'lowest(low,10)', size: '10%' } })
})

test.each(['a', '7', 'My-RSI-2', 'a'.repeat(30)])('%s is a name', (name) => {
  expect(checkDraft({ ...DRAFT, name }).name).toBe(name)
})

test.each(['', '-a', 'a-', 'a--b', 'two words', 'a_b', '<b>', 'ä', '💥', 'a'.repeat(31)])('%s is none', (name) => {
  expect(() => checkDraft({ ...DRAFT, name })).toThrow('A name has letters, digits and dashes')
})

test.each<readonly [string, Partial<StrategyDraft>, string]>([
  ['a name of the catalogue', { name: 'MACD' }, 'macd is a strategy of the catalogue.'],
  ['a long description', { description: 'x'.repeat(301) }, 'fits in 300 characters; that was 301.'],
  ['many markets', { markets: Array.from({ length: 11 }, (_, number) => `m${number}`) }, 'at most 10 markets'],
  ['a time that is no whole candle', { rules: { entry: 'change(1h) > 5%', size: '10%' } }, 'shorter than a candle of 4h'],
  ['the same in a stop', { rules: { entry: 'bos()', stop: 'lowest(low, 90m)', size: '10%' } }, 'of 4h'],
  ['a look too far back', { rules: { entry: 'close > lowest(low, 5000)[4000] ', size: '10%' } }, 'That looks back'],
])('%s is refused', (_, about, why) => {
  expect(() => checkDraft({ ...DRAFT, ...about })).toThrow(why)
})
