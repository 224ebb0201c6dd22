import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { TelegramBot } from '../../../bots/telegram/bot.ts'
import { machineClock } from '../../../src/basics/clock.ts'
import { createFakeClock, createFakeInbox, LEASE_MS } from '../../fakes/chat-ports.ts'
import { openTelegram, openTelegramServer } from '../../fixtures/telegram.ts'
import { said } from '../../loopback/telegram-updates.ts'

const SECRET = 'abcdefghijklmnopqrstuvwxyz_0123456789'
const HEADER = 'x-telegram-bot-api-secret-token'
const closers: (() => void)[] = []
/** Its waits are a twentieth as long. */
const quick = { ...machineClock, after: (ms: number, work: () => void) => machineClock.after(ms / 20, work) }

afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A web server that hands requests to the bot. */
async function door() {
  const statuses: number[] = []
  let bot: TelegramBot | undefined
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as [string, string])
    const answer = await bot?.handleUpdate(
      new Request('http://127.0.0.1/telegram', { method: 'POST', headers, body: Buffer.concat(chunks) }),
    )
    statuses.push(answer?.status ?? 0)
    response.writeHead(answer?.status ?? 503).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => server.close().closeAllConnections())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/telegram`
  const open = (to: TelegramBot): void => {
    bot = to
  }
  return { url, statuses, open }
}

function post(body: string, secret?: string): Request {
  return new Request('http://127.0.0.1/', { method: 'POST', body, headers: secret === undefined ? {} : { [HEADER]: secret } })
}

test('takes updates that Telegram brings, with the secret', async () => {
  const { url, statuses, open } = await door()
  const { server, bot, messages, troubles } = await openTelegram({ webhook: { url, secret: SECRET } })
  open(bot)
  expect(server.webhook()).toEqual({ url, secret: SECRET })
  server.inject(said('/price btc'))
  expect((await messages(1))[0]?.text).toContain('BTC is at')
  await server.until(() => statuses.length > 0)
  expect({ statuses, troubles, state: bot.state() }).toEqual({ statuses: [200], troubles: [], state: 'ok' })
  expect(server.calls.some(({ method }) => method === 'getUpdates')).toBe(false)
})

test('one update five times at once has one effect and one answer', async () => {
  const { url, statuses, open } = await door()
  const { server, bot, desk, messages } = await openTelegram({ webhook: { url, secret: SECRET } })
  open(bot)
  const update = JSON.stringify({ ...said('/list add btc'), update_id: 5 })
  const answers = await Promise.all(Array.from({ length: 5 }, () => bot.handleUpdate(post(update, SECRET))))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  await messages(1)
  expect({ done: desk.done, messages: server.messages.length, statuses }).toEqual({ done: ['added BTC'], messages: 1, statuses: [] })
})

test('answers soon although the work takes long', async () => {
  let finish: (() => void) | undefined
  const gate = new Promise<void>((resolve) => {
    finish = resolve
  })
  const play = async () => {
    await gate
    return { title: 'At last', blocks: [] }
  }
  const { url, statuses, open } = await door()
  const { server, bot, messages } = await openTelegram({ webhook: { url, secret: SECRET }, play })
  open(bot)
  server.inject(said('/play'))
  await server.until(() => statuses.length > 0)
  expect(server.messages).toEqual([])
  finish?.()
  expect((await messages(1))[0]?.text).toBe('At last')
})

test('a hundred updates survive a kill: none is lost, none has two effects', async () => {
  const { url, open } = await door()
  const clock = createFakeClock()
  const inbox = createFakeInbox({ clock, leaseMs: LEASE_MS })
  const effects = new Map<string, string>()
  let alive = true
  const dead =
    <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
    (...args: Args) =>
      alive ? work(...args) : new Promise<never>(() => {})
  const keep: typeof inbox.keep = (...delivery) => (alive ? inbox.keep(...delivery) : Promise.reject(new Error('Nobody is there')))
  const mortal = { ...inbox, keep, claim: dead(inbox.claim), finish: dead(inbox.finish) }
  const play = async ({ callId }: { readonly callId: string }, what: string) => {
    if (alive && effects.size >= 40) await new Promise(() => {})
    effects.set(callId, what)
    return { title: what, blocks: [] }
  }
  const webhook = { url, secret: SECRET }
  const first = await openTelegram({ inbox: mortal, play, webhook, clock: quick })
  open(first.bot)
  const { server } = first
  for (let n = 0; n < 100; n++) server.inject(said(`/play n${n}`, { from: 3000 + n }))
  await server.until(() => server.messages.length >= 40)
  await expect.poll(async () => (await inbox.unfinished('telegram')).length).toBeGreaterThan(50)
  alive = false
  clock.move(LEASE_MS)
  const second = await openTelegram({ server, inbox, play, webhook })
  open(second.bot)
  await server.until(() => new Set(server.messages.map(({ chatId }) => chatId)).size === 100)
  await expect.poll(() => inbox.unfinished('telegram')).toEqual([])
  expect(effects.size).toBe(100)
  // Those whose answers were sent and not yet recorded come a second time.
  expect(server.messages.length).toBeLessThanOrEqual(101)
})

test('keeps what is meant for it until it is done, and nothing else', async () => {
  const { url, open } = await door()
  const kept: string[] = []
  const inbox = createFakeInbox({ clock: machineClock, leaseMs: LEASE_MS })
  const { server, bot, messages, moves } = await openTelegram({
    webhook: { url, secret: SECRET },
    inbox: {
      ...inbox,
      async keep(platform, deliveryId, payload) {
        kept.push(JSON.parse(payload).message.text)
        await inbox.keep(platform, deliveryId, payload)
      },
    },
  })
  open(bot)
  server.inject(said('A word among friends', { chat: -100 }))
  server.inject({ message: { message_id: 1, date: 1, chat: { id: -5, type: 'group' }, migrate_to_chat_id: -1005 } })
  server.inject(said('/price btc', { chat: -100 }))
  await messages(1)
  await expect.poll(() => inbox.unfinished('telegram')).toEqual([])
  expect({ kept, moves }).toEqual({ kept: ['/price btc'], moves: [['-5', '-1005']] })
})

test('has an update brought again that it could not keep', async () => {
  const { url, statuses, open } = await door()
  const inbox = createFakeInbox({ clock: machineClock, leaseMs: LEASE_MS })
  let isFull = true
  const keep: typeof inbox.keep = async (...delivery) => {
    if (isFull) throw new Error('The database is away')
    await inbox.keep(...delivery)
  }
  const { server, bot, messages, failures } = await openTelegram({ webhook: { url, secret: SECRET }, inbox: { ...inbox, keep } })
  open(bot)
  server.inject(said('/price btc'))
  await server.until(() => statuses.length >= 2)
  isFull = false
  expect((await messages(1))[0]?.text).toContain('BTC is at')
  expect(new Set(statuses.slice(0, 2))).toEqual(new Set([503]))
  expect(String(failures()[0])).toContain('The database is away')
})

test('takes nothing more once it was told to stop', async () => {
  const { url } = await door()
  const { bot } = await openTelegram({ webhook: { url, secret: SECRET } })
  await bot.stop()
  expect((await bot.handleUpdate(post(JSON.stringify({ ...said('/price btc'), update_id: 5 }), SECRET))).status).toBe(503)
})

test('lets nobody in without the secret, and nothing that is no update', async () => {
  const { url } = await door()
  const { server, bot } = await openTelegram({ webhook: { url, secret: SECRET } })
  const update = JSON.stringify({ ...said('/price btc'), update_id: 5 })
  for (const secret of [undefined, '', `${SECRET}x`, SECRET.slice(1)])
    expect((await bot.handleUpdate(post(update, secret))).status).toBe(401)
  for (const body of ['', '{', '[]', 'null', '{"update_id":"1"}', '{"update_id":1.5}'])
    expect((await bot.handleUpdate(post(body, SECRET))).status).toBe(400)
  expect((await bot.handleUpdate(post('{"update_id":1}', SECRET))).status).toBe(200)
  expect((await bot.handleUpdate(post('{"update_id":2,"message":7}', SECRET))).status).toBe(200)
  expect(server.messages).toEqual([])
})

test('refuses to start with a weak secret, and takes nothing before it is up', async () => {
  const server = await openTelegramServer()
  const { bot, troubles } = await openTelegram({ server, webhook: { url: 'http://127.0.0.1:1/', secret: 'short' } })
  expect({ state: bot.state(), troubles, webhook: server.webhook() }).toMatchObject({
    state: 'down',
    troubles: [expect.stringContaining('32')],
  })
  expect((await bot.handleUpdate(post('{}', 'short'))).status).toBe(503)
})
