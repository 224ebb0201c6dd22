import type { Update } from 'grammy/types'
import type { WallClock } from '../../src/basics/clock.ts'
import type { Chat } from '../../src/chat/chat.ts'
import type { Inbox } from '../../src/chat/chat-ports.ts'
import type { Destination, Messenger, Pace } from '../../src/chat/messenger.ts'
import { createGroupManagers } from './group-managers.ts'
import { pause } from './patience.ts'
import { type Polling, startPolling, UPDATE_KINDS } from './poll-updates.ts'
import { createPostOffice } from './post-office.ts'
import { createPollingApi, createTelegramApi } from './telegram-api.ts'
import { TelegramFailure } from './telegram-failure.ts'
import { setMenus } from './telegram-menus.ts'
import { createTelegramMessenger } from './telegram-messenger.ts'
import { createTalk, type LateAnswer, type Talk } from './telegram-talk.ts'
import { createTelegramWebhook, SECRET } from './telegram-webhook.ts'
import { createUpdateLanes, type UpdateLanes } from './update-lanes.ts'

const RETRY_MS = 2000
const RETRY_MS_MAX = 60_000
const WEBHOOK_CONNECTIONS = 40
const FAREWELL_MS_MAX = 5000

const TOKEN_LOST = 'Telegram does not know the bot of this token. Look at TELEGRAM_BOT_TOKEN; @BotFather gives a new one.'
const UNREACHABLE = 'Telegram cannot be reached. I keep trying.'
const SECRET_BAD = 'The webhook needs a TELEGRAM_WEBHOOK_SECRET of 32 to 256 letters, digits, _ and -.'
const OTHER_POLLER =
  'Something else fetches the updates of this Telegram bot, so I stopped. One program per token: stop the other one, then start me again.'

export interface TelegramBotParts {
  readonly token: string
  /** Another server than Telegram's own. */
  readonly apiRoot?: string | undefined
  /** Where Telegram brings updates to; without it they are fetched. */
  readonly webhook?: { readonly url: string; readonly secret: string } | undefined
  readonly chat: Chat
  /** Keeps what Telegram brought to the webhook until it is handled. */
  readonly inbox: Pick<Inbox, 'keep' | 'unfinished'>
  /** Told that a group has another id now. */
  readonly moveChat: (chat: Pick<Destination, 'platform' | 'chatId'>, to: string) => Promise<void>
  /** Takes an answer that Telegram wants to have later, and sends it then. */
  readonly sendLater: (late: LateAnswer) => Promise<void>
  readonly pace: Pace
  readonly clock: WallClock
  /** Told in a sentence what whoever runs the desk should know. */
  readonly onTrouble: (sentence: string) => void
  readonly recordFailure: (error: unknown, about: Readonly<Record<string, string>>) => unknown
}

export interface TelegramBot {
  /** Returns when it listens, or has told why it cannot. Never throws. */
  start(): Promise<void>
  /** Lets what is being answered come to its end, but not for long. */
  stop(): Promise<void>
  state(): 'ok' | 'down'
  readonly messenger: Messenger
  /** Takes an update that Telegram brought to the webhook. */
  handleUpdate(request: Request): Promise<Response>
}

/** The desk on Telegram: it translates and draws, and knows nothing of what is said. */
export function createTelegramBot(parts: TelegramBotParts): TelegramBot {
  const { token, apiRoot, webhook, chat, inbox, pace, clock, onTrouble, recordFailure } = parts
  const api = createTelegramApi({ token, apiRoot })
  const office = createPostOffice({ api, clock, pace })
  const stopping = new AbortController()
  const failed = (part: string) => (error: unknown) => void recordFailure(error, { part })
  let isUp = false
  let isLost = false
  let lanes: UpdateLanes | undefined
  let polling: Polling | undefined
  let receive: ((request: Request) => Promise<Response>) | undefined

  return {
    async start() {
      if (webhook !== undefined && !SECRET.test(webhook.secret)) return lose(SECRET_BAD)
      const failure = await connect()
      if (failure === undefined || isLost) return
      onTrouble(UNREACHABLE)
      void keepTrying({ clock, signal: stopping.signal, failure, attempt: async () => (isLost ? undefined : connect()) })
    },
    async stop() {
      stopping.abort()
      isUp = false
      receive = undefined
      const settled = Promise.race([Promise.all(lanes?.open.values() ?? []), pause(clock, FAREWELL_MS_MAX)])
      await (polling === undefined ? settled : polling.stop(settled))
    },
    state: () => (isUp ? 'ok' : 'down'),
    messenger: createTelegramMessenger({
      office,
      isUp: () => isUp,
      onTokenLost: () => lose(TOKEN_LOST),
      recordFailure: failed('telegram messenger'),
    }),
    handleUpdate: async (request) => (await receive?.(request)) ?? new Response(null, { status: 503 }),
  }

  /** Introduces itself and begins to listen; gives the failure that kept it from that. */
  async function connect(): Promise<unknown> {
    try {
      const { username } = await api.getMe()
      const managers = createGroupManagers({ api, clock, recordFailure: failed('telegram groups') })
      const talk = createTalk({ ...parts, api, office, managers, username })
      lanes = createUpdateLanes({ handle: talk.handle, clock })
      await resume(inbox, lanes)
      await (webhook === undefined ? beginPolling(lanes) : beginReceiving({ ...talk, lanes }, webhook))
      isUp = true
      void setMenus({ api, chat, clock }).catch(failed('telegram menus'))
      return undefined
    } catch (error) {
      if (!(error instanceof TelegramFailure)) failed('telegram start')(error)
      else if (error.kind === 'token') lose(TOKEN_LOST)
      else if (error.kind === 'refused') lose(`${error.message}. Look at the settings that begin with TELEGRAM_.`)
      return error
    }
  }

  async function beginPolling(to: UpdateLanes): Promise<void> {
    await api.deleteWebhook()
    polling = startPolling({
      api: createPollingApi({ token, apiRoot }),
      lanes: to,
      clock,
      onReachable(reachable) {
        if (isUp && !reachable) onTrouble(UNREACHABLE)
        isUp = reachable
      },
      onEnd: ({ kind }) => lose(kind === 'token' ? TOKEN_LOST : OTHER_POLLER),
    })
  }

  async function beginReceiving(
    way: { readonly lanes: UpdateLanes; readonly counts: Talk['counts'] },
    { url, secret }: NonNullable<TelegramBotParts['webhook']>,
  ): Promise<void> {
    receive = createTelegramWebhook({ ...way, secret, inbox, recordFailure: failed('telegram webhook') })
    await api.setWebhook(url, { secret_token: secret, allowed_updates: UPDATE_KINDS, max_connections: WEBHOOK_CONNECTIONS })
  }

  function lose(sentence: string): void {
    if (!isLost) onTrouble(sentence)
    isLost = true
    isUp = false
  }
}

/** Takes up what was brought and cut off, before anything newer comes. */
async function resume(inbox: Pick<Inbox, 'unfinished'>, lanes: UpdateLanes): Promise<void> {
  for (const payload of await inbox.unfinished('telegram')) void lanes.run(JSON.parse(payload) as Update)
}

/** Tries again and again, less and less often and never before Telegram wants it, until nothing fails or the bot is stopped. */
async function keepTrying({
  clock,
  signal,
  failure: first,
  attempt,
}: {
  readonly clock: WallClock
  readonly signal: AbortSignal
  readonly failure: unknown
  /** Gives what it failed with; undefined ends it. */
  readonly attempt: () => Promise<unknown>
}): Promise<void> {
  let failure = first
  for (let waitMs = RETRY_MS; failure !== undefined; waitMs = Math.min(waitMs * 2, RETRY_MS_MAX)) {
    await pause(clock, Math.max(waitMs, failure instanceof TelegramFailure ? failure.retryAfterMs : 0), signal)
    if (signal.aborted) return
    failure = await attempt()
  }
}
