import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cut, isVisible, joinBlocks, toHtml } from '../../../bots/telegram/marked-text.ts'
import { drawAnswer } from '../../../bots/telegram/render.ts'
import { drawSearchResult } from '../../../bots/telegram/search-result.ts'
import type { Answer, AnswerButton, Block } from '../../../src/basics/reply.ts'
import { tdlibParser } from '../../fixtures/tdlib.ts'
import { readTelegramHtml } from '../../loopback/telegram-markup.ts'

const NASTY = [
  '<',
  '>',
  '&',
  '"',
  '</b>',
  '<pre>',
  '&lt;',
  '&#0;',
  '*_`[]()',
  '@everyone',
  '/start',
  '$eth',
  '\u0000',
  '\u200b',
  '\u200d',
  '\u202e',
  '\u2066',
  '\ud800',
  '\udfff',
  '👨‍👩‍👧‍👦',
  '🇩🇪',
  'é',
  'e\u0301\u0301\u0301',
  '\n',
  '\r\n',
  '\t',
  ' ',
  'עברית',
  '日本',
  '\u2028',
  '\ufeff',
  '<a href="x">',
  'tg://user?id=1',
  'x'.repeat(300),
  '\u0301'.repeat(40),
]
const text = fc
  .array(
    fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ unit: 'grapheme', maxLength: 12 })),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''))
const long = fc.tuple(text, fc.nat({ max: 60 })).map(([part, times]) => part.repeat(times))
const bytes = fc.constant(new Uint8Array([1]))
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: fc.oneof(text, long) }),
  fc.record({ kind: fc.constant('fields' as const), fields: fc.array(fc.record({ label: text, value: text }), { maxLength: 8 }) }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.array(fc.record({ title: text, align: fc.constantFrom('left' as const, 'right' as const) }), {
      minLength: 1,
      maxLength: 4,
    }),
    rows: fc.array(fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }), { maxLength: 4 }), { maxLength: 40 }),
  }),
  fc.record({ kind: fc.constant('picture' as const), alt: text, mime: fc.constantFrom('image/png', 'image/svg+xml', 'x'), bytes }),
  fc.record({ kind: fc.constant('file' as const), name: text, mime: text, bytes }),
  fc.record({ kind: fc.constant('progress' as const), done: fc.double(), of: fc.double(), label: text }),
)
const button: fc.Arbitrary<AnswerButton> = fc.oneof(
  fc.record({
    kind: fc.constant('press' as const),
    label: text,
    id: fc.constant('no:0123456789012345678901'),
    tone: fc.constantFrom('neutral' as const, 'good' as const, 'bad' as const, 'warning' as const),
  }),
  fc.record({
    kind: fc.constant('link' as const),
    label: text,
    url: fc.oneof(text, fc.webUrl(), fc.constant('http://localhost:3000/link')),
  }),
)
const answer: fc.Arbitrary<Answer> = fc.record(
  {
    title: text,
    tone: fc.constantFrom('neutral' as const, 'good' as const, 'bad' as const, 'warning' as const),
    blocks: fc.array(block, { maxLength: 14 }),
    buttons: fc.array(button, { maxLength: 12 }),
    copies: fc.array(fc.record({ label: text, text: fc.oneof(text, fc.string({ unit: 'binary', maxLength: 400 })) }), { maxLength: 3 }),
  },
  { requiredKeys: ['title', 'blocks', 'buttons'] },
)

describe('whatever is said', () => {
  test('every message can be read by Telegram, and is within its limits', () => {
    fc.assert(
      fc.property(answer, (said) => {
        const letters = drawAnswer(said)
        expect(letters.length).toBeGreaterThan(0)
        for (const letter of letters) checkLetter(letter)
        for (const { title, description, input_message_content: content } of drawSearchResult(said).articles) {
          expect(isVisible(title)).toBe(true)
          expect(/\p{Surrogate}/u.test(`${title}${description}`)).toBe(false)
          if ('message_text' in content) expect(readTelegramHtml(content.message_text).length).toBeLessThanOrEqual(4096)
        }
      }),
    )
  })

  test('TDLib reads each message as it was meant', ({ skip }) => {
    const parse = tdlibParser()
    if (parse === undefined) return skip('tdl and @prebuilt-tdlib are not installed')
    fc.assert(
      fc.property(answer, (said) => {
        for (const letter of drawAnswer(said)) {
          if (letter.words === undefined) continue
          const parsed = parse(letter.words.html)
          expect(parsed).toMatchObject({ text: letter.words.plain })
        }
      }),
    )
  })

  test('keyboards have a label and one action for each button', () => {
    fc.assert(
      fc.property(answer, (said) => {
        const keyboards = drawAnswer(said).flatMap((letter) =>
          'keyboard' in letter && letter.keyboard !== undefined ? [letter.keyboard] : [],
        )
        const drawn = keyboards.flatMap(({ inline_keyboard: rows }) => rows.flat())
        for (const each of drawn) {
          expect(isVisible(each.text)).toBe(true)
          expect(['url', 'callback_data', 'copy_text'].filter((action) => action in each)).toHaveLength(1)
          if (!('copy_text' in each)) continue
          expect(said.copies?.map((copy) => copy.text)).toContain(each.copy_text.text)
          expect(each.copy_text.text.length).toBeLessThanOrEqual(256)
          expect(/\p{Surrogate}/u.test(each.copy_text.text)).toBe(false)
        }
        expect(keyboards.length).toBeLessThanOrEqual(1)
        expect(drawn.filter((each) => 'callback_data' in each)).toHaveLength(said.buttons.filter(({ kind }) => kind === 'press').length)
      }),
    )
  })
})

function checkLetter(letter: ReturnType<typeof drawAnswer>[number]): void {
  if (letter.kind === 'album') {
    expect(letter.photos.length).toBeGreaterThanOrEqual(2)
    expect(letter.photos.length).toBeLessThanOrEqual(10)
  }
  if (letter.words === undefined) return
  const { html, plain } = letter.words
  expect(/\p{Surrogate}/u.test(html)).toBe(false)
  expect(readTelegramHtml(html)).toBe(plain)
  expect(plain.length).toBeLessThanOrEqual(letter.kind === 'text' ? 4096 : 1024)
  expect(isVisible(plain)).toBe(true)
}

test('cuts between blocks first, then lines, then words, and never inside a character', () => {
  const of = (...blocks: string[]) => joinBlocks(blocks.map((words) => [{ text: words }]))
  const cutAt = (units: number, ...blocks: string[]) => cut(of(...blocks), units).map((part) => part.text)
  expect(cutAt(10, 'abc', 'def', 'ghijk')).toEqual(['abc\ndef', 'ghijk'])
  expect(cutAt(8, 'ab\ncd\nefgh')).toEqual(['ab\ncd', 'efgh'])
  expect(cutAt(11, 'abcd efgh ijkl')).toEqual(['abcd efgh', ' ijkl'])
  expect(cutAt(12, '👨‍👩‍👧‍👦👨‍👩‍👧‍👦')).toEqual(['👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦'])
  expect(cutAt(3, '👍👍👍')).toEqual(['👍', '👍', '👍'])
  expect(cutAt(3, `a${'\u0301'.repeat(6)}`)[0]).toBe('a\u0301\u0301')
})

test('nothing that can be seen is lost by cutting', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), fc.integer({ min: 4, max: 200 }), (blocks, units) => {
      const whole = joinBlocks(
        blocks.map((words, at) => [at === 0 ? { text: words, tag: 'b' as const } : { text: words, tag: 'pre' as const }]),
      )
      const parts = cut(whole, units)
      const seen = (words: string) => words.replace(/[\s\p{C}\p{M}\u115F\u1160\u2800\u3164\uFFA0]/gu, '')
      expect(parts.map((part) => seen(part.text)).join('')).toBe(seen(whole.text))
      for (const part of parts) expect(readTelegramHtml(toHtml(part))).toBe(part.text)
    }),
  )
})

test('draws each kind of block', () => {
  const [letter] = drawAnswer({
    title: 'A & B',
    tone: 'bad',
    blocks: [
      { kind: 'text', text: '1 < 2' },
      {
        kind: 'fields',
        fields: [
          { label: 'P/L', value: '-1' },
          { label: 'Fee', value: '<none>' },
        ],
      },
      {
        kind: 'table',
        columns: [
          { title: 'Coin', align: 'left' },
          { title: 'Price', align: 'right' },
        ],
        rows: [
          ['BTC', '1.50'],
          ['E<TH', '1,000.00'],
        ],
      },
      { kind: 'progress', done: 3, of: 10, label: 'Reading' },
    ],
    buttons: [{ kind: 'link', label: 'Here', url: 'http://localhost:3000/x' }],
  })
  expect(letter?.words?.html).toMatchInlineSnapshot(`
    "<b>🔴 A &amp; B</b>
    1 &lt; 2

    <b>P/L:</b> -1
    <b>Fee:</b> &lt;none&gt;

    <pre>Coin     Price
    BTC       1.50
    E&lt;TH  1,000.00</pre>

    ▰▰▰▱▱▱▱▱▱▱ 30% Reading

    Here: http://localhost:3000/x"
  `)
})

test('a very long answer is its first part and a file', () => {
  const letters = drawAnswer({ title: 'Long', blocks: [{ kind: 'text', text: 'a line\n'.repeat(5000) }], buttons: [] })
  expect(letters.map(({ kind }) => kind)).toEqual(['text', 'document'])
  expect(letters[1]).toMatchObject({ document: { name: 'answer.txt' } })
})
