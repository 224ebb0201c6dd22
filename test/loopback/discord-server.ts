import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { DiscordGateway } from './discord-gateway.ts'
import { DiscordInteractions } from './discord-interactions.ts'
import { checkCommands, fieldsOf, listOf } from './discord-limits.ts'
import { type DiscordAnswer, DiscordMessages, type KeptMessage, refuse } from './discord-messages.ts'
import type { Pressing, Saying } from './discord-people.ts'
import { DiscordRates } from './discord-rates.ts'
import { type DiscordRequest, readDiscordRequest } from './discord-request.ts'

/** What goes wrong once with a request: an answer in place of the real one, or none, before or after it was done. */
export interface DiscordFault {
  readonly method: string
  readonly path: RegExp
  readonly how:
    | 'limited'
    | 'limited everywhere'
    | 'failing'
    | 'dropped'
    | 'done and dropped'
    | { readonly status: number; readonly code: number }
}

const TOKEN = 'discord-test-token'
const RETRY_AFTER_S = 0.05
const HEARTBEAT_MS = 30_000

type Commands = readonly Readonly<Record<string, unknown>>[]

export interface DiscordServerOptions {
  readonly port?: number
  /** The clock of the three seconds and the fifteen minutes. */
  readonly now?: () => number
  readonly heartbeatMs?: number
}

export async function startDiscordServer(options: DiscordServerOptions = {}): Promise<DiscordServer> {
  const server = new DiscordServer(options)
  await server.listen(options.port ?? 0)
  return server
}

/** Plays Discord on 127.0.0.1: REST, gateway and people. Strict: what Discord would refuse is refused, and written down in `violations`. */
export class DiscordServer {
  readonly token = TOKEN
  readonly violations: string[] = []
  readonly requests: DiscordRequest[] = []
  /** What is registered: for all under '', for one server under "/guilds/<id>". */
  readonly registered = new Map<string, Commands>()
  readonly gateway: DiscordGateway
  readonly people: DiscordInteractions
  readonly messages: DiscordMessages
  /** Answers 401, 403 and 429, of which Discord takes ten thousand in ten minutes. */
  refused = 0
  readonly #rates = new DiscordRates()
  readonly #faults: DiscordFault[] = []
  readonly #events = new EventEmitter().setMaxListeners(0)
  readonly #http = createServer((request, response) => void this.#answer(request, response))

  constructor({ now = Date.now, heartbeatMs = HEARTBEAT_MS }: DiscordServerOptions) {
    const { violations } = this
    this.gateway = new DiscordGateway({ server: this.#http, events: this.#events, token: TOKEN, violations, heartbeatMs })
    this.messages = new DiscordMessages(violations)
    this.people = new DiscordInteractions({
      now,
      violations,
      messages: this.messages,
      commands: () => [...this.registered.values()].flat(),
      dispatch: (name, data) => this.gateway.dispatch(name, data),
    })
  }

  get apiRoot(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}/api`
  }

  async listen(port: number): Promise<void> {
    this.#http.listen(port, '127.0.0.1')
    await once(this.#http, 'listening')
  }

  /** Somebody gives a command or types; returns the id of the interaction. The same `id` again delivers the same interaction again. */
  say(saying: Saying): string {
    return this.people.say(saying)
  }

  /** Somebody presses a button. */
  press(pressing: Pressing): string {
    return this.people.press(pressing)
  }

  /** What is offered to somebody who types, once it is. */
  offersFor(id: string): Promise<readonly unknown[]> {
    return this.until(() => this.people.offersFor(id))
  }

  /** The messages that answer the interaction, once there is one that is no progress. */
  answersTo(id: string): Promise<readonly KeptMessage[]> {
    return this.until(() => this.people.answersTo(id))
  }

  /** Something goes wrong with the next such request. */
  fail(fault: DiscordFault): void {
    this.#faults.push(fault)
  }

  /** Waits until there is something. */
  async until<Found>(find: () => Found | undefined | false): Promise<Found> {
    for (;;) {
      const found = find()
      if (found !== undefined && found !== false) return found
      await once(this.#events, 'change')
    }
  }

  /** Looks again at what is waited for. */
  wake(): void {
    this.#events.emit('change')
  }

  async stop(): Promise<void> {
    this.gateway.stop()
    this.#http.closeAllConnections()
    await new Promise((resolve) => this.#http.close(resolve))
  }

  async #answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readDiscordRequest(incoming)
    if (request.path === '/inject') {
      await this.#inject(request, response)
      return
    }
    this.requests.push(request)
    const at = this.#faults.findIndex(({ method, path }) => method === request.method && path.test(request.path))
    const [fault] = at < 0 ? [] : this.#faults.splice(at, 1)
    if (fault === undefined) this.#respond(request, response)
    else if (fault.how === 'done and dropped') {
      this.#route(request)
      incoming.socket.destroy()
    } else answerWrong(fault.how, incoming, response)
    this.#events.emit('change')
  }

  /** Whoever is too fast for Discord is refused, and that is a violation: nobody has to be. */
  #respond(request: DiscordRequest, response: ServerResponse): void {
    const path = request.path.replace(/^\/api\/v10/, '')
    const { headers, retryAfterMs, everywhere = false } = this.#rates.take({ method: request.method, path }, performance.now())
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    if (retryAfterMs !== undefined) this.violations.push(`too many requests: ${request.method} ${path}`)
    const answer = retryAfterMs === undefined ? this.#route(request) : tooMany(retryAfterMs / 1000, everywhere)
    if ([401, 403, 429].includes(answer.status)) this.refused++
    if (retryAfterMs !== undefined) response.setHeader('retry-after', String(Math.ceil(retryAfterMs / 1000)))
    respond(response, answer)
  }

  #route(request: DiscordRequest): DiscordAnswer {
    const { method, path, body, authorization } = request
    const isOpen = /^\/api\/v10\/(?:interactions|webhooks)\//.test(path)
    if (!isOpen && authorization !== `Bot ${TOKEN}`) return refuse(401, 0, '401: Unauthorized')
    if (`${method} ${path}` === 'GET /api/v10/gateway/bot') return { status: 200, body: this.gateway.about() }
    const commandsPath = /^\/api\/v10\/applications\/\d+(\/guilds\/\d+)?\/commands$/.exec(path)
    if (commandsPath !== null) return this.#commands(method, commandsPath[1] ?? '', body)
    const answer = path.startsWith('/api/v10/') ? (this.people.route(request) ?? this.messages.route(request)) : undefined
    if (answer === undefined) this.violations.push(`an unknown route: ${method} ${path}`)
    return answer ?? refuse(404, 0, '404: Not Found')
  }

  #commands(method: string, scope: string, body: unknown): DiscordAnswer {
    if (method === 'GET') return { status: 200, body: (this.registered.get(scope) ?? []).map(asListed) }
    const wrong = checkCommands(listOf(body))
    this.violations.push(...wrong)
    if (wrong.length > 0 || method !== 'PUT') return refuse(400, 50035, 'Invalid Form Body')
    this.registered.set(scope, listOf(body))
    return { status: 200, body: listOf(body).map(asListed) }
  }

  /** Whoever tries the bot by hand says here what a person does. */
  async #inject({ body }: DiscordRequest, response: ServerResponse): Promise<void> {
    try {
      const asked = fieldsOf(body)
      const id = 'message' in asked ? this.press(asked as unknown as Pressing) : this.say(asked as unknown as Saying)
      const answer = await this.until(() => this.people.answersTo(id) ?? this.people.offersFor(id))
      respond(response, { status: 200, body: { id, answer } })
    } catch (error) {
      respond(response, refuse(400, 0, String(error)))
    }
  }
}

/** Discord adds fields of its own, and its own order of things. */
function asListed(command: Readonly<Record<string, unknown>>, at: number): object {
  const { contexts, integration_types, default_member_permissions = null, ...rest } = command
  return {
    id: `6${at}`,
    version: '1',
    nsfw: false,
    default_member_permissions,
    contexts,
    integration_types,
    name_localizations: null,
    ...rest,
  }
}

function answerWrong(how: Exclude<DiscordFault['how'], 'done and dropped'>, incoming: IncomingMessage, response: ServerResponse): void {
  if (how === 'dropped') incoming.socket.destroy()
  else if (how === 'failing') response.writeHead(502).end()
  else if (typeof how === 'object') respond(response, { status: how.status, body: { message: 'Not now', code: how.code } })
  else {
    const everywhere = how === 'limited everywhere'
    response.setHeader('retry-after', String(RETRY_AFTER_S))
    response.setHeader('x-ratelimit-scope', everywhere ? 'global' : 'user')
    if (everywhere) response.setHeader('x-ratelimit-global', 'true')
    respond(response, tooMany(RETRY_AFTER_S, everywhere))
  }
}

function tooMany(retryAfterS: number, everywhere: boolean): DiscordAnswer {
  return { status: 429, body: { message: 'You are being rate limited.', retry_after: retryAfterS, global: everywhere } }
}

function respond(response: ServerResponse, { status, body }: DiscordAnswer): void {
  if (body === undefined) response.writeHead(status).end()
  else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** By hand: `npx tsx test/loopback/discord-server.ts --port 9200`, then for example
 * `curl -d '{"command":"price","options":{"markets":"BTC"}}' -H 'content-type: application/json' 127.0.0.1:9200/inject`. */
if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '9200' } } })
  const { apiRoot, token } = await startDiscordServer({ port: Number(values.port) })
  process.stdout.write(`Discord is played at ${apiRoot}: set DISCORD_API_ROOT to it and DISCORD_BOT_TOKEN to ${token}.\n`)
}
