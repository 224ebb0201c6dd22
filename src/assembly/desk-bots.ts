import type { TelegramBotParts } from '../../bots/telegram/bot.ts'
import type { WallClock } from '../basics/clock.ts'
import type { Chat } from '../chat/chat.ts'
import type { Inbox } from '../chat/chat-ports.ts'
import type { Messenger, Pace } from '../chat/messenger.ts'
import type { Config } from '../config.ts'
import type { TelegramWebhook } from '../http/app.ts'
import type { OutboxStore } from '../notify/notify-ports.ts'

interface Bot {
  start(): Promise<void>
  stop(): Promise<void>
  state(): 'ok' | 'down'
  readonly messenger: Messenger
}

interface BotParts {
  readonly config: Config
  readonly chat: Chat
  readonly inbox: Inbox
  readonly moveChat: OutboxStore['move']
  readonly sendLater: TelegramBotParts['sendLater']
  readonly pace: Pace
  readonly clock: WallClock
  /** Told in a sentence what keeps a bot from working. */
  readonly onTrouble: (sentence: string) => void
  readonly recordFailure: (error: unknown, about: Readonly<Record<string, string>>) => string
}

export interface DeskBots {
  readonly messengers: readonly Messenger[]
  /** Takes what Telegram brings to the webhook; undefined without one. */
  readonly telegramWebhook: TelegramWebhook | undefined
  /** How each bot does, by its platform. */
  states(): Readonly<Record<string, 'ok' | 'down'>>
  /** Returns when each bot listens, or has told why it cannot. */
  start(): Promise<void>
  stop(): Promise<void>
}

/** The bots whose tokens are set. The others, and their libraries, are not even loaded. */
export async function createDeskBots(parts: BotParts): Promise<DeskBots> {
  const { telegram, discord } = parts.config
  const bots = new Map<string, Bot>()
  let telegramWebhook: DeskBots['telegramWebhook']
  if (telegram !== undefined) {
    const { createTelegramBot } = await import('../../bots/telegram/bot.ts')
    const bot = createTelegramBot({ ...parts, ...telegram })
    bots.set('telegram', bot)
    if (telegram.webhook !== undefined) telegramWebhook = { path: new URL(telegram.webhook.url).pathname, take: bot.handleUpdate }
  }
  if (discord !== undefined) {
    const { createDiscordBot } = await import('../../bots/discord/bot.ts')
    bots.set('discord', createDiscordBot({ ...parts, ...discord }))
  }
  const all = [...bots.values()]
  return {
    messengers: all.map(({ messenger }) => messenger),
    telegramWebhook,
    states: () => Object.fromEntries([...bots].map(([platform, bot]) => [platform, bot.state()])),
    async start() {
      await Promise.all(all.map((bot) => bot.start()))
    },
    async stop() {
      await Promise.all(all.map((bot) => bot.stop()))
    },
  }
}
