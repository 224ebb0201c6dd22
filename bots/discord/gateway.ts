import {
  type APIInteraction,
  Client,
  Events,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  GatewayIntentBits,
  Options,
} from 'discord.js'
import type { WallClock } from '../../src/basics/clock.ts'
import { closeTrouble, type GatewayTrouble, loginTrouble } from './gateway-trouble.ts'
import { createIdentifyPace } from './identify-pace.ts'

const READY_MS_MAX = 20_000
const REST_MS_MAX = 5000
const FIRST_RETRY_MS = 5000
const RETRY_MS_MAX = 3_600_000
/** By these the library knows that it is ready. */
const READ_BY_LIBRARY = new Set<string | null>([
  GatewayDispatchEvents.Ready,
  GatewayDispatchEvents.Resumed,
  GatewayDispatchEvents.GuildCreate,
  GatewayDispatchEvents.GuildDelete,
])
const SLOW = 'Discord has not let us in yet. I go on trying.'

/** An event that was taken from the library. */
interface UnreadEvent {
  t: null
}

export interface GatewayParts {
  readonly token: string
  /** Ends in /api; Discord's own when left out. */
  readonly apiRoot: string | undefined
  readonly clock: WallClock
  readonly onInteraction: (interaction: APIInteraction) => void
  /** Each time that a session begins. */
  readonly onReady: (applicationId: string) => void
  readonly onTrouble: (sentence: string) => void
}

export interface Gateway {
  /** Returns when Discord has let us in, or when it was told why not. Then it goes on trying by itself, unless that is of no use. */
  start(): Promise<void>
  stop(): Promise<void>
  isOpen(): boolean
}

/** Keeps the connection on which Discord tells what people do. It asks for servers only: no messages, no members. */
export function createGateway({ token, apiRoot, clock, onInteraction, onReady, onTrouble }: GatewayParts): Gateway {
  const pace = createIdentifyPace(clock)
  let client: Client | undefined
  let isOpen = false
  let isStopped = false
  let callOffRetry: (() => void) | undefined
  let failures = 0

  return { start: connect, stop, isOpen: () => isOpen }

  async function connect(): Promise<void> {
    if (isStopped) return
    const made = createClient()
    client = made
    const settled = whenSettled(made)
    made.login(token).catch((error: unknown) => {
      settled.settle()
      fail(loginTrouble(error))
    })
    await settled.done
  }

  function createClient(): Client {
    const made = new Client({
      intents: [GatewayIntentBits.Guilds],
      rest: { ...(apiRoot !== undefined && { api: apiRoot }), version: '10', timeout: REST_MS_MAX, retries: 0 },
      ws: { buildIdentifyThrottler: () => pace },
      makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 0, GuildMemberManager: 0, UserManager: 0 }),
    })
    takeInteractions(made, onInteraction)
    made.on(Events.ClientReady, ({ application }) => {
      opened()
      onReady(application.id)
    })
    made.on(Events.ShardResume, opened)
    made.on(Events.ShardReady, opened)
    made.on(Events.ShardReconnecting, () => {
      isOpen = false
    })
    made.on(Events.ShardDisconnect, ({ code }) => fail(closeTrouble(code)))
    // What these tell of is told by the events above; without a listener they would end the process.
    made.on(Events.ShardError, () => undefined)
    made.on(Events.Error, () => undefined)
    return made
  }

  /** Done when the client is ready, cannot be, or takes too long. */
  function whenSettled(made: Client): { readonly done: Promise<void>; readonly settle: () => void } {
    let settle = (): void => undefined
    const done = new Promise<void>((resolve) => {
      const callOff = clock.after(READY_MS_MAX, () => {
        onTrouble(SLOW)
        resolve()
      })
      settle = () => {
        callOff()
        resolve()
      }
      made.once(Events.ClientReady, settle)
      made.once(Events.ShardDisconnect, settle)
    })
    return { done, settle }
  }

  function opened(): void {
    isOpen = true
    failures = 0
  }

  function fail({ sentence, retryAfterMs }: GatewayTrouble): void {
    isOpen = false
    if (isStopped) return
    onTrouble(sentence)
    if (retryAfterMs === undefined) return
    const waitMs = Math.max(retryAfterMs, Math.min(RETRY_MS_MAX, FIRST_RETRY_MS * 2 ** failures++))
    callOffRetry = clock.after(waitMs, () => void connect())
  }

  async function stop(): Promise<void> {
    isStopped = true
    isOpen = false
    callOffRetry?.()
    await client?.destroy()
  }
}

/** The library would read them too, and whatever it cannot read ends the process; so would any event that it has no need of. */
function takeInteractions(made: Client, onInteraction: GatewayParts['onInteraction']): void {
  made.on(Events.Raw, (event: GatewayDispatchPayload | UnreadEvent) => {
    if (event.t === GatewayDispatchEvents.InteractionCreate) onInteraction(event.d)
    if (!READ_BY_LIBRARY.has(event.t)) event.t = null
  })
}
