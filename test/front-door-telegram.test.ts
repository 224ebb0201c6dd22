import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEmbedded } from '../src/storage/engine/embedded-database.ts'
import { openServer } from '../src/storage/engine/server-driver.ts'
import { openProgram, type Program } from './fixtures/program.ts'
import { startTelegramServer, type TelegramServer, TOKEN } from './loopback/telegram-server.ts'
import { said } from './loopback/telegram-updates.ts'

const SECRET = 'abcdefghijklmnopqrstuvwxyz_0123456789'
const PEOPLE = 100
const KILLED_AFTER = 20
/** On a server what was at work is left alone for so long, since another process may be at it. */
const LEASE_MS = 60_000

let program: Program
let telegram: TelegramServer
let gate: Awaited<ReturnType<typeof openGate>>

beforeAll(async () => {
  program = await openProgram()
  telegram = await startTelegramServer()
  gate = await openGate()
})
afterAll(async () => {
  await telegram.stop()
  gate.close()
  await program.close()
})

/** The public address of a desk, as a proxy gives it: it stays the same over restarts, and says 502 while there is nobody. */
async function openGate() {
  let port = 0
  const server = createServer((asked, response) => {
    const { method, url, headers } = asked
    const passed = request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502)
      answer.pipe(response)
    })
    passed.on('error', () => response.writeHead(502).end())
    asked.pipe(passed)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/telegram/webhook`,
    leadTo(newPort: number) {
      port = newPort
    },
    close: () => server.close().closeAllConnections(),
  }
}

const variables = (more: Record<string, string> = {}) =>
  program.environment({ MARKET_SOURCE: 'simulated', TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.url, ...more })

async function start(environment: NodeJS.ProcessEnv) {
  const { child, port } = await program.start(environment)
  gate.leadTo(port)
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal)
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  return { port, end }
}

/** What is in the database when no desk runs. */
async function look(statement: string): Promise<unknown> {
  const { databaseUrl, dataDir } = program
  const driver = await (databaseUrl === undefined ? openEmbedded(dataDir) : openServer(databaseUrl))
  const [row] = await driver.run(statement).finally(() => driver.close())
  return row
}

/** A hundred people each change something of theirs; the desk is killed in the middle of it and started again. Gives what is in the database when all is answered. */
async function killInTheMiddle(environment: NodeJS.ProcessEnv, firstPerson: number): Promise<unknown> {
  const sentBefore = telegram.messages.length
  const answered = () => new Set(telegram.messages.slice(sentBefore).map(({ chatId }) => chatId)).size
  const listens = () => (telegram.webhook() !== undefined) === (environment.TELEGRAM_WEBHOOK_URL !== undefined)
  const first = await start(environment)
  await telegram.until(listens)
  const ask = (from: number, to: number): void => {
    for (let n = from; n < to; n++) telegram.inject(said('/watchlist add btc', { from: firstPerson + n }))
  }
  ask(0, PEOPLE / 2)
  await telegram.until(() => answered() >= KILLED_AFTER)
  ask(PEOPLE / 2, PEOPLE)
  await first.end('SIGKILL')
  expect(answered()).toBeLessThan(PEOPLE)

  const second = await start(environment)
  await telegram.until(() => answered() === PEOPLE, LEASE_MS + 30_000)
  await second.end('SIGTERM')
  expect(telegram.violations).toEqual([])
  return look(`SELECT (SELECT count(*) FROM watchlist_entries)::int AS followed,
    (SELECT count(*) FROM audit_entries WHERE action = 'watchlist add')::int AS done,
    (SELECT count(*) FROM inbox WHERE handled_at IS NULL OR payload IS NOT NULL)::int AS open`)
}

test('kill -9 in the middle of a hundred updates that are brought loses none and doubles no effect', { timeout: 180_000 }, async () => {
  const environment = variables({ TELEGRAM_WEBHOOK_URL: gate.url, TELEGRAM_WEBHOOK_SECRET: SECRET })
  expect(await killInTheMiddle(environment, 10_000)).toEqual({ followed: PEOPLE, done: PEOPLE, open: 0 })
  const calls = telegram.calls.filter(({ method }) => method === 'setWebhook' || method === 'getUpdates')
  const asked = {
    url: gate.url,
    secret_token: SECRET,
    allowed_updates: ['message', 'channel_post', 'callback_query', 'inline_query'],
    max_connections: 40,
  }
  expect(calls.map(({ method, payload }) => [method, payload])).toEqual([
    ['setWebhook', asked],
    ['setWebhook', asked],
  ])
})

test('the same where updates are fetched, which ends the webhook', { timeout: 180_000 }, async () => {
  expect(await killInTheMiddle(variables(), 20_000)).toEqual({ followed: 2 * PEOPLE, done: 2 * PEOPLE, open: 0 })
  expect(telegram.waiting()).toEqual([])
  const dropped = telegram.calls.filter(({ payload }) => payload.drop_pending_updates !== undefined)
  expect(dropped).toEqual([])
})
