import { createHash, timingSafeEqual } from 'node:crypto'
import type { Update } from 'grammy/types'
import type { Inbox } from '../../src/chat/chat-ports.ts'
import type { UpdateLanes } from './update-lanes.ts'

export const SECRET = /^[A-Za-z0-9_-]{32,256}$/
const SECRET_HEADER = 'x-telegram-bot-api-secret-token'
const BODY_BYTES_MAX = 1_000_000

interface WebhookParts {
  readonly secret: string
  readonly lanes: UpdateLanes
  readonly inbox: Pick<Inbox, 'keep'>
  /** Whether an update asks for something that is to be done once. */
  readonly counts: (update: Update) => boolean
  readonly recordFailure: (error: unknown) => void
}

/**
 * Takes updates that Telegram brings. Never throws.
 * Telegram brings nothing again that was answered with yes, and holds back the next update of that chat until then: so what counts is kept, answered, and done after that. The rest is soon done, and harmless to do twice.
 */
export function createTelegramWebhook(parts: WebhookParts): (request: Request) => Promise<Response> {
  const { secret, lanes, inbox, counts, recordFailure } = parts
  const expected = hashOf(secret)
  return async (request) => {
    if (!timingSafeEqual(hashOf(request.headers.get(SECRET_HEADER) ?? ''), expected)) return new Response(null, { status: 401 })
    const update = await readBody(request)
    if (update === undefined) return new Response(null, { status: 400 })
    try {
      if (counts(update)) {
        await inbox.keep('telegram', String(update.update_id), JSON.stringify(update))
        void lanes.run(update)
      } else await lanes.run(update)
      return new Response(null, { status: 200 })
    } catch (error) {
      recordFailure(error)
      return new Response(null, { status: 503 })
    }
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
