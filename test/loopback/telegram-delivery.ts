import type { ServerResponse } from 'node:http'
import { TelegramNo } from './telegram-limits.ts'
import type { Payload } from './telegram-request.ts'
import type { UpdateBody } from './telegram-updates.ts'

const FIRST_UPDATE = 700_001
const BATCH_MAX = 100
const RETRY_MS = 50
const RETRIES_MAX = 200

interface Webhook {
  readonly url: string
  readonly secret: string | undefined
}

interface Poller {
  readonly wake: () => void
  readonly oust: () => void
}

type Update = UpdateBody & { readonly update_id: number & object }

/** How Telegram hands out updates: to whoever polls, each until a later one was asked for; or to a webhook, until it says yes. */
export function createDelivery({ changed }: { changed: () => void }) {
  const updates: Update[] = []
  const bring = createBringer(() => webhook, changed)
  let nextId = FIRST_UPDATE
  let webhook: Webhook | undefined
  let poller: Poller | undefined

  return {
    /** The same id again is the same update again. */
    add(body: UpdateBody, id = nextId): number {
      nextId = Math.max(nextId, id + 1)
      const update = { ...body, update_id: id } as unknown as Update
      if (webhook !== undefined) bring(update)
      else {
        updates.push(update)
        updates.sort((one, other) => Number(one.update_id) - Number(other.update_id))
        poller?.wake()
      }
      return id
    },
    waiting: () => updates.map(({ update_id: id }) => Number(id)),
    webhook: () => webhook,
    setWebhook({ url, secret_token: secret }: Payload): true {
      if (secret !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(String(secret))) throw new TelegramNo(400, 'Bad Request: secret token')
      webhook = url === '' ? undefined : { url: String(url), secret: secret === undefined ? undefined : String(secret) }
      if (webhook === undefined) return true
      poller?.oust()
      for (const update of updates.splice(0)) bring(update)
      return true
    },
    async poll({ offset = 0, limit = BATCH_MAX, timeout = 0 }: Payload, response: ServerResponse): Promise<unknown> {
      if (webhook !== undefined) throw new TelegramNo(409, "Conflict: can't use getUpdates method while webhook is active")
      poller?.oust()
      const confirmed = updates.filter(({ update_id: id }) => Number(id) < Number(offset)).length
      updates.splice(0, confirmed)
      changed()
      if (updates.length === 0 && Number(timeout) > 0) await waitFor(Number(timeout) * 1000, response)
      return updates.slice(0, Math.min(BATCH_MAX, Number(limit)))
    },
    stop() {
      webhook = undefined
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
      const mine: Poller = { wake: end(resolve), oust: end(() => reject(conflict)) }
      const timer = setTimeout(mine.wake, ms)
      poller = mine
      response.once('close', mine.wake)
    })
  }
}

/** Brings updates to a webhook, one after the other for each chat; what is not accepted comes again. */
function createBringer(webhookNow: () => Webhook | undefined, changed: () => void): (update: Update) => void {
  const lanes = new Map<string, Promise<void>>()
  return (update) => {
    const lane = laneOf(update)
    const before = lanes.get(lane) ?? Promise.resolve()
    lanes.set(
      lane,
      before.then(() => post(update)),
    )
  }

  async function post(update: Update): Promise<void> {
    for (let tries = 0; tries < RETRIES_MAX; tries++) {
      const webhook = webhookNow()
      if (webhook === undefined) return
      const headers = {
        'content-type': 'application/json',
        ...(webhook.secret !== undefined && { 'x-telegram-bot-api-secret-token': webhook.secret }),
      }
      const isAccepted = await fetch(webhook.url, { method: 'POST', headers, body: JSON.stringify(update) }).then(
        ({ ok }) => ok,
        () => false,
      )
      changed()
      if (isAccepted) return
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS * 2 ** Math.min(tries, 4)))
    }
  }
}

function laneOf(update: Update): string {
  const { message, callback_query: query } = update as { message?: { chat: { id: number } }; callback_query?: { from: { id: number } } }
  return String(message?.chat.id ?? query?.from.id ?? 'others')
}
