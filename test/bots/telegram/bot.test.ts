import { expect, test } from 'vitest'
import { machineClock } from '../../../src/basics/clock.ts'
import { fields, file, picture, table, text } from '../../../src/basics/reply.ts'
import { createFakeClock, createFakeInbox, LEASE_MS } from '../../fakes/chat-ports.ts'
import { edited, openTelegram, openTelegramServer } from '../../fixtures/telegram.ts'
import { ANN, said, searched } from '../../loopback/telegram-updates.ts'

const GROUP = -100
/** Its waits are a twentieth as long. */
const quick = { ...machineClock, after: (ms: number, work: () => void) => machineClock.after(ms / 20, work) }
const PIXEL = { bytes: new Uint8Array([1, 2, 3]), mime: 'image/png', alt: 'a pixel' }
const methodsOf = (server: { calls: readonly { method: string }[] }) => server.calls.map(({ method }) => method)

test('answers a command in private', async () => {
  const { server, messages, troubles, failures, bot } = await openTelegram()
  server.inject(said('/price btc'))
  const [message] = await messages(1)
  expect(message).toMatchObject({ chatId: ANN, kind: 'text', labels: ['Refresh', 'Exchange'], replyTo: undefined, threadId: undefined })
  expect(message?.raw).toBe('<b>🟢 BTC is at 64,213.50 USD</b>\n<b>For:</b> 1001\n<b>At:</b> undefined')
  expect({ state: bot.state(), troubles, failures: failures() }).toEqual({ state: 'ok', troubles: [], failures: [] })
})

test('answers in groups and topics what is meant for it, and quotes it', async () => {
  const { server, messages, settled } = await openTelegram()
  for (const line of ['/price@OtherBot btc', '/nothing', 'btc', '$', 'price btc', 'btc 1h']) server.inject(said(line, { chat: GROUP }))
  server.inject(said('/price@parleybot btc', { chat: GROUP, thread: 7 }))
  server.inject(said('$eth', { chat: GROUP }))
  server.inject(said('/nothing@ParleyBot', { chat: GROUP }))
  const [first, second, third] = await messages(3)
  expect(first).toMatchObject({ chatId: GROUP, threadId: 7, replyTo: expect.any(Number) })
  expect(second).toMatchObject({ chatId: GROUP, threadId: undefined, text: expect.stringContaining('ETH is at') })
  expect(third?.text).toContain('There is no /nothing.')
  await settled()
  expect(server.messages).toHaveLength(3)
})

test('reads bare words in private, and tells about /help otherwise', async () => {
  const { server, messages } = await openTelegram()
  for (const words of ['btc', '$eth', 'btc 4h rsi', 'How are you?']) server.inject(said(words))
  const texts = (await messages(4)).map((message) => message.text)
  expect(texts[0]).toContain('BTC is at')
  expect(texts[1]).toContain('ETH is at')
  expect(texts[2]).toContain('"timeframe":"4h"')
  expect(texts[3]).toContain('See /help.')
})

test('takes no notice of edits, forwarded messages and those through other bots', async () => {
  const { server, settled } = await openTelegram()
  const { message } = said('/price btc')
  server.inject({ edited_message: message ?? {} })
  server.inject(said('/price btc', { about: { forward_origin: { type: 'user', date: 1, sender_user: {} } } }))
  server.inject(said('/price btc', { about: { via_bot: { id: 5, is_bot: true, first_name: 'x' } } }))
  server.inject({ message: { message_id: 1, date: 1, chat: { id: ANN, type: 'private' }, photo: [] } })
  await settled()
  expect(server.messages).toEqual([])
})

test('edits in place where the button says so, and answers the press before the work', async () => {
  const { server, messages } = await openTelegram()
  server.inject(said('/price btc', { chat: GROUP }))
  const [message] = await messages(1)
  if (message === undefined) throw new Error('no message')
  const before = server.calls.length
  server.press(message, 'Refresh', 2002)
  await messages(2)
  expect(server.messages[1]?.text).toContain('That button is for the person who asked.')
  server.press(message, 'Refresh', ANN)
  // Another id for each new button, so the message is modified although the price is not.
  expect(await edited(server, message.id)).toMatchObject({ text: message.text, labels: message.labels })
  const methods = methodsOf({ calls: server.calls.slice(before) }).filter((method) => /answer|send|edit/.test(method))
  expect(methods).toEqual(['answerCallbackQuery', 'sendMessage', 'answerCallbackQuery', 'editMessageText'])
})

test('asks before it spends, in private only, and puts the answer in the place of the question', async () => {
  const { server, messages, desk } = await openTelegram()
  server.inject(said('/buy btc 1', { chat: GROUP }))
  server.inject(said('/buy btc 1'))
  const all = await messages(2)
  expect(all.find(({ chatId }) => chatId === GROUP)?.text).toContain('Others would read the answer here.')
  const question = all.find(({ chatId }) => chatId === ANN)
  if (question === undefined) throw new Error('no question')
  expect(question.buttons).toMatchObject([{ text: 'Confirm', style: 'primary' }, { text: 'Cancel' }])
  server.press(question, 'Confirm')
  server.press(question, 'Confirm')
  expect((await edited(server, question.id, 1)).text).toContain('Bought 1 of BTC')
  expect((await messages(3))[2]?.text).toContain('That button was pressed before.')
  expect(desk.done).toHaveLength(1)
})

test('answers nobody in particular in public only', async () => {
  const { server, messages, desk } = await openTelegram()
  const bot = { from: { id: 77, is_bot: true, first_name: 'b' } }
  const admin = { from: { id: 1_087_968_824, is_bot: true, first_name: 'Group' }, sender_chat: { id: GROUP, type: 'supergroup' } }
  const channel = { from: { id: 777_000, is_bot: false, first_name: 'Telegram' }, sender_chat: { id: -5, type: 'channel' } }
  for (const about of [bot, admin, channel]) {
    server.inject(said('/list add btc', { chat: GROUP, about }))
    server.inject(said('/price btc', { chat: GROUP, about }))
  }
  const texts = (await messages(6)).map((message) => message.text)
  expect(texts.filter((each) => each.includes('I cannot see who you are.'))).toHaveLength(3)
  expect(texts.filter((each) => each.includes('BTC is at'))).toHaveLength(3)
  expect(desk.done).toEqual([])
})

test('finds prices for whoever searches, and nothing personal', async () => {
  const { server } = await openTelegram()
  for (const words of ['btc', 'b$c', '']) server.inject(searched(words))
  const calls = await server.until(() => {
    const found = server.calls.filter(({ method }) => method === 'answerInlineQuery')
    return found.length === 3 && found
  })
  // They come side by side; the ids tell the order they were asked in.
  const byId = calls.toSorted((one, other) => String(one.payload.inline_query_id).localeCompare(String(other.payload.inline_query_id)))
  const payloads = byId.map(({ payload }) => payload)
  expect(payloads[0]).toMatchObject({ is_personal: true, results: [{ type: 'article', title: 'BTC is at 64,213.50 USD' }] })
  for (const payload of payloads.slice(1)) expect(payload).toMatchObject({ results: [], button: { start_parameter: 'search' } })
  expect(server.messages).toEqual([])
})

test('sends pictures with their words, several as an album, and files', async () => {
  const answers = {
    one: { title: 'One', blocks: [picture(PIXEL), fields({ A: '1' })] },
    long: { title: 'Long', blocks: [picture(PIXEL), text('x'.repeat(1100))] },
    two: { title: 'Two', blocks: [picture(PIXEL), picture(PIXEL), file('a.csv', 'text/csv', new Uint8Array([65]))] },
    file: {
      title: 'File',
      blocks: [file('a.csv', 'text/csv', new Uint8Array([65])), table([{ title: 'n', align: 'right' }], [['1'], ['<2>']])],
    },
  } as const
  const { server, messages } = await openTelegram({ play: async (_context, what) => answers[what as keyof typeof answers] })
  for (const what of Object.keys(answers)) server.inject(said(`/play ${what}`))
  const sent = await messages(7)
  expect(
    sent.map(({ kind, text: words, album }) => `${kind} ${album ?? ''} ${words.slice(0, 8).replaceAll('\n', '/')}`.replace(/ +/g, ' ')),
  ).toEqual(['photo One/A: 1', 'photo ', 'text Long/xxx', 'photo a1 Two', 'photo a1 ', 'document ', 'document File/ n'])
  expect(sent[6]).toMatchObject({ raw: '<b>File</b>\n<pre>  n\n  1\n&lt;2&gt;</pre>', files: [{ name: 'a.csv' }] })
})

test('shows progress in one message, at most once a second, and the answer in its place', async () => {
  const { server } = await openTelegram({
    play: async ({ progress }) => {
      for (let done = 0; done < 50; done++) await progress(done, 50, 'Working')
      return { title: 'Done', blocks: [picture(PIXEL)] }
    },
  })
  server.inject(said('/play'))
  const message = await server.until(() => server.messages.find(({ text: words }) => words === 'Done'))
  expect(message).toMatchObject({ kind: 'photo', edits: 1 })
  expect(server.messages).toHaveLength(1)
})

test('one update five times at once has one effect and one answer', async () => {
  const { server, messages, desk, settled } = await openTelegram()
  const update = said('/list add btc')
  for (let time = 0; time < 5; time++) server.inject(update, 900_001)
  await messages(1)
  server.inject(update, 900_001)
  await settled()
  expect(desk.done).toEqual(['added BTC'])
  expect(server.messages).toHaveLength(1)
})

test('keeps the order of a chat while others go on', async () => {
  let open: (() => void) | undefined
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  const { server, messages, settled } = await openTelegram({
    play: async (_context, what) => {
      if (what === 'slow') await gate
      return { title: what, blocks: [] }
    },
  })
  const first = server.inject(said('/play slow'))
  server.inject(said('/play after'))
  server.inject(said('/play other', { from: 2002 }))
  expect((await messages(1)).map(({ text: words }) => words)).toEqual(['other'])
  expect(server.waiting()[0]).toBe(first)
  open?.()
  expect((await messages(3)).map(({ text: words }) => words)).toEqual(['other', 'slow', 'after'])
  await settled()
})

test('a hundred updates survive a kill: none is lost, none has two effects', async () => {
  const server = await openTelegramServer()
  const clock = createFakeClock()
  const inbox = createFakeInbox({ clock, leaseMs: LEASE_MS })
  /** As in the database, where one call makes one change. */
  const effects = new Map<string, string>()
  let alive = true
  const dead =
    <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
    (...args: Args) =>
      alive ? work(...args) : new Promise<never>(() => {})
  const mortal = { claim: dead(inbox.claim), finish: dead(inbox.finish) }
  const play = async ({ callId }: { readonly callId: string }, what: string) => {
    if (alive && effects.size >= 40) await new Promise(() => {})
    effects.set(callId, what)
    return { title: what, blocks: [] }
  }
  const first = await openTelegram({ server, ports: { inbox: mortal }, play, clock: quick, asleep: true })
  for (let n = 0; n < 100; n++) server.inject(said(`/play n${n}`, { from: 3000 + n }))
  await first.bot.start()
  await server.until(() => server.messages.length >= 40)
  alive = false
  server.fault('getUpdates', { kind: 'no', code: 409, description: 'Conflict' })
  await expect.poll(first.bot.state).toBe('down')
  expect(server.waiting().length).toBeGreaterThan(0)
  clock.move(LEASE_MS)
  const second = await openTelegram({ server, ports: { inbox }, play })
  await second.settled()
  expect(effects.size).toBe(100)
  const texts = server.messages.map(({ chatId, text: words }) => `${chatId} ${words}`)
  expect(new Set(texts).size).toBe(100)
  // The one whose answer was sent and not yet recorded comes a second time.
  expect(texts.length).toBeLessThanOrEqual(101)
})

test('what was at work when the program died is handed in again once its lease is over', async () => {
  const server = await openTelegramServer()
  const clock = createFakeClock()
  const inbox = createFakeInbox({ clock, leaseMs: LEASE_MS })
  const id = server.inject(said('/price btc'), 800_000)
  await inbox.claim('telegram', String(id))
  server.inject(said('/price eth', { from: 2002 }))
  const { messages } = await openTelegram({ server, ports: { inbox }, clock: quick })
  expect((await messages(1))[0]?.text).toContain('ETH')
  clock.move(LEASE_MS)
  expect((await messages(2))[1]?.text).toContain('BTC')
})

test('an update that killed the program three times is set aside while others flow', async () => {
  const server = await openTelegramServer()
  const clock = createFakeClock()
  const inbox = createFakeInbox({ clock, leaseMs: LEASE_MS })
  const id = server.inject(said('/price btc'), 800_000)
  for (let tries = 0; tries < 3; tries++) {
    await inbox.claim('telegram', String(id))
    clock.move(LEASE_MS)
  }
  server.inject(said('/price eth', { from: 2002 }))
  const { messages, settled } = await openTelegram({ server, ports: { inbox } })
  const texts = (await messages(2)).map((message) => message.text)
  expect(texts.some((each) => each.includes('so I set it aside'))).toBe(true)
  expect(texts.some((each) => each.includes('ETH is at'))).toBe(true)
  await settled()
})

test('moves what a group has when it becomes a supergroup', async () => {
  const { server, moves, settled } = await openTelegram()
  server.inject({ message: { message_id: 1, date: 1, chat: { id: -5, type: 'group' }, migrate_to_chat_id: -1005 } })
  server.inject({ message: { message_id: 1, date: 1, chat: { id: -1005, type: 'supergroup' }, migrate_from_chat_id: -5 } })
  await settled()
  expect(moves).toEqual([
    ['-5', '-1005'],
    ['-5', '-1005'],
  ])
  expect(server.messages).toEqual([])
})

test('tells managers of a group apart, for presses and for commands that ask', async () => {
  const seen: unknown[] = []
  const { server, messages, settled } = await openTelegram({
    ports: {
      admit: async ({ managesServer }) => {
        seen.push(managesServer)
        return 0
      },
    },
  })
  server.managers.add(`${GROUP} ${ANN}`)
  server.inject(said('/price btc', { chat: GROUP }))
  const [message] = await messages(1)
  if (message === undefined) throw new Error('no message')
  server.press(message, 'Refresh', ANN)
  await edited(server, message.id)
  server.inject(said('/list add btc', { chat: GROUP }))
  await settled()
  expect(seen).toEqual([undefined, true, true])
})

test('sets the menus that are not as they should be', async () => {
  const { server } = await openTelegram()
  await server.until(() => server.menus.size === 3)
  const entries = [
    { command: 'price', description: 'Show the latest price of a market' },
    { command: 'play', description: 'Do what the test says' },
  ]
  for (const scope of ['all_private_chats', 'all_group_chats', 'all_chat_administrators']) expect(server.menus.get(scope)).toEqual(entries)
  const before = methodsOf(server).filter((method) => method === 'setMyCommands').length
  const again = await openTelegram({ server })
  await server.until(() => methodsOf(server).filter((method) => method === 'getMyCommands').length === 6)
  await again.bot.stop()
  expect(methodsOf(server).filter((method) => method === 'setMyCommands')).toHaveLength(before)
})

test('offers to copy what people may want elsewhere', async () => {
  const copies = [
    { label: 'Copy the name', text: 'binance:BTC/USDT' },
    { label: 'Too long', text: 'x'.repeat(257) },
  ]
  const { server, messages } = await openTelegram({ play: async () => ({ title: 'BTC/USDT', blocks: [], copies }) })
  server.inject(said('/play'))
  expect((await messages(1))[0]?.buttons).toEqual([{ text: 'Copy the name', copy_text: { text: 'binance:BTC/USDT' } }])
})

test('brings a keyboard with shortcuts when asked for it, and takes it away', async () => {
  const { server, messages } = await openTelegram()
  server.inject(said('keyboard'))
  server.inject(said('Keyboard off'))
  server.inject(said('keyboard', { chat: GROUP }))
  await messages(2)
  const sent = server.calls.filter(({ method }) => method === 'sendMessage').map(({ payload }) => payload.reply_markup)
  expect(sent).toMatchObject([
    { is_persistent: true, keyboard: [[{ text: 'btc' }, {}, {}, {}], [{ text: '/play' }]] },
    { remove_keyboard: true },
  ])
})
