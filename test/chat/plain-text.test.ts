import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fields, file, picture, progress, table, text } from '../../src/basics/reply.ts'
import { toJsonAnswer } from '../../src/chat/json-answer.ts'
import { alignTable, toPlainText, widthOf } from '../../src/chat/plain-text.ts'

const bytes = new Uint8Array([1, 2, 3])
const everything = {
  title: 'All there is',
  blocks: [
    text('Plain words'),
    fields({ Price: '1.00', Change: '-1%' }),
    table(
      [
        { title: 'Market', align: 'left' },
        { title: 'Price', align: 'right' },
      ],
      [
        ['BTC', '64,213.50'],
        ['ETH', '3,000'],
      ],
    ),
    picture({ bytes, mime: 'image/png', alt: 'Candles' }),
    picture({ bytes, mime: 'image/jpeg', alt: 'A card' }),
    file('candles.csv', 'text/csv', bytes),
    progress(1, 4, 'Reading'),
  ],
  buttons: [
    { kind: 'press', label: 'Again', id: 'token-1', tone: 'neutral' },
    { kind: 'link', label: 'More', url: 'https://example.com/' },
  ],
} as const

test('writes every block as text', () => {
  expect(toPlainText(everything)).toMatchInlineSnapshot(`
    "All there is
    Plain words
    Price: 1.00
    Change: -1%
    Market      Price
    BTC     64,213.50
    ETH         3,000
    [picture: Candles]
    [picture: A card]
    [file: candles.csv]
    Reading (1 of 4)"
  `)
})

test('writes every block as JSON, with paths in place of bytes', async () => {
  const kept: string[] = []
  const json = await toJsonAnswer(
    { ...everything, refusal: { code: 'not-found' } },
    async (_bytes, name) => `out/${kept.push(name)}-${name}`,
  )
  expect(JSON.parse(JSON.stringify(json))).toEqual({
    title: 'All there is',
    tone: 'neutral',
    blocks: [
      ...everything.blocks.slice(0, 3),
      { kind: 'picture', path: 'out/1-picture.png', mime: 'image/png', alt: 'Candles' },
      { kind: 'picture', path: 'out/2-picture.jpg', mime: 'image/jpeg', alt: 'A card' },
      { kind: 'file', path: 'out/3-candles.csv', mime: 'text/csv', name: 'candles.csv' },
      everything.blocks[6],
    ],
    buttons: everything.buttons,
    refusal: { code: 'not-found' },
  })
})

test('counts what a reader sees, not what a computer stores', () => {
  expect(['abc', 'é', 'e\u0301', '👨‍👩‍👧', '🇩🇪'].map(widthOf)).toEqual([3, 1, 1, 1, 1])
  expect(
    alignTable(
      [
        { title: 'A', align: 'left' },
        { title: 'B', align: 'right' },
      ],
      [['🇩🇪', '1'], ['ab\ncd', '10'], ['short']],
    ),
  ).toBe('A       B\n🇩🇪       1\nab cd  10\nshort')
})

test('a table has one line for its head and one for each row, whatever is in it', () => {
  const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))
  const column = fc.record({ title: cell, align: fc.constantFrom('left' as const, 'right' as const) })
  fc.assert(
    fc.property(
      fc.array(column, { minLength: 1, maxLength: 3 }),
      fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 5 }),
      (columns, rows) => {
        expect(alignTable(columns, rows).split(/\r\n|[\n\r\u2028\u2029]/)).toHaveLength(rows.length + 1)
      },
    ),
  )
})
