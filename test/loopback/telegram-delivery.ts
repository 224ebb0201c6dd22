import type { ServerResponse } from 'node:http'
import { TelegramNo } from './telegram-limits.ts'
import type { Payload } from './telegram-request.ts'
import type { UpdateBody } from './telegram-updates.ts'

const FIRST_UPDATE = 700_001
const RETRY_MS = 50
const RETRIES_MAX = 20

interface Update extends UpdateBody {
  readonly update_id: never
}

/** How Telegram hands out updates: to whoever polls, each until a later one was asked for; or to a webhook, until it says yes. */
export function createDelivery({ changed }: { changed: () => void }) {
  const updates: { readonly update_id: number }[] = []
  const lanes = new Map<string, Promise<void>>()
  let nextId = FIRST_UPDATE
  let webhook: { readonly url: string; readonly secret: string | undefined } | undefined
  let poller: { readonly wake: () => void; readonly oust: () => void } | undefined
  let stopped = false

  return {
    /** The same id again is the same update again. */
    add(body: UpdateBody, id = nextId): number {
      nextId = Math.max(nextId, id + 1)
      const update = { update_id: id, ...body } as unknown as Update
      if (webhook !== undefined) bring(update)
      else {
        updates.push(update)
        updates.sort((one, other) => one.update_id - other.update_id)
        poller?.wake()
      }
      return id
    },
    waiting: () => updates.map(({ update_id: id }) => id),
    webhook: () => webhook,
    setWebhook({ url, secret_token: secret }: Payload): true {
      if (secret !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(String(secret))) throw new TelegramNo(400, 'Bad Request: secret token')
      webhook = url === '' ? undefined : { url: String(url), secret: secret === undefined ? undefined : String(secret) }
      poller?.oust()
      if (webhook !== undefined) for (const update of updates.splice(0)) bring(update as Update)
      return true
    },
    async poll({ offset = 0, limit = 100, timeout = 0 }: Payload, response: ServerResponse): Promise<unknown> {
      if (webhook !== undefined) throw new TelegramNo(409, "Conflict: can't use getUpdates method while webhook is active")
      poller?.oust()
      while (updates[0] !== undefined && updates[0].update_id < Number(offset)) updates.shift()
      changed()
      if (updates.length === 0 && Number(timeout) > 0) await waitFor(Number(timeout) * 1000, response)
      return updates.slice(0, Math.min(100, Number(limit)))
    },
    stop() {
      stopped = true
      poller?.wake()
    },
  }

  function waitFor(ms: number, response: ServerResponse): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => () => {
        clearTimeout(timer)
        if (poller === mine) poller = undefined
        settle()
      }
      const conflict = new TelegramNo(
        409,
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
      )
      const mine = { wake: end(resolve), oust: end(() => reject(conflict)) }
      const timer = setTimeout(mine.wake, ms)
      poller = mine
      response.once('close', mine.wake)
    })
  }

  /** One after the other for each chat; what is not accepted comes again. */
  function bring(update: Update): void {
    const lane = laneOf(update)
    lanes.set(
      lane,
      (lanes.get(lane) ?? Promise.resolve()).then(() => post(update)),
    )
  }

  async function post(update: Update): Promise<void> {
    for (let tries = 0; tries < RETRIES_MAX && !stopped && webhook !== undefined; tries++) {
      const { url, secret } = webhook
      const headers = { 'content-type': 'application/json', ...(secret !== undefined && { 'x-telegram-bot-api-secret-token': secret }) }
      const accepted = await fetch(url, { method: 'POST', headers, body: JSON.stringify(update) }).then(
        ({ ok }) => ok,
        () => false,
      )
      changed()
      if (accepted) return
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS * 2 ** Math.min(tries, 4)))
    }
  }
}

/** The same update twice at once is two deliveries side by side. */
function laneOf(update: Update): string {
  const { message, callback_query: query } = update as {
    message?: { chat: { id: number }; message_id: number }
    callback_query?: { from: { id: number } }
  }
  return String(message?.chat.id ?? query?.from.id ?? 'others')
}
