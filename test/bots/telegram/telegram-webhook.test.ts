import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { TelegramBot } from '../../../bots/telegram/bot.ts'
import { openTelegram, openTelegramServer } from '../../fixtures/telegram.ts'
import { said } from '../../loopback/telegram-updates.ts'

const SECRET = 'abcdefghijklmnopqrstuvwxyz_0123456789'
const HEADER = 'x-telegram-bot-api-secret-token'
const closers: (() => void)[] = []

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
