import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { createTelegramChats, type TelegramMessage } from './telegram-chats.ts'
import { createDelivery } from './telegram-delivery.ts'
import { TelegramNo } from './telegram-limits.ts'
import { createMethods, type TelegramCall } from './telegram-methods.ts'
import { type Payload, readCall } from './telegram-request.ts'
import { pressed, said, type UpdateBody } from './telegram-updates.ts'

export const TOKEN = '1:a'
const WAIT_MS_MAX = 10_000

/** A no that a good bot may meet. */
const SOFT = /not modified|query is too old|chat not found|message to edit not found|\(injected\)/

/** What goes wrong once. `reset` cuts the connection after the work was done, `refuse` before; `slow` answers late. */
export type TelegramFault =
  | { readonly kind: 'no'; readonly code: number; readonly description: string; readonly parameters?: object }
  | { readonly kind: 'reset' | 'refuse' | 'html' }
  | { readonly kind: 'slow'; readonly delayMs: number }

/** Plays Telegram's Bot API on 127.0.0.1, strict about what the real one refuses. */
export async function startTelegramServer({
  port = 0,
  now = Date.now,
  isCrowded = false,
}: {
  port?: number
  now?: () => number
  isCrowded?: boolean
} = {}) {
  const events = new EventEmitter().setMaxListeners(0)
  const changed = (): void => void events.emit('change')
  const violations: string[] = []
  const calls: TelegramCall[] = []
  const faults: (readonly [method: string, fault: TelegramFault])[] = []
  const managers = new Set<string>()
  const menus = new Map<string, unknown>()
  const queries = new Set<string>()
  const chats = createTelegramChats({ now, isCrowded, violations })
  const delivery = createDelivery({ changed })
  const perform = createMethods({ chats, delivery, queries, managers, menus })
  const people = createPeople({ chats, delivery, queries })
  let token: string | undefined = TOKEN

  const server = createServer((request, response) => {
    serve(request, response)
      .catch((error: unknown) => answerNo(response, error, violations))
      .finally(changed)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    violations,
    calls,
    menus,
    managers,
    /** All messages of the bot, in the order they were sent, as they stand now. */
    messages: chats.messages,
    ...people,
    /** Ids of updates that Telegram still keeps for the bot. */
    waiting: delivery.waiting,
    webhook: delivery.webhook,
    fault: (method: string, fault: TelegramFault): void => void faults.push([method, fault]),
    /** From now on the token is void. */
    revoke() {
      token = undefined
    },
    /** Waits until something is so; it is looked at after each call. */
    async until<Found>(look: () => Found | undefined | false, waitMs = WAIT_MS_MAX): Promise<Found> {
      const limit = { signal: AbortSignal.timeout(waitMs) }
      for (;;) {
        const found = look()
        if (found) return found
        await once(events, 'change', limit)
      }
    },
    async stop() {
      delivery.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const { payload, files } = await readCall(request, searchParams)
    if (pathname === '/inject') return void response.end(`${people.byHand(payload)}\n`)
    const [, given = '', method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(pathname) ?? []
    if (given !== token) throw /:/.test(given) ? new TelegramNo(401, 'Unauthorized') : new TelegramNo(404, 'Not Found')
    const call = { method, payload, files }
    calls.push(call)
    const fault = takeFault(method)
    if (await spoil(fault, response)) return
    const result = await perform(call, response)
    if (fault?.kind === 'reset') response.destroy()
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, result }))
  }

  function takeFault(method: string): TelegramFault | undefined {
    const at = faults.findIndex(([faulty]) => faulty === method)
    return at === -1 ? undefined : faults.splice(at, 1)[0]?.[1]
  }
}

/** Does what goes wrong before the work; yes when there is nothing left to do. */
async function spoil(fault: TelegramFault | undefined, response: ServerResponse): Promise<boolean> {
  if (fault?.kind === 'no') throw new TelegramNo(fault.code, `${fault.description} (injected)`, fault.parameters)
  if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.delayMs))
  if (fault?.kind === 'refuse') response.destroy()
  if (fault?.kind === 'html') response.writeHead(502).end('<html>Bad Gateway</html>')
  return fault?.kind === 'refuse' || fault?.kind === 'html'
}

function answerNo(response: ServerResponse, error: unknown, violations: string[]): void {
  if (response.destroyed || response.writableEnded) return
  const { code, message, parameters } = error instanceof TelegramNo ? error : new TelegramNo(500, String(error))
  if ((code === 400 || code >= 500) && !SOFT.test(message)) violations.push(message)
  const body = { ok: false, error_code: code, description: message, ...(parameters !== undefined && { parameters }) }
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** What people do: each gives the id of the update. */
function createPeople({
  chats,
  delivery,
  queries,
}: {
  chats: ReturnType<typeof createTelegramChats>
  delivery: ReturnType<typeof createDelivery>
  queries: Set<string>
}) {
  const inject = (body: UpdateBody, id?: number): number => {
    const { message, callback_query: query, inline_query: search } = body
    const asking = (query ?? search) as { readonly id: string } | undefined
    if (asking !== undefined) queries.add(asking.id)
    const room = (message ?? (query as { message?: object } | undefined)?.message) as { readonly chat: { readonly id: number } } | undefined
    if (room !== undefined) chats.heard(room.chat.id)
    return delivery.add(body, id)
  }
  const press = (message: TelegramMessage, label: string, from?: number): number => {
    const data = message.buttons.find(({ text }) => text === label)?.callback_data
    if (data === undefined) throw new Error(`There is no button "${label}"`)
    return inject(pressed(message, data, from))
  }
  const byHand = ({ update, text = '/start', from, chat, press: label }: Payload): number => {
    if (typeof update === 'object') return inject(update as UpdateBody)
    const under = chats.messages.findLast(({ labels }) => labels.includes(String(label)))
    if (under !== undefined) return press(under, String(label))
    return inject(
      said(String(text), { ...(from !== undefined && { from: Number(from) }), ...(chat !== undefined && { chat: Number(chat) }) }),
    )
  }
  return { inject, press, byHand }
}

export type TelegramServer = Awaited<ReturnType<typeof startTelegramServer>>

/**
 * By hand: `npx tsx test/loopback/telegram-server.ts --port 9310`; then `curl -d 'text=/price btc' 127.0.0.1:9310/inject`, or `-d 'press=Refresh'` for the newest such button.
 * `-d 'from=1002'` is another person, `-d 'chat=-100'` a group, `-d 'update={"poll":{}}'` anything.
 */
async function play(port: number): Promise<void> {
  const server = await startTelegramServer({ port })
  process.stdout.write(`Telegram is played at ${server.url}: set TELEGRAM_API_ROOT to it and TELEGRAM_BOT_TOKEN to ${TOKEN}.\n`)
  const told = new Map<number, number>()
  setInterval(() => {
    for (const { id, edits, chatId, kind, text, labels } of server.messages) {
      if (told.get(id) === edits) continue
      told.set(id, edits)
      process.stdout.write(`\n[${chatId}] ${kind} ${id}${edits > 0 ? ', edited' : ''}\n${text}\n${labels.join(' | ')}\n`)
    }
    for (const violation of server.violations.splice(0)) process.stdout.write(`VIOLATION: ${violation}\n`)
  }, 200)
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '9310' } } })
  await play(Number(values.port))
}
