import { expect, test } from 'vitest'
import { z } from 'zod'
import { file, picture, table, text } from '../../../src/basics/reply.ts'
import { commandsWith } from '../../../src/chat/command.ts'
import { createSmallDesk, type SmallServices } from '../../fakes/small-desk.ts'
import { onDiscord } from './on-discord.ts'

const command = commandsWith<SmallServices>()
const plain = { group: 'desk', access: 'anyone', effect: 'reads', readers: 'everyone', input: z.strictObject({}) } as const

const steps = command({
  ...plain,
  name: 'steps',
  summary: 'Work in steps',
  examples: ['/steps'],
  async run(_input, { progress, clock }) {
    await progress(1, 4, 'One')
    await progress(2, 4, 'Two')
    await progress(3, 4, 'Three')
    await new Promise<void>((resolve) => void clock.after(1500, resolve))
    return { title: 'Done', blocks: [] }
  },
})

const show = command({
  ...plain,
  name: 'show',
  summary: 'Show everything that there is',
  examples: ['/show'],
  run: async () => ({
    title: '@everyone <@1> **bold**',
    tone: 'bad',
    blocks: [
      text('A line'),
      picture({ bytes: Uint8Array.of(1, 2), mime: 'image/png', alt: 'first' }),
      picture({ bytes: Uint8Array.of(3), mime: 'image/png', alt: 'second' }),
      file('prices.csv', 'text/csv', new TextEncoder().encode('a,b\n')),
      table(
        [
          { title: 'Coin', align: 'left' },
          { title: 'Price', align: 'right' },
        ],
        [['BTC', '1.5']],
      ),
    ],
  }),
})

const long = command({
  ...plain,
  name: 'long',
  summary: 'Say much',
  readers: 'only-you',
  examples: ['/long'],
  run: async () => ({ title: 'Much', blocks: [text('word '.repeat(2000))] }),
})

const offer = command({
  ...plain,
  name: 'offer',
  summary: 'Offer buttons',
  examples: ['/offer'],
  run: async () => ({
    title: 'Offer',
    blocks: [],
    buttons: [
      { kind: 'run', label: 'Steps', command: 'steps', input: {} },
      { kind: 'run', label: 'Steps here', command: 'steps', input: {}, replaces: true },
    ],
  }),
})

const titleOf = (message: { readonly body: Readonly<Record<string, unknown>> } | undefined): unknown =>
  (message?.body.embeds as { title?: string }[] | undefined)?.[0]?.title

test('answers a slash command in a server for all to see', async () => {
  const { server, open, bot, troubles } = await onDiscord({ chat: createSmallDesk().chat })
  await open()
  expect([bot.state(), troubles]).toEqual(['ok', []])
  const [message, ...others] = await server.answersTo(server.say({ command: 'price', options: { market: 'BTC', in: 'EUR' } }))
  expect(others).toEqual([])
  expect(message).toMatchObject({ isUnseen: false, body: { allowed_mentions: { parse: [] } } })
  expect(titleOf(message)).toBe('BTC is at 64,213.50 EUR')
  expect(server.violations).toEqual([])
})

test('knows who speaks, where, and what he is there', async () => {
  const seen: unknown[] = []
  const { chat } = createSmallDesk({
    ports: {
      accountOf: async (caller) => {
        seen.push(caller)
        return { id: caller.userId, role: 'trader', status: 'active', displayName: 'x', isNew: false }
      },
    },
  })
  const { server, open } = await onDiscord({ chat })
  await open()
  const options = { market: 'BTC' }
  await server.answersTo(server.say({ command: 'price', options, user: '1007', manages: true, roles: ['31', '32'] }))
  await server.answersTo(server.say({ command: 'price', options, where: 'dm' }))
  await server.answersTo(server.say({ command: 'price', options, where: 'group' }))
  await server.answersTo(server.say({ command: 'buy', options: { market: 'BTC', amount: '1' }, where: 'group' }))
  const place = { platform: 'discord', chatId: '900000000000000001', serverId: '800000000000000001', private: false }
  expect(seen).toEqual([
    { userId: '1007', displayName: 'User 1007', managesServer: true, roleIds: ['31', '32'], place },
    { userId: '1001', displayName: 'User 1001', place: { platform: 'discord', chatId: '9501001', private: true } },
    { userId: '1001', displayName: 'User 1001', place: { platform: 'discord', chatId: '900000000000000002', private: false } },
    { userId: '1001', displayName: 'User 1001', place: { platform: 'discord', chatId: '900000000000000002', private: true } },
  ])
})

test('a bot is not listened to', async () => {
  const { server, open } = await onDiscord({ chat: createSmallDesk().chat })
  await open()
  const ignored = server.say({ command: 'price', options: { market: 'BTC' }, isBot: true })
  await server.answersTo(server.say({ command: 'price', options: { market: 'BTC' } }))
  expect(server.people.isAcknowledged(ignored)).toBe(false)
})

test('sends pictures and files, and mentions nobody', async () => {
  const { server, open } = await onDiscord({ chat: createSmallDesk({ catalog: [show] }).chat })
  await open()
  const [message, ...others] = await server.answersTo(server.say({ command: 'show' }))
  expect(others).toEqual([])
  expect(titleOf(message)).toBe('\\@everyone \\<\\@1> \\*\\*bold\\*\\*')
  expect(message?.files.map(({ name, mime, bytes }) => [name, mime, bytes.byteLength])).toEqual([
    ['1-picture.png', 'image/png', 2],
    ['2-picture.png', 'image/png', 1],
    ['prices.csv', 'text/csv', 4],
  ])
  expect(message?.body.embeds).toMatchObject([
    { description: 'A line', image: { url: 'attachment://1-picture.png' } },
    { image: { url: 'attachment://2-picture.png' } },
    { description: '```\nCoin  Price\nBTC     1.5\n```' },
  ])
  expect(server.violations).toEqual([])
})

test('what has no room in one message follows, as unseen as the first', async () => {
  const { server, open } = await onDiscord({ chat: createSmallDesk({ catalog: [long] }).chat })
  await open()
  const id = server.say({ command: 'long' })
  const messages = await server.until(() => server.people.answersTo(id)?.length === 2 && server.people.answersTo(id))
  expect(messages.map(({ isUnseen }) => isUnseen)).toEqual([true, true])
  expect(server.violations).toEqual([])
})

test('asks before it spends, only for the one who asked, and does it once', async () => {
  const { chat, done } = createSmallDesk()
  const { server, open } = await onDiscord({ chat })
  await open()
  const [question] = await server.answersTo(server.say({ command: 'buy', options: { market: 'BTC', amount: '$100' } }))
  expect(question?.isUnseen).toBe(true)
  const message = question?.id ?? ''
  const first = server.press({ message, label: 'Confirm' })
  for (let again = 0; again < 4; again++) server.press({ id: first, message, label: 'Confirm' })
  const [answer] = await server.answersTo(first)
  expect(answer?.id).toBe(message)
  expect([titleOf(answer), answer?.edits, answer?.body.components]).toEqual(['Bought $100 of BTC', 1, []])
  expect([done.length, server.violations]).toEqual([1, []])
})

test('the same interaction five times at once has one effect and one answer, in two processes too', async () => {
  const { chat, done } = createSmallDesk()
  const { server, open } = await onDiscord({ chat })
  await open()
  const other = await onDiscord({ chat, apiRoot: server.apiRoot })
  await other.bot.start()
  const id = server.say({ id: '42', command: 'list add', options: { markets: 'BTC ETH' } })
  for (let again = 0; again < 4; again++) server.say({ id: '42', command: 'list add', options: { markets: 'BTC ETH' } })
  expect((await server.answersTo(id)).length).toBe(1)
  await server.answersTo(server.say({ command: 'price', options: { market: 'BTC' } }))
  expect([done, server.people.answersTo(id)?.length, server.people.answersTo(id)?.[0]?.edits]).toEqual([['added BTC ETH'], 1, 0])
  expect(server.violations.filter((each) => !each.endsWith('acknowledged twice'))).toEqual([])
})

test('a button of another is refused to the one who pressed it alone', async () => {
  const { server, open } = await onDiscord({ chat: createSmallDesk().chat })
  await open()
  const [message] = await server.answersTo(server.say({ command: 'price', options: { market: 'BTC' } }))
  const [answer] = await server.answersTo(server.press({ message: message?.id ?? '', label: 'Refresh', user: '1002' }))
  expect([titleOf(answer), answer?.isUnseen]).toEqual(['That button is for the person who asked.', true])
  expect(message?.edits).toBe(0)
})

test('progress is shown a little, the newest wins, and the answer takes its place', async () => {
  const { chat, clock } = createSmallDesk({ catalog: [steps] })
  const { server, open } = await onDiscord({ chat, clock })
  await open()
  const id = server.say({ command: 'steps' })
  await server.until(() => server.messages.all.length > 0)
  clock.move(1500)
  const [answer] = await server.answersTo(id)
  expect([titleOf(answer), answer?.edits]).toEqual(['Done', 2])
  const shown = server.requests
    .filter(({ method }) => method === 'PATCH')
    .map(({ body }) => /One|Two|Three|Done/.exec(JSON.stringify(body))?.[0])
  expect(shown).toEqual(['One', 'Three', 'Done'])
  expect(server.violations).toEqual([])
})

test('progress of a button stands below, and goes when the answer takes the place of the message', async () => {
  const { chat, clock } = createSmallDesk({ catalog: [offer, steps] })
  const { server, open } = await onDiscord({ chat })
  await open()
  const [message] = await server.answersTo(server.say({ command: 'offer' }))
  const id = message?.id ?? ''
  const pressed = async (label: string) => {
    const before = server.messages.all.length
    const press = server.press({ message: id, label })
    await server.until(() => server.messages.all.length > before)
    clock.move(1500)
    return server.answersTo(press)
  }
  const [below] = await pressed('Steps')
  expect([titleOf(below), below?.id === id, message?.edits]).toEqual(['Done', false, 0])
  const there = await pressed('Steps here')
  await server.until(() => server.messages.all.length === 2)
  expect(there.map(titleOf)).toEqual(['Done'])
  expect(there[0]?.id).toBe(id)
  expect(server.violations).toEqual([])
})
