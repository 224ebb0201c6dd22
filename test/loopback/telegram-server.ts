import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { createTelegramChats, type TelegramMessage } from './telegram-chats.ts'
import { createDelivery } from './telegram-delivery.ts'
import { TelegramNo } from './telegram-limits.ts'
import { type Payload, readCall, type TelegramUpload } from './telegram-request.ts'
import { chatOf, person, said, type UpdateBody } from './telegram-updates.ts'

export const TOKEN = '1:a'
const ME = { id: 1, is_bot: true, first_name: 'Parley', username: 'ParleyBot', supports_inline_queries: true, can_join_groups: true }
const WAIT_MS_MAX = 10_000

/** What goes wrong once. `reset` cuts the connection after the work was done, `refuse` before; `slow` answers late. */
export type TelegramFault =
  | { readonly kind: 'no'; readonly code: number; readonly description: string; readonly parameters?: object }
  | { readonly kind: 'reset' | 'refuse' | 'html' }
  | { readonly kind: 'slow'; readonly delayMs: number }

export interface TelegramCall {
  readonly method: string
  readonly payload: Payload
  readonly files: ReadonlyMap<string, TelegramUpload>
}

/** Plays Telegram's Bot API on 127.0.0.1, strict about what the real one refuses. */
export async function startTelegramServer({ port = 0, now = Date.now }: { port?: number; now?: () => number } = {}) {
  const events = new EventEmitter()
  events.setMaxListeners(0)
  const violations: string[] = []
  const calls: TelegramCall[] = []
  const faults: { readonly method: string; readonly fault: TelegramFault }[] = []
  const managers = new Set<string>()
  const chats = createTelegramChats({ now, violations, changed: () => events.emit('change') })
  const delivery = createDelivery({ changed: () => events.emit('change') })
  const menus = new Map<string, unknown>()
  const queries = new Set<string>()
  let token: string | undefined = TOKEN
  let queryIds = 0

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => answerNo(response, error))
  })
  server.keepAliveTimeout = 60_000
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (pathname === '/inject') return injectByHand(request, response)
    const [, given, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(pathname) ?? []
    const { payload, files } = await readCall(request, searchParams)
    if (given !== token) throw new TelegramNo(token === undefined || given?.includes(':') ? 401 : 404, 'Unauthorized')
    const call = { method, payload, files }
    calls.push(call)
    const fault = takeFault(method)
    if (fault?.kind === 'no') throw new TelegramNo(fault.code, fault.description, fault.parameters)
    if (fault?.kind === 'refuse') return void request.socket.destroy()
    if (fault?.kind === 'html') return void response.writeHead(502).end('<html>Bad Gateway</html>')
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.delayMs))
    const result = await perform(call, response)
    events.emit('change')
    if (fault?.kind === 'reset') request.socket.destroy()
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, result }))
  }

  function takeFault(method: string): TelegramFault | undefined {
    const at = faults.findIndex((each) => each.method === method)
    return at === -1 ? undefined : faults.splice(at, 1)[0]?.fault
  }

  async function perform({ method, payload, files }: TelegramCall, response: ServerResponse): Promise<unknown> {
    switch (method) {
      case 'getMe':
        return ME
      case 'getUpdates':
        return delivery.poll(payload, response)
      case 'setWebhook':
        return delivery.setWebhook(payload)
      case 'deleteWebhook':
        return delivery.setWebhook({ url: '' })
      case 'getMyCommands':
        return menus.get(JSON.stringify(payload.scope)) ?? []
      case 'setMyCommands':
        return chats.checkMenu(payload) && menus.set(JSON.stringify(payload.scope), payload.commands) !== undefined
      case 'getChatMember':
        return {
          status: managers.has(`${payload.chat_id} ${payload.user_id}`) ? 'administrator' : 'member',
          user: person(Number(payload.user_id)),
        }
      case 'answerCallbackQuery':
      case 'answerInlineQuery':
        return answerQuery(method, payload)
      default:
        return chats.perform(method, payload, files)
    }
  }

  function answerQuery(method: string, payload: Payload): true {
    const id = String(payload.callback_query_id ?? payload.inline_query_id)
    if (!queries.delete(id)) throw new TelegramNo(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid')
    if (method === 'answerInlineQuery') chats.checkResults(payload)
    return true
  }

  async function injectByHand(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { payload } = await readCall(request, new URLSearchParams())
    const { text, from, chat, press } = payload
    const pressed = press === undefined ? undefined : chats.messages.findLast(({ labels }) => labels.includes(String(press)))
    const about = { ...(from !== undefined && { from: Number(from) }), ...(chat !== undefined && { chat: Number(chat) }) }
    const id = pressed === undefined ? inject(said(String(text ?? '/start'), about)) : pressIn(pressed, String(press))
    response.writeHead(200).end(`${id}\n`)
  }

  function inject(body: UpdateBody, id?: number): number {
    const search = body.inline_query as { readonly id: string } | undefined
    if (search !== undefined) queries.add(search.id)
    const room = (body.message as { readonly chat: { readonly id: number } } | undefined)?.chat.id
    if (room !== undefined) chats.heard(room)
    return delivery.add(body, id)
  }

  function pressIn(message: TelegramMessage, label: string, from = Math.abs(message.chatId)): number {
    const button = message.buttons.find(({ text }) => text === label)
    if (button?.callback_data === undefined) throw new Error(`There is no button "${label}"`)
    const id = `c${++queryIds}`
    queries.add(id)
    chats.heard(message.chatId)
    const stands = {
      message_id: message.id,
      date: 1_700_000_000,
      chat: chatOf(message.chatId),
      ...(message.threadId !== undefined && { message_thread_id: message.threadId, is_topic_message: true }),
    }
    const content = message.kind === 'text' ? { text: message.text } : { caption: message.text, [message.kind]: {} }
    return delivery.add({
      callback_query: { id, from: person(from), chat_instance: '1', data: button.callback_data, message: { ...stands, ...content } },
    })
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    violations,
    calls,
    /** All messages of the bot, in the order they were sent, as they stand now. */
    messages: chats.messages,
    menus,
    managers,
    /** Gives the update an id, and hands it out. */
    inject,
    press: pressIn,
    /** Ids of updates that Telegram still keeps for the bot. */
    waiting: delivery.waiting,
    webhook: delivery.webhook,
    fault(method: string, fault: TelegramFault) {
      faults.push({ method, fault })
    },
    /** From now on the token is void. */
    revoke() {
      token = undefined
    },
    /** Waits until something is so; it is looked at after each call. */
    async until<Found>(look: () => Found | undefined | false): Promise<Found> {
      const limit = AbortSignal.timeout(WAIT_MS_MAX)
      for (;;) {
        const found = look()
        if (found) return found
        await once(events, 'change', { signal: limit })
      }
    },
    async stop() {
      delivery.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  function answerNo(response: ServerResponse, error: unknown): void {
    if (response.destroyed || response.writableEnded) return
    const no = error instanceof TelegramNo ? error : new TelegramNo(500, String(error))
    if (no.code === 400 && !SOFT.test(no.message) && no.parameters === undefined) violations.push(no.message)
    const body = {
      ok: false,
      error_code: no.code,
      description: no.message,
      ...(no.parameters !== undefined && { parameters: no.parameters }),
    }
    response.writeHead(no.code, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
}

export type TelegramServer = Awaited<ReturnType<typeof startTelegramServer>>

/** A no that a good bot may meet. */
const SOFT = /not modified|query is too old|chat not found|message to edit not found|injected/

/** By hand: `npx tsx test/loopback/telegram-server.ts --port 9310`, then `curl -d 'text=/price btc' 127.0.0.1:9310/inject`, `curl -d 'press=Refresh' …`; with `from` and `chat` where it matters. */
async function play(port: number): Promise<void> {
  const server = await startTelegramServer({ port })
  let shown = 0
  process.stdout.write(`Telegram is played at ${server.url}: set TELEGRAM_API_ROOT to it and TELEGRAM_BOT_TOKEN to ${TOKEN}.\n`)
  for (;;) {
    const fresh = await server.until(() => server.messages.length > shown && server.messages.slice(shown)).catch(() => [])
    shown += fresh.length
    for (const { chatId, kind, text, labels } of fresh) process.stdout.write(`\n[${chatId}] ${kind}\n${text}\n${labels.join(' | ')}\n`)
    for (const violation of server.violations.splice(0)) process.stdout.write(`VIOLATION: ${violation}\n`)
  }
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '9310' } } })
  await play(Number(values.port))
}
