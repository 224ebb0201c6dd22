import { expect, test } from 'vitest'
import { slashCommandsOf } from '../../../bots/discord/slash-commands.ts'
import { createChat } from '../../../src/chat/chat.ts'
import { catalog } from '../../../src/commands/catalog.ts'
import type { Services } from '../../../src/commands/services.ts'
import { createFakeChatPorts, createFakeClock, createFakeIds } from '../../fakes/chat-ports.ts'
import { createSmallDesk } from '../../fakes/small-desk.ts'
import { checkCommands, listOf } from '../../loopback/discord-limits.ts'

const small = slashCommandsOf(createSmallDesk().chat)
const named = (name: string) => small.find((each) => each.name === name)

test('the real catalogue keeps to the limits of Discord', () => {
  const clock = createFakeClock()
  const services = () => Promise.reject<Services>(new Error('Nothing is run'))
  const chat = createChat<Services>({ catalog, services, ports: createFakeChatPorts(clock).ports, clock, ids: createFakeIds() })
  const commands = slashCommandsOf(chat)
  expect(commands.length).toBe(catalog.length)
  expect(checkCommands(listOf(commands))).toEqual([])
})

test('options say their kind, what they may be, and which can be offered while typing', () => {
  expect(named('price')).toEqual({
    name: 'price',
    description: 'Show the latest price of a market',
    type: 1,
    default_member_permissions: null,
    contexts: [0, 1, 2],
    integration_types: [0, 1],
    options: [
      { name: 'market', description: 'The market, such as BTC', type: 3, required: true, autocomplete: true },
      {
        name: 'in',
        description: 'The currency to price it in',
        type: 3,
        choices: [
          { name: 'USD', value: 'USD' },
          { name: 'EUR', value: 'EUR' },
        ],
      },
    ],
  })
  expect(named('chart')?.options.map(({ name, type, autocomplete }) => [name, type, autocomplete])).toEqual([
    ['market', 3, undefined],
    ['timeframe', 3, undefined],
    ['indicators', 3, true],
    ['log', 5, undefined],
  ])
})

test('groups have sub-commands, and what is for admins is hidden from others at first', () => {
  expect(named('list')?.options).toMatchObject([
    { name: 'add', type: 1, options: [{ name: 'markets', type: 3, required: true }] },
    { name: 'show', type: 1, options: [{ name: 'csv', type: 5 }] },
  ])
  expect(named('halt')?.default_member_permissions).toBe('32')
})

test('descriptions can be given in other languages', () => {
  const [first] = slashCommandsOf(createSmallDesk().chat, (words) => ({ de: `auf Deutsch: ${words}` }))
  expect(first?.description_localizations).toEqual({ de: 'auf Deutsch: Show the latest price of a market' })
  expect(first?.options[0]?.description_localizations).toEqual({ de: 'auf Deutsch: The market, such as BTC' })
})
