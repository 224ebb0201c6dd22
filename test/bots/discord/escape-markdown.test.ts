import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutText, escapeMarkdown, orDash, shorten } from '../../../bots/discord/escape-markdown.ts'

test.each([
  ['@everyone <@1> <#2>', '\\@everyone \\<\\@1> \\<#2>'],
  ['*b* _i_ ~s~ `c` |x|', '\\*b\\* \\_i\\_ \\~s\\~ \\`c\\` \\|x\\|'],
  ['[a](https://x.y)', '\\[a](https://x.y)'],
  ['# head\n> quote\n- item\n-# small', '\\# head\n\\> quote\n\\- item\n\\-# small'],
  ['-5.2 % at 12:07, C# > D', '\\-5.2 % at 12\\:07, C# > D'],
  ['binance:BTC/USDT :smile:', 'binance\\:BTC/USDT \\:smile:'],
  ['a\\', 'a\\\\'],
  ['a\u202eb\u0000c\ud800d\r\ne\tf', 'abcd\ne f'],
])('%j is shown as it stands', (words, escaped) => {
  expect(escapeMarkdown(words)).toBe(escaped)
})

test('a text is cut into pieces that fit once escaped, and nothing of it is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 20, max: 60 }), (words, charsMax) => {
      const pieces = cutText(words, charsMax)
      for (const piece of pieces) expect(escapeMarkdown(piece).length).toBeLessThanOrEqual(charsMax)
      const bare = (text: string) => text.replaceAll(/\s/g, '')
      expect(bare(pieces.join(''))).toBe(bare(cutText(words, 100_000).join('')))
    }),
  )
})

test('lines are cut between words where there are some', () => {
  expect(cutText('one two three four', 10)).toEqual(['one two ', 'three four'])
  expect(cutText('one\ntwo\nthree', 8)).toEqual(['one\ntwo', 'three'])
})

test('a label is shortened to its limit, between graphemes', () => {
  expect(shorten('👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 15)).toBe('👨‍👩‍👧‍👦…')
  expect(shorten('two\nlines', 20)).toBe('two lines')
})

test('what cannot be seen is a dash', () => {
  expect([orDash(''), orDash(' \u200b\ufeff'), orDash('a')]).toEqual(['–', '–', 'a'])
})
