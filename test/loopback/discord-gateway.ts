import type { EventEmitter } from 'node:events'
import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { fieldsOf } from './discord-limits.ts'

const GUILDS_INTENT = 1
export const APPLICATION_ID = '700000000000000001'
export const GUILD_ID = '800000000000000001'
const SESSIONS_MAX = 1000

type Fields = Readonly<Record<string, unknown>>

interface GatewayParts {
  readonly server: Server
  readonly events: EventEmitter
  readonly token: string
  readonly violations: string[]
  readonly heartbeatMs: number
}

interface Dispatch {
  readonly op: 0
  readonly s: number
  readonly t: string
  readonly d: object
}

/** The WebSocket side: logins, resumes, heartbeats, and what people do. */
export class DiscordGateway {
  readonly counts = { identifies: 0, resumes: 0, heartbeats: 0 }
  readonly #parts: GatewayParts
  readonly #sockets: WebSocketServer
  readonly #history: Dispatch[] = []
  #sequence = 0
  #sessions = 0
  #closesWith: number | undefined
  #session: { readonly id: string; socket: WebSocket | undefined } | undefined

  constructor(parts: GatewayParts) {
    this.#parts = parts
    this.#sockets = new WebSocketServer({ server: parts.server })
    this.#sockets.on('connection', (socket, request) => this.#welcome(socket, request.url ?? '/'))
  }

  /** The answer of GET /gateway/bot. */
  about(): object {
    const remaining = Math.max(0, SESSIONS_MAX - this.#sessions)
    const limit = { total: SESSIONS_MAX, remaining, reset_after: 3_600_000, max_concurrency: 1 }
    return { url: this.#address(), shards: 1, session_start_limit: limit }
  }

  /** Tells the client, or keeps it until the client comes back to its session. */
  dispatch(t: string, d: object): void {
    const payload: Dispatch = { op: 0, s: ++this.#sequence, t, d }
    this.#history.push(payload)
    if (this.#session?.socket !== undefined) send(this.#session.socket, payload)
  }

  isConnected(): boolean {
    return this.#session?.socket !== undefined
  }

  /** As if all logins of a day were used up. */
  useUpSessions(): void {
    this.#sessions = SESSIONS_MAX
  }

  /** Answers each login with this close code from now on; undefined lets it in again. */
  closeLogins(code: number | undefined): void {
    this.#closesWith = code
  }

  close(code: number): void {
    for (const socket of this.#sockets.clients) socket.close(code)
  }

  /** Breaks the connection without a goodbye. */
  drop(): void {
    for (const socket of this.#sockets.clients) socket.terminate()
  }

  askToReconnect(): void {
    for (const socket of this.#sockets.clients) send(socket, { op: 7, d: null })
  }

  invalidateSession(): void {
    const ended = this.#session
    this.#session = undefined
    if (ended?.socket !== undefined) send(ended.socket, { op: 9, d: false })
  }

  stop(): void {
    this.drop()
    this.#sockets.close()
  }

  #welcome(socket: WebSocket, url: string): void {
    const { events, violations, heartbeatMs } = this.#parts
    const query = new URL(url, 'ws://127.0.0.1').searchParams
    if (query.get('v') !== '10' || query.get('encoding') !== 'json') violations.push(`a strange gateway address: ${url}`)
    socket.on('message', (data) => this.#receive(socket, fieldsOf(JSON.parse(String(data)))))
    socket.on('close', () => {
      if (this.#session?.socket === socket) this.#session.socket = undefined
      events.emit('change')
    })
    send(socket, { op: 10, d: { heartbeat_interval: heartbeatMs } })
  }

  #receive(socket: WebSocket, { op, d }: Fields): void {
    if (op === 1) {
      this.counts.heartbeats++
      send(socket, { op: 11 })
    } else if (op === 2) this.#identify(socket, fieldsOf(d))
    else if (op === 6) this.#resume(socket, fieldsOf(d))
    else this.#parts.violations.push(`an unexpected op ${op}`)
    this.#parts.events.emit('change')
  }

  #identify(socket: WebSocket, { token, intents }: Fields): void {
    this.counts.identifies++
    if (this.#closesWith !== undefined) socket.close(this.#closesWith)
    else if (token !== this.#parts.token) socket.close(4004)
    else this.#begin(socket, intents)
  }

  #begin(socket: WebSocket, intents: unknown): void {
    if (intents !== GUILDS_INTENT) this.#parts.violations.push(`intents are ${intents}, not Guilds alone`)
    this.#session = { id: `session-${++this.#sessions}`, socket }
    this.#history.length = 0
    this.#sequence = 0
    this.dispatch('READY', {
      v: 10,
      user: { id: APPLICATION_ID, username: 'parley', discriminator: '0', global_name: null, avatar: null, bot: true },
      guilds: [{ id: GUILD_ID, unavailable: true }],
      session_id: this.#session.id,
      resume_gateway_url: this.#address(),
      application: { id: APPLICATION_ID, flags: 0 },
    })
    const lists = { channels: [], members: [], roles: [], emojis: [], threads: [] }
    this.dispatch('GUILD_CREATE', { id: GUILD_ID, name: 'Desk', unavailable: false, ...lists })
  }

  #resume(socket: WebSocket, { token, session_id, seq }: Fields): void {
    this.counts.resumes++
    if (token !== this.#parts.token || this.#session === undefined || session_id !== this.#session.id) {
      send(socket, { op: 9, d: false })
      return
    }
    this.#session.socket = socket
    for (const missed of this.#history.filter(({ s }) => s > Number(seq))) send(socket, missed)
    this.dispatch('RESUMED', {})
  }

  #address(): string {
    const at = this.#parts.server.address()
    return `ws://127.0.0.1:${typeof at === 'object' ? at?.port : ''}`
  }
}

function send(socket: WebSocket, payload: object): void {
  socket.send(JSON.stringify(payload))
}
