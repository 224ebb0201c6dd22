import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawAnswer } from '../../../bots/discord/render.ts'
import type { Answer, AnswerButton, Block, Tone } from '../../../src/basics/reply.ts'
import { checkMessage } from '../../loopback/discord-limits.ts'

const answerOf = (about: Partial<Answer>): Answer => ({ title: 'Title', blocks: [], buttons: [], ...about })
const embedsOf = (answer: Answer) => drawAnswer(answer).flatMap(({ body }) => body.embeds)
const problems = (answer: Answer) =>
  drawAnswer(answer).flatMap(({ body, files }) =>
    checkMessage(
      body as never,
      files.map(({ name }) => name),
    ),
  )

const FAMILY = '👨‍👩‍👧‍👦'
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '@everyone',
        '<@123>',
        '<#1>',
        '</x:1>',
        '<t:1>',
        '```',
        '`',
        '**',
        '__',
        '~~',
        '||',
        '# ',
        '> ',
        '- ',
        '[a](https://x.y)',
        '\\',
      ),
      fc.constantFrom(
        '\u202e',
        '\u2067',
        '\u200b',
        '\ufeff',
        '\u0000',
        '\ud800',
        '\udfff',
        '\n',
        '\r\n',
        '\u2028',
        ' ',
        '\t',
        FAMILY,
        'e\u0301',
        'שלום',
        ':smile:',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.nat(400).map((count) => 'x'.repeat(count)),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''))
const bytes = fc.uint8Array({ maxLength: 8 })
const mime = fc.constantFrom('image/png', 'image/jpeg', 'text/csv')
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: hostile }),
  fc.record({ kind: fc.constant('fields' as const), fields: fc.array(fc.record({ label: hostile, value: hostile }), { maxLength: 30 }) }),
  fc.nat(4).chain((width) =>
    fc.record({
      kind: fc.constant('table' as const),
      columns: fc.array(fc.record({ title: hostile, align: fc.constantFrom('left' as const, 'right' as const) }), {
        minLength: width,
        maxLength: width,
      }),
      rows: fc.array(fc.array(fc.oneof(hostile, fc.string({ maxLength: 8 })), { minLength: width, maxLength: width }), { maxLength: 20 }),
    }),
  ),
  fc.record({ kind: fc.constant('picture' as const), bytes, mime, alt: hostile }),
  fc.record({ kind: fc.constant('file' as const), bytes, mime, name: hostile }),
  fc.record({ kind: fc.constant('progress' as const), done: fc.nat(), of: fc.nat(), label: hostile }),
)
const tone: fc.Arbitrary<Tone> = fc.constantFrom('neutral', 'good', 'bad', 'warning')
const buttons: fc.Arbitrary<AnswerButton[]> = fc
  .array(
    fc.oneof(
      fc.record({ kind: fc.constant('press' as const), label: hostile, tone }),
      fc.record({ kind: fc.constant('link' as const), label: hostile, url: fc.oneof(fc.webUrl(), hostile) }),
    ),
    { maxLength: 60 },
  )
  .map((made) => made.map((button, at): AnswerButton => (button.kind === 'press' ? { ...button, id: `press-${at}` } : button)))

test('no answer, however hostile, breaks a limit', () => {
  fc.assert(
    fc.property(fc.record({ title: hostile, tone, blocks: fc.array(block, { maxLength: 8 }), buttons }), (answer) => {
      expect(problems(answer)).toEqual([])
    }),
  )
})

/** What Discord would read as markup: a sign that no backslash stands before, outside of code blocks. */
const MARKUP = /(?<!\\)(?:\\\\)*[*_~`|<[@]/

test('no text can mention, link, colour or quote', () => {
  fc.assert(
    fc.property(hostile, hostile, (title, words) => {
      const blocks: Block[] = [
        { kind: 'text', text: words },
        { kind: 'fields', fields: [{ label: words.slice(0, 40), value: words.slice(0, 90) }] },
      ]
      for (const { title: head = '', description = '', fields = [] } of embedsOf(answerOf({ title, blocks }))) {
        for (const shown of [head, description, ...fields.flatMap(({ name, value }) => [name, value])]) {
          expect(shown.replaceAll('\\\\', '')).not.toMatch(MARKUP)
          expect(shown).not.toMatch(/^\s*[#>-]/m)
          expect(shown).not.toMatch(/[\u202A-\u202E\u2066-\u2069]|\p{Surrogate}/u)
        }
      }
    }),
  )
})

test('a table stays in its code block', () => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 10 }), (cells) => {
      const blocks: Block[] = [
        { kind: 'table', columns: [{ title: 'Name', align: 'left' }], rows: cells.map((cell) => [cell.slice(0, 60)]) },
      ]
      for (const { description = '' } of embedsOf(answerOf({ blocks }))) {
        const inside = /^```\n([\s\S]*)\n```$/.exec(description)?.[1]
        if (inside !== undefined) expect(inside).not.toContain('`')
      }
    }),
  )
})

test('nothing of a long text is lost, and no grapheme is cut', () => {
  const words = `${FAMILY.repeat(1200)} end`
  const shown = embedsOf(answerOf({ blocks: [{ kind: 'text', text: words }] })).map(({ description = '' }) => description)
  expect(shown.length).toBeGreaterThan(2)
  for (const part of shown) expect(part.replaceAll(FAMILY, '')).toMatch(/^(?: ?end)?\s*$/)
  expect(shown.join('').split(FAMILY).length).toBe(1201)
})

test('a letter with thousands of accents goes through in pieces', () => {
  expect(problems(answerOf({ blocks: [{ kind: 'text', text: `e${'\u0301'.repeat(9000)}` }] }))).toEqual([])
})

test('a table is cut between rows, its head on every piece', () => {
  const rows = Array.from({ length: 300 }, (_, at) => [`row ${at}`, String(at)])
  const columns = [
    { title: 'Name', align: 'left' },
    { title: 'Number', align: 'right' },
  ] as const
  const shown = embedsOf(answerOf({ blocks: [{ kind: 'table', columns, rows }] })).map(({ description = '' }) => description)
  expect(shown.length).toBeGreaterThan(1)
  for (const part of shown) expect(part).toMatch(/^```\nName +Number\nrow \d+ /)
  expect(shown.flatMap((part) => part.match(/row \d+/g) ?? [])).toEqual(rows.map(([name]) => name))
})

test('what would fill the channel comes as a file', () => {
  const [first, ...others] = drawAnswer(answerOf({ blocks: [{ kind: 'text', text: 'line\n'.repeat(20_000) }] }))
  expect(others).toEqual([])
  expect(first.files.map(({ name }) => name)).toEqual(['answer.txt'])
  expect(first.body.embeds[0]?.description).toBe('The whole answer is in the file.')
})

test('keeps the order of what is said', () => {
  const blocks: Block[] = [
    { kind: 'text', text: 'before' },
    { kind: 'fields', fields: [{ label: 'Price', value: '1' }] },
    { kind: 'text', text: 'after' },
  ]
  expect(embedsOf(answerOf({ tone: 'good', blocks }))).toEqual([
    { title: 'Title', color: 0x2ecc71, description: 'before', fields: [{ name: 'Price', value: '1', inline: true }] },
    { color: 0x2ecc71, description: 'after' },
  ])
})

test('buttons stand in rows of five, in the colour of their tone, links without an address of their own', () => {
  const made: AnswerButton[] = [
    { kind: 'press', label: 'Confirm', id: 'a', tone: 'good' },
    { kind: 'press', label: 'Stop', id: 'b', tone: 'bad' },
    { kind: 'press', label: 'Go', id: 'c', tone: 'warning' },
    { kind: 'press', label: 'x'.repeat(90), id: 'd', tone: 'neutral' },
    { kind: 'link', label: 'Site', url: 'https://example.com/' },
    { kind: 'link', label: 'Odd', url: 'javascript:alert(1)' },
    { kind: 'press', label: 'Last', id: 'e', tone: 'neutral' },
  ]
  const [{ body }] = drawAnswer(answerOf({ buttons: made }))
  expect(body.components.map(({ components }) => components.map((button) => button.style))).toEqual([[3, 4, 1, 2, 5], [2]])
  expect(body.components[0]?.components[3]).toMatchObject({ label: `${'x'.repeat(79)}…` })
  expect(body.embeds[0]?.description).toBe('Odd: javascript\\:alert(1)')
})

test('a picture that is too large is named', () => {
  const blocks: Block[] = [{ kind: 'picture', bytes: new Uint8Array(10_000_001), mime: 'image/png', alt: 'Chart' }]
  expect(embedsOf(answerOf({ blocks }))[0]?.description).toBe('Picture: Chart (too large for Discord)')
})
