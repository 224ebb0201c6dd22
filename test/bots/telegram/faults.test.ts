import { expect, test } from 'vitest'
import { machineClock } from '../../../src/basics/clock.ts'
import { text } from '../../../src/basics/reply.ts'
import { edited, openTelegram, openTelegramServer } from '../../fixtures/telegram.ts'
import { TOKEN } from '../../loopback/telegram-server.ts'
import { ANN, said } from '../../loopback/telegram-updates.ts'

const ANSWER = { title: 'News', blocks: [], buttons: [] }
const SENDING = { destination: { platform: 'telegram', chatId: '5005' }, answer: ANSWER, nonce: 'n1', silent: true } as const
/** Its waits are a fiftieth as long. */
const quick = {
  ...machineClock,
  elapsed: () => machineClock.elapsed() * 50,
  after: (ms: number, work: () => void) => machineClock.after(ms / 50, work),
}

test('waits as long as it is told to before it answers', async () => {
  const { server, messages, failures } = await openTelegram({ clock: quick })
  server.fault('sendMessage', { kind: 'no', code: 429, description: 'Too Many Requests', parameters: { retry_after: 5 } })
  server.inject(said('/price btc'))
  await messages(1)
  expect(failures()).toEqual([])
})

test('hands on what Telegram wants to have much later, and asks it for nothing in that chat until then', async () => {
  const { server, bot, settled, failures, lates } = await openTelegram({ clock: quick })
  server.fault('sendMessage', { kind: 'no', code: 429, description: 'Too Many Requests', parameters: { retry_after: 3600 } })
  server.inject(said('/price btc'))
  server.inject(said('/price eth'))
  await settled()
  expect(server.messages).toEqual([])
  expect(lates.map(({ destination, answer }) => [destination, answer.title])).toEqual([
    [{ platform: 'telegram', chatId: String(ANN) }, 'BTC is at 64,213.50 USD'],
    [{ platform: 'telegram', chatId: String(ANN) }, 'ETH is at 64,213.50 USD'],
  ])
  const inThatChat = { ...SENDING, destination: { ...SENDING.destination, chatId: String(ANN) } }
  expect(await bot.messenger.send(inThatChat)).toMatchObject({ outcome: 'wait', scope: 'chat' })
  expect(server.calls.filter(({ method }) => method === 'sendMessage')).toHaveLength(1)
  expect(await bot.messenger.send(SENDING)).toMatchObject({ outcome: 'sent' })
  expect(failures()).toEqual([])
})

test('has nobody begin anew where a part is there', async () => {
  const { server, settled, failures, lates } = await openTelegram({
    clock: quick,
    play: async () => ({ title: 'Long', blocks: [text('word '.repeat(1500))] }),
  })
  server.fault('sendMessage', { kind: 'slow', delayMs: 1 })
  server.fault('sendMessage', { kind: 'no', code: 429, description: 'Too Many Requests', parameters: { retry_after: 3600 } })
  server.inject(said('/play'))
  await settled()
  expect({ messages: server.messages.length, lates }).toEqual({ messages: 1, lates: [] })
  expect(String(failures()[0])).toContain('A part was sent.')
})

test('sends an answer bare when its markup cannot be read', async () => {
  const { server, messages } = await openTelegram({ play: async () => ({ title: '1 < 2', blocks: [] }) })
  server.fault('sendMessage', { kind: 'no', code: 400, description: "Bad Request: can't parse entities: Unsupported start tag" })
  server.inject(said('/play'))
  expect((await messages(1))[0]?.raw).toBe('1 < 2')
})

test('never sends twice what may have arrived', async () => {
  const { server, settled, failures } = await openTelegram()
  for (const kind of ['reset', 'html'] as const) {
    server.fault('sendMessage', { kind })
    server.inject(said('/price btc'))
    await settled()
  }
  expect(server.calls.filter(({ method }) => method === 'sendMessage')).toHaveLength(2)
  expect(server.messages).toHaveLength(1)
  expect(failures()).toHaveLength(2)
})

test('edits again what may have been edited: the answer to a button is not lost', async () => {
  const { server, messages, settled, failures } = await openTelegram({ clock: quick })
  server.inject(said('/price btc'))
  await messages(1)
  const edits = () => server.calls.filter(({ method }) => method === 'editMessageText').length
  for (const kind of ['reset', 'refuse', 'html'] as const) {
    const [message] = server.messages
    if (message === undefined) throw new Error('no message')
    const before = edits()
    server.fault('editMessageText', { kind })
    server.press(message, 'Refresh')
    await server.until(() => edits() === before + 2)
    await settled()
  }
  expect({ messages: server.messages.length, failures: failures() }).toEqual({ messages: 1, failures: [] })
})

test('takes it for done when nothing changed, or the question is too old', async () => {
  const { server, messages, settled, failures } = await openTelegram()
  server.inject(said('/price btc'))
  const [message] = await messages(1)
  if (message === undefined) throw new Error('no message')
  server.fault('answerCallbackQuery', { kind: 'no', code: 400, description: 'Bad Request: query is too old and response timeout expired' })
  server.fault('editMessageText', { kind: 'no', code: 400, description: 'Bad Request: message is not modified' })
  server.press(message, 'Refresh')
  await settled()
  expect({ messages: server.messages.length, failures: failures() }).toEqual({ messages: 1, failures: [] })
})

test('sends anew what can no longer be edited, and follows a group to its new id', async () => {
  const { server, messages } = await openTelegram()
  server.inject(said('/price btc'))
  const [message] = await messages(1)
  if (message === undefined) throw new Error('no message')
  server.fault('editMessageText', { kind: 'no', code: 400, description: "Bad Request: message can't be edited" })
  server.press(message, 'Refresh')
  expect((await messages(2))[1]?.text).toBe(message.text)
  server.fault('sendMessage', {
    kind: 'no',
    code: 400,
    description: 'Bad Request: group chat was upgraded',
    parameters: { migrate_to_chat_id: -1009 },
  })
  server.inject(said('/price btc', { chat: -9 }))
  expect((await messages(3))[2]?.chatId).toBe(-1009)
})

test('goes on polling through outages, and tells of long ones', async () => {
  const { server, bot, troubles, messages } = await openTelegram({ clock: quick })
  for (const kind of ['refuse', 'html', 'reset', 'refuse'] as const) server.fault('getUpdates', { kind })
  server.fault('getUpdates', { kind: 'no', code: 429, description: 'Too Many Requests', parameters: { retry_after: 1 } })
  server.inject(said('/price btc'))
  await messages(1)
  expect({ state: bot.state(), troubles }).toEqual({ state: 'ok', troubles: ['Telegram cannot be reached. I keep trying.'] })
})

test('says so when the token is void, at the start and later', async () => {
  const early = await openTelegram({ token: '2:b' })
  expect(early.troubles).toEqual([expect.stringContaining('@BotFather')])
  expect(early.bot.state()).toBe('down')
  const late = await openTelegram()
  late.server.revoke()
  late.server.inject(said('/price btc'))
  await expect.poll(late.bot.state).toBe('down')
  expect(late.troubles).toEqual([expect.stringContaining('@BotFather')])
  expect(await late.bot.messenger.send(SENDING)).toMatchObject({ outcome: 'wait', scope: 'all' })
})

test('gives way to whoever polls with the same token', async () => {
  const server = await openTelegramServer()
  const older = await openTelegram({ server })
  const newer = await openTelegram({ server })
  await expect.poll(older.bot.state).toBe('down')
  expect(older.troubles).toEqual([expect.stringContaining('One program per token')])
  server.inject(said('/price btc'))
  await newer.messages(1)
  expect(newer.bot.state()).toBe('ok')
})

test('starts without Telegram, says so, and comes up when it is there', async () => {
  const server = await openTelegramServer()
  server.fault('getMe', { kind: 'refuse' })
  server.fault('getMe', { kind: 'no', code: 502, description: 'Bad Gateway' })
  const { bot, troubles, messages } = await openTelegram({ server, clock: quick })
  expect({ state: bot.state(), troubles }).toEqual({ state: 'down', troubles: ['Telegram cannot be reached. I keep trying.'] })
  server.inject(said('/price btc'))
  await messages(1)
  expect(bot.state()).toBe('ok')
})

test('starts no sooner than it is told to, and sets its menus in spite of a flood', async () => {
  const server = await openTelegramServer()
  const tooMany = { kind: 'no', code: 429, description: 'Too Many Requests' } as const
  server.fault('getMe', { ...tooMany, parameters: { retry_after: 17 } })
  server.fault('setMyCommands', { ...tooMany, parameters: { retry_after: 3 } })
  const waits: number[] = []
  const after: typeof quick.after = (ms, work) => {
    waits.push(ms)
    return quick.after(ms, work)
  }
  const { bot } = await openTelegram({ server, clock: { ...quick, after } })
  await server.until(() => server.menus.size === 3)
  expect(bot.state()).toBe('ok')
  expect(waits.filter((ms) => ms > 1000)).toEqual([17_000, 3000])
})

test('keeps the token to itself', async () => {
  const { server, settled, failures } = await openTelegram()
  server.fault('sendMessage', { kind: 'reset' })
  server.fault('answerCallbackQuery', { kind: 'refuse' })
  server.inject(said('/price secret'))
  await settled()
  const [failure] = failures()
  expect(failure).toBeInstanceOf(Error)
  const told = [failure, (failure as Error).cause, JSON.stringify(failure), (failure as Error).stack].map(String).join()
  expect(told).not.toContain(TOKEN)
  expect(told).not.toContain('SECRET')
})

test('its messenger sends, edits and tells what became of it', async () => {
  const { server, bot, messages } = await openTelegram()
  const sent = await bot.messenger.send(SENDING)
  const [message] = await messages(1)
  expect(message).toMatchObject({ chatId: 5005, silent: true, text: 'News' })
  expect(sent).toEqual({ outcome: 'sent', messageId: String(message?.id) })
  const messageId = sent.outcome === 'sent' ? sent.messageId : ''
  const newer = { ...SENDING, replaces: messageId, answer: { ...ANSWER, title: 'Newer' } }
  expect(await bot.messenger.send(newer)).toEqual(sent)
  expect(await bot.messenger.send(newer)).toEqual(sent)
  expect((await edited(server, Number(messageId))).text).toBe('Newer')
  server.fault('editMessageText', { kind: 'no', code: 400, description: 'Bad Request: message to edit not found' })
  expect(await bot.messenger.send(newer)).toMatchObject({ outcome: 'refused' })
  expect(server.messages).toHaveLength(1)
  const outcomes = [
    [
      { kind: 'no', code: 400, description: 'Bad Request', parameters: { migrate_to_chat_id: -1005 } },
      { outcome: 'moved', chatId: '-1005' },
    ],
    [{ kind: 'no', code: 403, description: 'Forbidden: bot was blocked by the user' }, { outcome: 'gone' }],
    [{ kind: 'no', code: 400, description: 'Bad Request: chat not found' }, { outcome: 'gone' }],
    [{ kind: 'no', code: 502, description: 'Bad Gateway' }, { outcome: 'unsure' }],
    [{ kind: 'refuse' }, { outcome: 'unsure' }],
    [{ kind: 'no', code: 400, description: 'Bad Request: TOPIC_CLOSED' }, { outcome: 'refused' }],
    [
      { kind: 'no', code: 429, description: 'Too Many Requests', parameters: { retry_after: 7 } },
      { outcome: 'wait', retryAfterMs: 7000, scope: 'chat' },
    ],
  ] as const
  for (const [fault, outcome] of outcomes) {
    server.fault('sendMessage', fault)
    expect(await bot.messenger.send(SENDING)).toMatchObject(outcome)
  }
})

test('knows that nothing arrived where nobody listens', async () => {
  const server = await openTelegramServer()
  const { bot } = await openTelegram({ server })
  await server.stop()
  expect(await bot.messenger.send(SENDING)).toMatchObject({ outcome: 'wait', scope: 'all' })
  expect(ANN).toBeGreaterThan(0)
})
