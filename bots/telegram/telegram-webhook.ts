import { createHash, timingSafeEqual } from 'node:crypto'
import type { Update } from 'grammy/types'
import type { WallClock } from '../../src/basics/clock.ts'
import { pause } from './patience.ts'
import type { UpdateLanes } from './update-lanes.ts'

export const SECRET = /^[A-Za-z0-9_-]{32,256}$/
const SECRET_HEADER = 'x-telegram-bot-api-secret-token'
const BODY_BYTES_MAX = 1_000_000

/**
 * Telegram repeats what was not answered with yes, so an answer within this time waits for the work: what a crash cuts off comes again.
 * What takes longer is answered before it is done, because Telegram holds back the next update of that chat meanwhile.
 */
const AT_ONCE_MS = 500

interface WebhookParts {
  readonly secret: string
  readonly lanes: UpdateLanes
  readonly clock: WallClock
}

/** Takes updates that Telegram brings. Never throws. */
export function createTelegramWebhook({ secret, lanes, clock }: WebhookParts): (request: Request) => Promise<Response> {
  const expected = hashOf(secret)
  return async (request) => {
    if (!timingSafeEqual(hashOf(request.headers.get(SECRET_HEADER) ?? ''), expected)) return new Response(null, { status: 401 })
    const update = await readBody(request)
    if (update === undefined) return new Response(null, { status: 400 })
    await Promise.race([lanes.run(update), pause(clock, AT_ONCE_MS)])
    return new Response(null, { status: 200 })
  }
}

async function readBody(request: Request): Promise<Update | undefined> {
  if (request.method !== 'POST' || Number(request.headers.get('content-length') ?? 0) > BODY_BYTES_MAX) return undefined
  try {
    const body: unknown = JSON.parse(await request.text())
    const isUpdate = typeof body === 'object' && body !== null && 'update_id' in body && Number.isSafeInteger(body.update_id)
    return isUpdate ? (body as Update) : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Of equal length whatever is compared. */
function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
