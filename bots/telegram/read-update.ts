import type { CallbackQuery, Message, Update, User } from 'grammy/types'
import type { Chat } from '../../src/chat/chat.ts'
import type { Caller, Place } from '../../src/chat/chat-ports.ts'
import { readBareText } from './bare-text.ts'
import { KEYBOARD_WORDS } from './quick-keyboard.ts'

/** Accounts that stand for others: admins of a group who hide, and channels that speak in one. */
const STAND_INS = [1_087_968_824, 136_817_688, 777_000]

/** "/price@ParleyBot btc": the command, whom it is for, and the rest. */
const COMMAND = /^\/([a-z0-9_]{1,64})(?:@([a-z0-9_]{1,64}))?(?![a-z0-9_@])(.*)$/is
const NAME_CHARS_MAX = 128

/** A line that no command answers to: whoever sends it is told about /help. */
const NOT_UNDERSTOOD = '?'

/** Where an answer goes. */
export interface Target {
  readonly chatId: string
  readonly threadId?: string
  /** The message that it quotes. */
  readonly replyTo?: number | undefined
}

/** What somebody wants of us. */
export type Asked =
  | { readonly kind: 'keyboard'; readonly wish: 'on' | 'off'; readonly caller: Caller; readonly target: Target }
  | { readonly kind: 'line'; readonly line: string; readonly caller: Caller; readonly target: Target }
  | {
      readonly kind: 'press'
      readonly queryId: string
      readonly pressId: string
      readonly caller: Caller
      readonly target: Target
      /** The message that the button stands under. */
      readonly under: { readonly messageId: number; readonly hasMedia: boolean }
    }
  | { readonly kind: 'search'; readonly queryId: string; readonly words: string; readonly caller: Caller }
  /** A group became a supergroup, which has another id. */
  | { readonly kind: 'move'; readonly from: string; readonly to: string }

export interface ReadUpdateParts {
  readonly chat: Pick<Chat, 'commands' | 'groups'>
  /** Our own name, without @. */
  readonly username: string
}

/** Tells which updates are meant for us, and what they want. Everything else is none of our business. */
export function createReadUpdate({ chat, username }: ReadUpdateParts): (update: Update) => Asked | undefined {
  const known = new Set([
    ...chat.commands.flatMap(({ name, key, parent, aliases }) => [
      ...(parent === undefined ? [name] : []),
      key,
      ...aliases.map(({ word }) => word),
    ]),
    ...chat.groups.map(({ name }) => name),
  ])
  const us = username.toLowerCase()

  return ({ message, channel_post: post, callback_query: query, inline_query: search }) => {
    if (query !== undefined) return readPress(query)
    if (search !== undefined) {
      const caller = { ...personOf(search.from), anonymous: true }
      const place: Place = { platform: 'telegram', chatId: String(search.from.id), private: false }
      return { kind: 'search', queryId: search.id, words: search.query.trim(), caller: { ...caller, place } }
    }
    const said = message ?? post
    return said === undefined ? undefined : (readMove(said) ?? readMessage(said))
  }

  function readMessage(message: Message): Asked | undefined {
    const { text, chat: room } = message
    const isSecondHand = message.forward_origin !== undefined || message.via_bot !== undefined
    const isNobody = message.from === undefined && message.sender_chat === undefined
    if (text === undefined || isSecondHand || isNobody) return undefined
    const isPrivate = room.type === 'private'
    const wish = isPrivate ? KEYBOARD_WORDS[text.trim().toLowerCase()] : undefined
    if (wish !== undefined) {
      const { place, target } = placeOf(message)
      return { kind: 'keyboard', wish, caller: { ...speakerOf(message), place }, target }
    }
    const line = lineIn(text, isPrivate)
    if (line === undefined) return undefined
    const { place, target } = placeOf(message)
    return {
      kind: 'line',
      line,
      caller: { ...speakerOf(message), place },
      target: isPrivate ? target : { ...target, replyTo: message.message_id },
    }
  }

  function lineIn(text: string, isPrivate: boolean): string | undefined {
    const trimmed = text.trim()
    if (!trimmed.startsWith('/')) return readBareText(trimmed, isPrivate) ?? (isPrivate ? NOT_UNDERSTOOD : undefined)
    const [, command = '', addressee, rest = ''] = COMMAND.exec(trimmed) ?? []
    if (addressee !== undefined) return addressee.toLowerCase() === us ? `/${command}${rest}` : undefined
    return isPrivate || known.has(command.toLowerCase()) ? trimmed : undefined
  }
}

/** Telegram tells of it in the old group and in the new one. */
function readMove({ chat, migrate_to_chat_id: to, migrate_from_chat_id: from }: Message): Asked | undefined {
  if (to !== undefined) return { kind: 'move', from: String(chat.id), to: String(to) }
  return from === undefined ? undefined : { kind: 'move', from: String(from), to: String(chat.id) }
}

/** Undefined for a button under a message that is out of our reach. */
function readPress({ id, from, data, message }: CallbackQuery): Asked | undefined {
  if (data === undefined || message === undefined) return undefined
  const { place, target } = placeOf(message)
  const hasMedia = !('text' in message) && message.date !== 0
  const caller = { ...personOf(from), ...(isStandIn(from) && { anonymous: true }), place }
  const replyTo = place.private ? {} : { replyTo: message.message_id }
  return {
    kind: 'press',
    queryId: id,
    pressId: data,
    caller,
    target: { ...target, ...replyTo },
    under: { messageId: message.message_id, hasMedia },
  }
}

function placeOf(message: Pick<Message, 'chat' | 'message_thread_id' | 'is_topic_message'>): {
  readonly place: Place
  readonly target: Target
} {
  const { chat, message_thread_id: thread, is_topic_message: inTopic } = message
  const target: Target = { chatId: String(chat.id), ...(inTopic && thread !== undefined && { threadId: String(thread) }) }
  const isPrivate = chat.type === 'private'
  return { target, place: { platform: 'telegram', ...target, private: isPrivate, ...(!isPrivate && { serverId: String(chat.id) }) } }
}

/** Whoever speaks for a chat, or is a bot, is nobody in particular. */
function speakerOf({ from, sender_chat: sender }: Message): Omit<Caller, 'place'> {
  if (from === undefined || sender !== undefined) return { userId: String(sender?.id ?? 0), anonymous: true }
  return { ...personOf(from), ...(isStandIn(from) && { anonymous: true }) }
}

function isStandIn({ id, is_bot: isBot }: User): boolean {
  return isBot || STAND_INS.includes(id)
}

function personOf({ id, first_name: first, last_name: last }: User): Omit<Caller, 'place'> {
  return { userId: String(id), displayName: [first, last].filter(Boolean).join(' ').slice(0, NAME_CHARS_MAX) }
}
