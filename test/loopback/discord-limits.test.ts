import { expect, test } from 'vitest'
import { checkCommands, checkMessage } from './discord-limits.ts'

const allowed_mentions = { parse: [] }
const good = { embeds: [{ title: 'x' }], allowed_mentions }
const row = (...components: object[]) => ({ type: 1, components })
const button = (about: object = {}) => ({ type: 2, style: 2, label: 'x', custom_id: 'a', ...about })
const buttons = (count: number) => Array.from({ length: count }, (_, at) => button({ custom_id: `b${at}` }))
const withEmbed = (embed: object) => ({ ...good, embeds: [embed] })
const withRows = (...components: object[]) => ({ ...good, components })

test('a good message is taken', () => {
  expect(checkMessage(withRows(row(button(), button({ custom_id: undefined, style: 5, url: 'https://x.y/' }))), [])).toEqual([])
})

test.each<[string, object]>([
  ['content of 2001', { content: 'x'.repeat(2001), allowed_mentions }],
  ['nothing', { allowed_mentions }],
  ['mentions', { embeds: good.embeds }],
  ['11 embeds', { ...good, embeds: Array(11).fill({ title: 'x' }) }],
  ['6001 characters', { ...good, embeds: Array(2).fill({ description: 'x'.repeat(3001) }) }],
  ['a title of 257', withEmbed({ title: 'x'.repeat(257) })],
  ['a description of 4097', withEmbed({ description: 'x'.repeat(4097) })],
  ['26 fields', withEmbed({ fields: Array(26).fill({ name: 'x', value: 'x' }) })],
  ['a blank field', withEmbed({ fields: [{ name: ' ', value: 'x' }] })],
  ['a field of 1025', withEmbed({ fields: [{ name: 'x', value: 'x'.repeat(1025) }] })],
  ['a picture without a file', withEmbed({ image: { url: 'attachment://x.png' } })],
  ['half a character', withEmbed({ title: 'x\ud800' })],
  ['six rows', withRows(...buttons(6).map((each) => row(each)))],
  ['six in a row', withRows(row(...buttons(6)))],
  ['a custom_id of 101', withRows(row(button({ custom_id: 'x'.repeat(101) })))],
  ['one custom_id twice', withRows(row(button(), button()))],
  ['a label of 81', withRows(row(button({ label: 'x'.repeat(81) })))],
  ['a link to nowhere', withRows(row(button({ style: 5, custom_id: undefined, url: 'javascript:x' })))],
])('%s is refused', (_what, body) => {
  expect(checkMessage(body as Record<string, unknown>, []).length).toBeGreaterThan(0)
})

const command = (about: object = {}) => ({ name: 'x', description: 'x', ...about })

test.each<[string, object[]]>([
  ['101 commands', Array.from({ length: 101 }, (_, at) => command({ name: `c${at}` }))],
  ['two of one name', [command(), command()]],
  ['a name of 33', [command({ name: 'x'.repeat(33) })]],
  ['a description of 101', [command({ description: 'x'.repeat(101) })]],
  ['26 options', [command({ options: Array.from({ length: 26 }, (_, at) => ({ ...command({ name: `o${at}` }), type: 3 })) })]],
  [
    'required after optional',
    [
      command({
        options: [
          { ...command(), type: 3 },
          { ...command({ name: 'y' }), type: 3, required: true },
        ],
      }),
    ],
  ],
  [
    'choices and autocomplete',
    [command({ options: [{ ...command(), type: 3, autocomplete: true, choices: [{ name: 'x', value: 'x' }] }] })],
  ],
])('%s is refused', (_what, commands) => {
  expect(checkCommands(commands as Record<string, unknown>[]).length).toBeGreaterThan(0)
})
