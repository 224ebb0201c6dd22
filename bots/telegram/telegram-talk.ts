import type { Api } from 'grammy'
import type { Update } from 'grammy/types'
import type { WallClock } from '../../src/basics/clock.ts'
import type { Answer } from '../../src/basics/reply.ts'
import type { Chat } from '../../src/chat/chat.ts'
import type { Call, Caller } from '../../src/chat/chat-ports.ts'
import type { CommandInfo } from '../../src/chat/command-info.ts'
import type { Destination } from '../../src/chat/messenger.ts'
import { createAnswering } from './answering.ts'
import type { GroupManagers } from './group-managers.ts'
import { createGroupRefusals } from './group-refusals.ts'
import type { Shown } from './letters.ts'
import type { PostOffice } from './post-office.ts'
import { KEYBOARD_NOTES, quickKeyboard } from './quick-keyboard.ts'
import { type Asked, createReadUpdate, type Target } from './read-update.ts'
import { drawSearchResult } from './search-result.ts'
import { TelegramFailure } from './telegram-failure.ts'

/** Edits in a group count against its twenty messages a minute. */
const EDIT_PAUSE_MS = { private: 1000, group: 3000 }

const NO_PREVIEW = { link_preview_options: { is_disabled: true } } as const

/** 'busy': it is at work elsewhere, or was when the program died, so it should be handed in again after a while. */
export type Handled = 'done' | 'busy'

interface Conversation {
  readonly deliveryId: string
  readonly caller: Caller
  readonly target: Target
  readonly under?: Shown
}

/** An answer that Telegram does not want yet. */
export interface LateAnswer {
  readonly destination: Destination
  readonly answer: Answer
  /** The same key twice is one answer. */
  readonly key: string
}

interface TalkParts {
  readonly api: Api
  readonly office: PostOffice
  readonly managers: GroupManagers
  readonly chat: Chat
  readonly clock: WallClock
  readonly username: string
  readonly moveChat: (chat: Pick<Destination, 'platform' | 'chatId'>, to: string) => Promise<void>
  readonly sendLater: (late: LateAnswer) => Promise<void>
  readonly recordFailure: (error: unknown, about: Readonly<Record<string, string>>) => unknown
}

export interface Talk {
  /** Carries one update to the chat and its answer back, and calls `goOn` when that takes a while, as its first progress says. Never throws. */
  handle(update: Update, goOn?: () => void): Promise<Handled>
  /** Whether an update asks for something that is to be done once. Never throws. */
  counts(update: Update): boolean
}

export function createTalk(parts: TalkParts): Talk {
  const { api, managers, chat, moveChat, recordFailure } = parts
  const readUpdate = createReadUpdate(parts)
  const isWorthSaying = createGroupRefusals(parts)
  const managersWords = new Set(chat.commands.filter(({ forManagers }) => forManagers).flatMap(wordsOf))

  return {
    async handle(update, goOn = () => undefined) {
      const updateId = String(update.update_id)
      try {
        const asked = readUpdate(update)
        return asked === undefined ? 'done' : await handle(asked, updateId, goOn)
      } catch (error) {
        recordFailure(error, { updateId })
        return 'done'
      }
    },
    counts(update) {
      try {
        const kind = readUpdate(update)?.kind
        return kind !== undefined && kind !== 'move'
      } catch {
        // Handling it fails the same way, and writes that down.
        return false
      }
    },
  }

  async function handle(asked: Asked, deliveryId: string, goOn: () => void): Promise<Handled> {
    let handled: Handled = 'done'
    const busy = (): void => {
      handled = 'busy'
    }
    if (asked.kind === 'line') {
      const { line, target } = asked
      const caller = isForManagers(line) ? await withStanding(asked.caller) : asked.caller
      await chat.say(line, { deliveryId, busy, caller, ...answeringTo({ deliveryId, caller, target }, goOn) })
    } else if (asked.kind === 'press') {
      // Before the work, because the button turns until then.
      await api.answerCallbackQuery(asked.queryId).catch(recordUnlessLate)
      const caller = await withStanding(asked.caller)
      await chat.press(asked.pressId, { deliveryId, busy, caller, ...answeringTo({ ...asked, deliveryId, caller }, goOn) })
    } else if (asked.kind === 'keyboard') {
      const { wish, caller, target } = asked
      const markup = wish === 'on' ? quickKeyboard(chat.commands) : ({ remove_keyboard: true } as const)
      const deliver = async (): Promise<void> => {
        await api.sendMessage(target.chatId, KEYBOARD_NOTES[wish], { ...NO_PREVIEW, reply_markup: markup })
      }
      // Says nothing that has an effect: so that it counts once, like everything else.
      await chat.say('', { deliveryId, busy, caller, deliver })
    } else if (asked.kind === 'move') {
      await moveChat({ platform: 'telegram', chatId: asked.from }, asked.to)
    } else {
      const { queryId, words, caller } = asked
      const deliver = async (answer: Answer): Promise<void> => {
        const { articles, options } = drawSearchResult(answer)
        await api.answerInlineQuery(queryId, articles, options).catch(recordUnlessLate)
      }
      await chat.say(`/price ${words}`, { deliveryId, busy, caller, deliver })
    }
    return handled
  }

  function answeringTo(conversation: Conversation, goOn: () => void): Pick<Call, 'sink' | 'deliver'> {
    const { sink, deliver } = answeringIn(parts, conversation)
    const { chatId, private: isPrivate } = conversation.caller.place
    const show = (answer: Answer): Promise<void> => {
      goOn()
      return sink.show(answer)
    }
    return { sink: { show }, deliver: async (answer) => (isPrivate || isWorthSaying(chatId, answer) ? deliver(answer) : undefined) }
  }

  function isForManagers(line: string): boolean {
    return managersWords.has(line.slice(1).toLowerCase().split(/\s/, 1)[0] ?? '')
  }

  async function withStanding(caller: Caller): Promise<Caller> {
    const { place, userId, anonymous } = caller
    if (place.private || anonymous) return caller
    return { ...caller, managesServer: await managers.manages(place.chatId, userId) }
  }

  function recordUnlessLate(error: unknown): void {
    if (!(error instanceof TelegramFailure) || error.kind !== 'unchanged') recordFailure(error, { part: 'telegram queries' })
  }
}

/** What a line may begin with that means this command. */
function wordsOf({ name, aliases }: CommandInfo): readonly string[] {
  return [name, ...aliases.map(({ word }) => word)].map((words) => words.split(' ', 1)[0] ?? '')
}

/** The way back to where a call came from. */
function answeringIn({ office, clock, sendLater, recordFailure }: TalkParts, { deliveryId, caller, target, under }: Conversation) {
  const { chatId, threadId } = target
  const destination: Destination = { platform: 'telegram', chatId, ...(threadId !== undefined && { threadId }) }
  return createAnswering({
    office,
    clock,
    target,
    under,
    pauseMs: caller.place.private ? EDIT_PAUSE_MS.private : EDIT_PAUSE_MS.group,
    sendLater: (answer) => sendLater({ destination, answer, key: `telegram ${deliveryId}` }),
    recordFailure: (error) => void recordFailure(error, { part: 'telegram' }),
  })
}
