import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawAnswer, drawProgress } from '../../../bots/console/render.ts'
import { type Answer, fields, file, picture, progress, table, text } from '../../../src/basics/reply.ts'

const bytes = new Uint8Array([1, 2, 3])
const keepFile = async (_bytes: Uint8Array, name: string) => `out/${name}`
const draw = (answer: Partial<Answer>, colours = false) =>
  drawAnswer({ title: 'Title', blocks: [], buttons: [], ...answer }, { colours, keepFile })

test('draws every block, and numbers what can be pressed', async () => {
  const answer = {
    blocks: [
      text('Plain words'),
      fields({ Price: '1.00', 'Past day': '-1%' }),
      table([{ title: 'Market', align: 'left' }], [['BTC']]),
      picture({ bytes, mime: 'image/png', alt: 'Candles' }),
      file('candles.csv', 'text/csv', bytes),
      progress(1, 4, 'Reading'),
    ],
    buttons: [
      { kind: 'press', label: 'Confirm', id: 'a', tone: 'warning' },
      { kind: 'link', label: 'More', url: 'https://example.com/' },
      { kind: 'press', label: 'Cancel', id: 'b', tone: 'neutral' },
    ],
  } as const
  expect(await draw(answer)).toMatchInlineSnapshot(`
    "Title
    Plain words
    Price     1.00
    Past day  -1%
    Market
    BTC
    Picture: Candles
      out/picture.png
    File: candles.csv
      out/candles.csv
    [#####---------------] 25% Reading
    More: https://example.com/
    !1 Confirm   !2 Cancel"
  `)
})

test('shows the tone in colour only where it is asked for', async () => {
  expect(await draw({ tone: 'bad' })).toBe('Title')
  expect(await draw({ tone: 'bad' }, true)).toBe('\u001b[1;31mTitle\u001b[0m')
  expect(await draw({}, true)).toBe('\u001b[1mTitle\u001b[0m')
})

test('nothing that comes from outside can steer the terminal', async () => {
  const hostile = '\u001b[2J\u001b]0;owned\u0007a\u0008\u009b31m\rb\u202e'
  const drawn = await draw({
    title: hostile,
    blocks: [
      text(hostile),
      fields({ [hostile]: hostile }),
      table([{ title: hostile, align: 'right' }], [[hostile]]),
      picture({ bytes, mime: 'image/png', alt: hostile }),
      progress(1, 2, hostile),
    ],
    buttons: [
      { kind: 'press', label: hostile, id: 'a', tone: 'neutral' },
      { kind: 'link', label: hostile, url: `https://example.com/${hostile}` },
    ],
  })
  expect(drawn.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\u202e/u)
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (words) => {
      const answer = await draw({ title: words, blocks: [text(words), fields({ [words]: words })], buttons: [] })
      expect(answer.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Surrogate}/u)
    }),
  )
})

test.each([
  [0, 0, '[--------------------] 0% x'],
  [1, 4, '[#####---------------] 25% x'],
  [9, 4, '[####################] 100% x'],
  [-1, 4, '[--------------------] 0% x'],
])('draws %d of %d', (done, of, bar) => expect(drawProgress(done, of, 'x')).toBe(bar))

test('puts long labels above their values', async () => {
  const label = 'x'.repeat(35)
  const answer = await draw({ title: 'Help', blocks: [fields({ [label]: 'one\ntwo', short: 'three' })], buttons: [] })
  expect(answer).toBe(`Help\n${label}\n  one\n  two\nshort\n  three`)
})
