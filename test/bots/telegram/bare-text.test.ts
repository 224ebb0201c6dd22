import { expect, test } from 'vitest'
import { readBareText } from '../../../bots/telegram/bare-text.ts'

test.each([
  ['btc', '/price btc'],
  ['$eth', '/price eth'],
  [' BTC  eth ', '/price BTC eth'],
  ['eth/btc', '/price eth/btc'],
  ['kraken:btc/usd', '/price kraken:btc/usd'],
  ['1inch', '/price 1inch'],
  ['btc 1h', '/chart btc 1h'],
  ['$btc 4h 1d rsi sma(20)', '/chart btc 4h 1d rsi sma(20)'],
])('in private "%s" is %s', (words, line) => {
  expect(readBareText(words, true)).toBe(line)
})

test.each([
  '',
  '1h',
  '100',
  'How are you?',
  'btc!',
  'a',
  'one two three four five six seven',
  '<b>',
  'sell 5 btc',
  'hello there my friend',
])('in private "%s" is nothing', (words) => {
  expect(readBareText(words, true)).toBeUndefined()
})

test('in company only a single $name is meant for us', () => {
  expect(readBareText('$eth', false)).toBe('/price eth')
  for (const words of ['eth', 'eth 1h', '$eth 1h', '$eth $btc', 'I like $eth', '$']) expect(readBareText(words, false)).toBeUndefined()
})
