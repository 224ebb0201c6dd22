import { createHash, timingSafeEqual } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { routePath } from 'hono/route'
import { secureHeaders } from 'hono/secure-headers'
import type { WallClock } from '../basics/clock.ts'
import type { Ids } from '../basics/ids.ts'
import type { Metrics } from './metrics.ts'

const BODY_BYTES_MAX = 65_536
const UPDATE_BYTES_MAX = 1_048_576
const PROXY_HEADERS = ['Forwarded', 'X-Forwarded-For', 'X-Real-IP', 'Via']
const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/

/** Whether the desk can do its work, part by part. */
export interface Readiness {
  readonly ready: boolean
  readonly database: 'ok' | 'down'
  readonly bots: Readonly<Record<string, 'ok' | 'down'>>
  readonly market: { readonly source: string; readonly ok: boolean; readonly detail: string; readonly priceAgeMs: number | null }
}

/** Takes what Telegram brings, and proves by itself who sent it. */
export interface TelegramWebhook {
  /** Of the public address. /telegram/webhook is the same, for a proxy that gives another one to the world. */
  readonly path: string
  readonly take: (request: Request) => Promise<Response>
}

interface HttpParts {
  readonly version: string
  readonly readiness: () => Promise<Readiness>
  readonly metrics: Metrics
  readonly metricsToken: string | undefined
  readonly telegramWebhook?: TelegramWebhook | undefined
  readonly clock: WallClock
  readonly ids: Ids
  readonly recordFailure: (error: unknown, about: { readonly route: string; readonly requestId: string }) => void
}

type Variables = { Variables: { requestId: string } }

/** Health, readiness and metrics. Errors have one form: `{ error: { code, message, requestId } }`, with nothing from inside. */
export function createHttpApp(parts: HttpParts): Hono<Variables> {
  const { version, readiness, metrics, metricsToken, telegramWebhook, clock, ids, recordFailure } = parts
  const app = new Hono<Variables>()

  app.use(async (c, next) => {
    const started = clock.elapsed()
    c.set('requestId', ids.id())
    c.header('X-Request-Id', c.get('requestId'))
    await next()
    metrics.observeRequest({ route: routePath(c, -1), method: c.req.method, status: c.res.status, durationMs: clock.elapsed() - started })
  })
  app.use(secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] }, referrerPolicy: 'no-referrer' }))
  if (telegramWebhook !== undefined) {
    const limit = bodyLimit({ maxSize: UPDATE_BYTES_MAX, onError: (c) => problem(c, 413, 'too-large', 'The update is larger than 1 MiB.') })
    app.on('POST', ['/telegram/webhook', telegramWebhook.path], limit, (c) => telegramWebhook.take(c.req.raw))
  }
  app.use(bodyLimit({ maxSize: BODY_BYTES_MAX, onError: (c) => problem(c, 413, 'too-large', 'The request is larger than 64 KiB.') }))

  app.get('/health', (c) => c.json({ status: 'ok', version }))
  app.get('/ready', async (c) => {
    const state = await readiness()
    return c.json(state, state.ready ? 200 : 503)
  })
  app.get('/metrics', async (c) => {
    if (!mayRead(c)) return problem(c, 403, 'not-allowed', 'Metrics are for this machine, or for the bearer of METRICS_TOKEN.')
    return c.body(await metrics.text(), 200, { 'Content-Type': metrics.contentType })
  })

  app.notFound((c) => problem(c, 404, 'not-found', 'There is nothing here.'))
  app.onError((error, c) => {
    if (error instanceof HTTPException) return problem(c, error.status, 'bad-request', error.message)
    recordFailure(error, { route: routePath(c, -1), requestId: c.get('requestId') })
    return problem(c, 500, 'failure', 'Something went wrong on our side.')
  })
  return app

  /** A request that came through a proxy is not from this machine, whatever its address says. */
  function mayRead(c: Context): boolean {
    const [, token] = /^Bearer (.{1,500})$/.exec(c.req.header('Authorization') ?? '') ?? []
    if (token !== undefined) return metricsToken !== undefined && sameText(token, metricsToken)
    if (PROXY_HEADERS.some((name) => c.req.header(name) !== undefined)) return false
    return LOOPBACK.test(getConnInfo(c).remote.address ?? '')
  }
}

function problem(
  c: Context<Variables>,
  status: 400 | 403 | 404 | 413 | 500 | HTTPException['status'],
  code: string,
  message: string,
): Response {
  return c.json({ error: { code, message, requestId: c.get('requestId') } }, status as 500)
}

/** Compares in a time that tells nothing about where the two differ. */
function sameText(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}
