import { afterEach, expect, test } from 'vitest'
import { machineClock } from '../../src/basics/clock.ts'
import { createHttpApp, type Readiness, type TelegramWebhook } from '../../src/http/app.ts'
import { createMetrics } from '../../src/http/metrics.ts'
import { type HttpServer, startHttpServer } from '../../src/http/server.ts'

const ready: Readiness = {
  ready: true,
  database: 'ok',
  bots: { console: 'ok' },
  market: { source: 'replay', ok: true, detail: 'moves', priceAgeMs: 1500 },
}
const open: HttpServer[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.stop()))
})

async function listening({
  readiness = async (): Promise<Readiness> => ready,
  metricsToken = undefined as string | undefined,
  telegramWebhook = undefined as TelegramWebhook | undefined,
} = {}) {
  let count = 0
  const failures: unknown[] = []
  const metrics = createMetrics({ version: '1.2.3', priceAgeMs: () => 1500 })
  const app = createHttpApp({
    version: '1.2.3',
    readiness,
    metrics,
    metricsToken,
    telegramWebhook,
    clock: machineClock,
    ids: { id: () => `request-${++count}`, token: () => 'token' },
    recordFailure: (error) => void failures.push(error),
  })
  const server = await startHttpServer(app, { host: '127.0.0.1', port: 0 })
  open.push(server)
  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`http://127.0.0.1:${server.port}${path}`, { headers })
  return { get, metrics, failures, server }
}

test('says that it is alive, and nothing more', async () => {
  const { get } = await listening()
  const response = await get('/health')
  expect(await response.json()).toEqual({ status: 'ok', version: '1.2.3' })
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(response.headers.get('x-request-id')).toBe('request-1')
})

test('is ready only when its parts are', async () => {
  expect((await (await listening()).get('/ready')).status).toBe(200)
  const broken = await listening({ readiness: async () => ({ ...ready, ready: false, database: 'down' }) })
  const response = await broken.get('/ready')
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({ database: 'down' })
})

test('metrics are for this machine and for the bearer of the token', async () => {
  const { get, metrics } = await listening({ metricsToken: 'a-long-enough-token' })
  metrics.observeCall({ command: 'price', platform: 'console', durationMs: 12, code: undefined })
  metrics.observeVenue({ venue: 'binance', kind: 'fail-over' })
  const text = await (await get('/metrics')).text()
  expect(text).toContain('parley_command_seconds_count{command="price",platform="console",code="ok"} 1')
  expect(text).toContain('parley_venue_events_total{venue="binance",kind="fail-over"} 1')
  expect(text).toContain('parley_price_age_seconds 1.5')
  expect((await get('/metrics', { 'X-Forwarded-For': '203.0.113.9' })).status).toBe(403)
  expect((await get('/metrics', { 'X-Real-IP': '203.0.113.9' })).status).toBe(403)
  expect((await get('/metrics', { Authorization: 'Bearer wrong', 'X-Forwarded-For': '203.0.113.9' })).status).toBe(403)
  expect((await get('/metrics', { Authorization: 'Bearer a-long-enough-token', 'X-Forwarded-For': '203.0.113.9' })).status).toBe(200)
})

test('errors have one form and tell nothing from inside', async () => {
  const { get, failures } = await listening({ readiness: () => Promise.reject(new Error('db at 10.0.0.7 is gone')) })
  expect(await (await get('/nowhere')).json()).toEqual({
    error: { code: 'not-found', message: 'There is nothing here.', requestId: 'request-1' },
  })
  const failed = await get('/ready')
  expect(failed.status).toBe(500)
  expect(await failed.text()).not.toContain('10.0.0.7')
  expect(failures).toHaveLength(1)
})

test('names the port that somebody else has', async () => {
  const { server } = await listening()
  await expect(startHttpServer({ fetch: () => new Response() }, { host: '127.0.0.1', port: server.port })).rejects.toThrow(
    `I cannot listen on 127.0.0.1 port ${server.port}: something else listens there.`,
  )
})

test('what Telegram brings is handed on, up to a size, and nowhere without a bot', async () => {
  const brought: string[] = []
  const telegramWebhook: TelegramWebhook = {
    path: '/updates/of-my-bot',
    async take(request) {
      brought.push(`${request.headers.get('X-Telegram-Bot-Api-Secret-Token')} ${(await request.text()).length}`)
      return new Response(null, { status: 200 })
    },
  }
  const { server } = await listening({ telegramWebhook })
  const bring = (port: number, body: string, path = '/telegram/webhook'): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body, headers: { 'X-Telegram-Bot-Api-Secret-Token': 'secret' } })
  expect((await bring(server.port, 'x'.repeat(100_000))).status).toBe(200)
  expect((await bring(server.port, 'x'.repeat(1_048_577))).status).toBe(413)
  expect((await bring(server.port, '{}', telegramWebhook.path)).status).toBe(200)
  expect(brought).toEqual(['secret 100000', 'secret 2'])
  expect((await bring((await listening()).server.port, '{}')).status).toBe(404)
})
