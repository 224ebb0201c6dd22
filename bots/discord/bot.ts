import { once } from 'node:events'
import { type RateLimitData, REST } from 'discord.js'
import { timeLimit, type WallClock } from '../../src/basics/clock.ts'
import type { Chat } from '../../src/chat/chat.ts'
import type { Inbox } from '../../src/chat/chat-ports.ts'
import type { Messenger } from '../../src/chat/messenger.ts'
import { createInteractions } from './answer-interaction.ts'
import { DiscordTrouble, troubleOf } from './discord-errors.ts'
import { createDiscordMessenger } from './discord-messenger.ts'
import { createGateway } from './gateway.ts'
import { TOKEN_REFUSED } from './gateway-trouble.ts'
import { createKeptInteractions } from './kept-interactions.ts'
import { registerCommands } from './register-commands.ts'
import { slashCommandsOf, type Translate } from './slash-commands.ts'

const REQUEST_MS_MAX = 10_000
/** Discord takes fifty, in any second; the library counts in seconds of its own. */
const REQUESTS_PER_SECOND_MAX = 45
/** How long answers that are on their way may take when all is to end. */
const STOP_MS_MAX = 5000
/** Discord bans a machine for a while after 10,000 refused requests in ten minutes. */
const REFUSED_WARNING_EVERY = 500
/** How often it looks for interactions that a crash cut off: as long as another process may still be at work on one. */
const RESUME_EVERY_MS = 60_000

export interface DiscordBotParts {
  readonly token: string
  /** Ends in /api, without a version; Discord's own when left out. */
  readonly apiRoot?: string | undefined
  /** Registers commands in this server only. */
  readonly guildId?: string | undefined
  readonly chat: Chat
  readonly inbox: Inbox
  readonly clock: WallClock
  /** Told in a sentence for the operator what keeps the bot from working. */
  readonly onTrouble: (sentence: string) => void
  /** Writes an error down and returns the reference to find it by. */
  readonly recordFailure: (error: unknown, about: Readonly<Record<string, string>>) => string
  /** Descriptions of commands in other languages. */
  readonly translate?: Translate
}

export interface DiscordBot {
  /** Returns once it is listening, or has told why it cannot. Never throws. */
  start(): Promise<void>
  stop(): Promise<void>
  state(): 'ok' | 'down'
  readonly messenger: Messenger
}

/** Talks on Discord. It only translates and draws: whatever matters is behind the chat. */
export function createDiscordBot(parts: DiscordBotParts): DiscordBot {
  const { token, apiRoot, guildId, chat, inbox, clock, onTrouble, recordFailure, translate } = parts
  // Answers to interactions do not count towards the fifty requests a second that Discord allows a bot.
  const answering = createRest({ token, apiRoot, perSecondMax: Number.POSITIVE_INFINITY })
  const rest = createRest({ token, apiRoot, perSecondMax: REQUESTS_PER_SECOND_MAX })
  rest.on('invalidRequestWarning', ({ count }) => onTrouble(`Discord has refused ${count} requests within ten minutes.`))
  const messenger = createDiscordMessenger({ rest, onTokenRefused, isTokenRefused: () => isRefused })
  const kept = createKeptInteractions({ inbox, clock })
  const interactions = createInteractions({ rest: answering, chat, clock, kept, messenger, recordFailure })
  const commands = slashCommandsOf(chat, translate)
  const working = new Set<Promise<void>>()
  let isRefused = false
  let callOffResume = (): void => undefined
  const work = (task: Promise<void>): void => {
    working.add(task)
    task.finally(() => working.delete(task))
  }
  const gateway = createGateway({
    token,
    apiRoot,
    clock,
    onTrouble: (sentence) => (sentence === TOKEN_REFUSED ? onTokenRefused() : onTrouble(sentence)),
    onInteraction: (interaction) => work(interactions.answer(interaction)),
    onReady: (applicationId) => work(register(applicationId)),
  })

  return {
    start() {
      resume()
      return gateway.start()
    },
    async stop() {
      callOffResume()
      await gateway.stop()
      const { signal, release } = timeLimit(clock, STOP_MS_MAX)
      await Promise.race([Promise.all(working), once(signal, 'abort')])
      release()
      for (const each of [answering, rest]) {
        each.clearHashSweeper()
        each.clearHandlerSweeper()
      }
    },
    state: () => (gateway.isOpen() && !isRefused ? 'ok' : 'down'),
    messenger,
  }

  function resume(): void {
    callOffResume = clock.after(RESUME_EVERY_MS, resume)
    work(interactions.resume())
  }

  /** With a dead token each request counts towards a ban of this machine, so there are no more. */
  function onTokenRefused(): void {
    if (!isRefused) onTrouble(TOKEN_REFUSED)
    isRefused = true
  }

  async function register(applicationId: string): Promise<void> {
    try {
      await registerCommands({ rest, applicationId, guildId, commands })
    } catch (error) {
      const { reason } = troubleOf(error)
      recordFailure(new DiscordTrouble(reason), { part: 'discord commands' })
      onTrouble(`Discord did not take the list of commands: ${reason}`)
    }
  }
}

interface RestParts extends Pick<DiscordBotParts, 'token' | 'apiRoot'> {
  readonly perSecondMax: number
}

/** Nothing is sent twice by the library: a new message could appear doubled. Whatever may be repeated is repeated by whoever asked. */
function createRest({ token, apiRoot, perSecondMax }: RestParts): REST {
  return new REST({
    ...(apiRoot !== undefined && { api: apiRoot }),
    version: '10',
    timeout: REQUEST_MS_MAX,
    retries: 0,
    globalRequestsPerSecond: perSecondMax,
    rejectOnRateLimit: isMessage,
    invalidRequestWarningInterval: REFUSED_WARNING_EVERY,
  }).setToken(token)
}

/** Messages that nobody waits for are not held back in memory: who sends them knows how to wait. */
function isMessage({ route }: RateLimitData): boolean {
  return route.startsWith('/channels/') || route.startsWith('/users/')
}
