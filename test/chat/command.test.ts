import { expect, test } from 'vitest'
import { z } from 'zod'
import { createChat } from '../../src/chat/chat.ts'
import { type CommandDefinition, commandsWith } from '../../src/chat/command.ts'
import { commandGroup } from '../../src/chat/group.ts'
import { option } from '../../src/chat/option.ts'
import { createFakeChatPorts, createFakeClock, createFakeIds } from '../fakes/chat-ports.ts'
import { buy, chart, list } from '../fakes/small-desk.ts'

type Definition = CommandDefinition<object, z.ZodObject>

const command = commandsWith<object>()
const word = option(z.string().optional(), { about: 'A word' })
const plain: Definition = {
  name: 'x',
  summary: 'Do x',
  group: 'desk',
  access: 'anyone',
  effect: 'reads',
  readers: 'everyone',
  input: z.strictObject({}),
  examples: ['/x'],
  run: async () => ({ title: 'x', blocks: [] }),
}
const defining = (changed: Partial<Definition>) => () => command({ ...plain, ...changed } as Definition)
const taking = (shape: z.core.$ZodLooseShape) => defining({ input: z.strictObject(shape) })
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_each, at) => [`o${at}`, word]))

test.each<[string, () => unknown, RegExp]>([
  ['a name with capitals', defining({ name: 'Price' }), /must match|matching/],
  ['a name of three words', defining({ name: 'a b c' }), /one word, or two/],
  ['no summary', defining({ summary: '' }), /1 to 100 characters/],
  ['a long summary', defining({ summary: 'x'.repeat(101) }), /1 to 100 characters/],
  ['an alias of two words', defining({ aliases: ['open orders'] }), /alias/],
  ['an example without slash', defining({ examples: ['x'] }), /starts with/],
  ['an input that lets strangers through', defining({ input: z.object({}) }), /strictObject/],
  ['an option without description', taking({ a: z.string() }), /say what it is/],
  ['an option with a long description', taking({ a: z.string().describe('x'.repeat(101)) }), /1 to 100/],
  ['an option with a bad name', taking({ 'a b': word }), /must match/],
  ['an option that is an object', taking({ a: z.strictObject({}).describe('a') }), /text, a number/],
  ['a list of numbers', taking({ a: z.array(z.number()).describe('a') }), /text, a number/],
  ['choices that are numbers', taking({ a: z.literal([1, 2]).describe('a') }), /choices are texts/],
  ['too many choices', taking({ a: z.enum(Object.keys(many(26))).describe('a') }), /at most 25 choices/],
  ['too many options', taking(many(26)), /at most 25 options/],
  ['anything that stands anywhere', taking({ a: option(z.string(), { about: 'a', anywhere: true }) }), /choices or a pattern/],
  ['words that mean two things', taking({ a: option(z.string(), { about: 'a', words: ['b'] }), b: z.boolean().describe('b') }), /one word/],
  ['words in capitals', taking({ a: option(z.string(), { about: 'a', words: ['SL'] }) }), /lower case/],
  ['a list before others', taking({ a: z.array(z.string()).describe('a'), b: word }), /comes last/],
])('refuses %s when the program starts', (_what, define, message) => expect(define).toThrow(message))

test('refuses groups that would not work', () => {
  const member = (name: string, effect: 'reads' | 'changes' = 'reads') => defining({ name, effect } as Partial<Definition>)()
  const grouping = (about: object) => () => commandGroup({ name: 'g', summary: 'Do g', members: [member('g a')], ...about })
  expect(grouping({})).not.toThrow()
  expect(grouping({ name: 'G' })).toThrow(/must match/)
  expect(grouping({ summary: '' })).toThrow(/1 to 100/)
  expect(grouping({ members: [member('h a')] })).toThrow(/"g <member>"/)
  expect(grouping({ members: [member('g a', 'changes')] })).toThrow(/only reads/)
  expect(grouping({ otherwise: 'b' })).toThrow(/no member "b"/)
  expect(grouping({ members: Array.from({ length: 26 }, (_each, at) => member(`g m${at}`)) })).toThrow(/at most 25/)
})

test('refuses a catalogue in which two answer to one name', () => {
  const { ports } = createFakeChatPorts(createFakeClock())
  const starting =
    (...commands: readonly Partial<Definition>[]) =>
    () =>
      createChat({
        catalog: commands.map((each) => defining(each)()),
        services: async () => ({}),
        ports,
        clock: createFakeClock(),
        ids: createFakeIds(),
      })
  expect(starting({ name: 'a' }, { name: 'b', aliases: ['c'] })).not.toThrow()
  expect(starting({ name: 'a' }, { name: 'a' })).toThrow(/"a"/)
  expect(starting({ name: 'a' }, { name: 'b', aliases: ['a'] })).toThrow(/"a"/)
  expect(starting({ name: 'a', aliases: ['c'] }, { name: 'b', aliases: ['c'] })).toThrow(/"c"/)
  expect(starting({ name: 'g a' })).toThrow(/through its group/)
  expect(starting(...Array.from({ length: 71 }, (_each, at) => ({ name: `c${at}` })))).toThrow(/70/)
  expect(starting(...Array.from({ length: 21 }, (_each, at) => ({ name: `c${at}`, menu: true })))).toThrow(/20/)
})

test('derives all that others need to know', () => {
  expect(list.members.map(({ name, key, parent, member, menu, cost }) => ({ name, key, parent, member, menu, cost }))).toEqual([
    { name: 'list add', key: 'list_add', parent: 'list', member: 'add', menu: false, cost: 1 },
    { name: 'list show', key: 'list_show', parent: 'list', member: 'show', menu: false, cost: 1 },
  ])
  expect(list.bare.name).toBe('list show')
  expect(chart.aliases).toEqual([{ word: 'c', preset: '' }])
  expect(chart.options.map(({ name, kind, required, byDefault }) => [name, kind, required, byDefault])).toEqual([
    ['market', 'text', true, undefined],
    ['timeframe', 'choice', false, '1h'],
    ['indicators', 'list', false, undefined],
    ['log', 'yes-no', false, undefined],
  ])
  expect(buy.inputSchema).toMatchObject({ required: ['market', 'amount'], additionalProperties: false })
  expect(JSON.stringify(buy.inputSchema)).not.toMatch(/"words"|"prefix"|"vocabulary"|"anywhere"/)
})

test('one whole number, one number', () => {
  const { options, prepare } = taking({
    count: option(z.int().min(1).default(3), { about: 'How many' }),
    share: option(z.number().optional(), { about: 'How much' }),
  })()
  expect(options.map(({ kind, byDefault }) => [kind, byDefault])).toEqual([
    ['whole', '3'],
    ['number', undefined],
  ])
  for (const count of [1.5, '1', Number.NaN, 0, null]) expect(() => prepare({ count })).toThrow(/count/)
  expect(() => prepare({ share: 'much' })).toThrow('share: expected a number such as 1.5')
  expect(() => prepare({ count: 2, share: 0.5 })).not.toThrow()
})
