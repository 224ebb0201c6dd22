import type { Platform } from '../chat/chat-ports.ts'
import type { ChatAddress } from './notify-ports.ts'

/**
 * An edit of a live card gives way to messages: it has a smaller share of every limit. An answer in private waits for no message of the chat:
 * Telegram allows short bursts there, and the command budget keeps them short.
 */
export type Traffic = 'message' | 'edit' | 'answer'

/** At most `count` in any `perMs`. */
interface Limit {
  readonly count: number
  readonly perMs: number
}

interface PlatformLimits {
  readonly all: Limit
  readonly chat: Limit
  /** A further limit of chats with many people. */
  readonly group?: Limit
  readonly edits: Limit
  readonly editsOfChat: Limit
}

/**
 * A little below what the platforms allow, since what leaves here evenly may arrive unevenly, and what answers an interaction of Discord is sent past us.
 * Telegram: 30/s, 1/s a chat, 20/min a group (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this).
 * Discord: 50/s, and 5 in 5 s of a channel (https://discord.com/developers/docs/topics/rate-limits). Their seconds are taken in fifths:
 * a burst that is held up on its way would arrive together with the next one.
 */
const LIMITS: Readonly<Partial<Record<Platform, PlatformLimits>>> = {
  telegram: {
    all: { count: 5, perMs: 210 },
    chat: { count: 1, perMs: 1050 },
    group: { count: 19, perMs: 61_000 },
    edits: { count: 4, perMs: 210 },
    editsOfChat: { count: 1, perMs: 6000 },
  },
  discord: {
    all: { count: 7, perMs: 210 },
    chat: { count: 5, perMs: 5250 },
    edits: { count: 6, perMs: 210 },
    editsOfChat: { count: 1, perMs: 6000 },
  },
}

/** Chats that were quiet for longer than any limit looks back are forgotten when there are more. */
const REMEMBERED_MAX = 5000
const LONGEST_MS = 61_000

/** Says when something may be sent. It has no clock: every time is given to it, in milliseconds that never jump. */
export interface Pacing {
  /** The time from which it may be sent, `now` at the earliest. */
  freeAt(chat: ChatAddress, traffic: Traffic, now: number): number
  /** Counts one that is sent now. */
  take(chat: ChatAddress, traffic: Traffic, now: number): void
  /** The platform wants silence until then, for one chat or for all. */
  hold(chat: ChatAddress, scope: 'chat' | 'all', until: number): void
  /** The same for the platform as a whole, whichever the chat. */
  platformFreeAt(platform: Platform, traffic: Traffic, now: number): number
  /** Chats that may have nothing of the kind now, and from when on they may. */
  busy(traffic: Traffic, now: number): readonly { readonly chat: ChatAddress; readonly freeAt: number }[]
}

/** The times of what was sent lately, oldest first, and the end of a silence that was asked for. */
interface Memory {
  readonly sent: number[]
  readonly edited: number[]
  heldUntil: number
}

export function createPacing(): Pacing {
  const platforms = new Map<Platform, Memory>()
  const chats = new Map<string, { readonly chat: ChatAddress; readonly memory: Memory }>()

  const chatMemory = (chat: ChatAddress): Memory | undefined => chats.get(keyOf(chat))?.memory
  const chatFreeAt = (chat: ChatAddress, traffic: Traffic): number => {
    const memory = chatMemory(chat)
    const limits = LIMITS[chat.platform]
    if (memory === undefined || limits === undefined) return memory?.heldUntil ?? 0
    return Math.max(
      memory.heldUntil,
      traffic === 'answer' && !isGroup(chat) ? 0 : roomAt(memory.sent, limits.chat),
      limits.group !== undefined && isGroup(chat) ? roomAt(memory.sent, limits.group) : 0,
      traffic === 'edit' ? roomAt(memory.edited, limits.editsOfChat) : 0,
    )
  }
  const freeOf = (platform: Platform, traffic: Traffic): number => {
    const memory = platforms.get(platform)
    const limits = LIMITS[platform]
    if (memory === undefined || limits === undefined) return memory?.heldUntil ?? 0
    return Math.max(memory.heldUntil, roomAt(memory.sent, limits.all), traffic === 'edit' ? roomAt(memory.edited, limits.edits) : 0)
  }
  const remember = (chat: ChatAddress): readonly [Memory, Memory] => {
    const platform = platforms.get(chat.platform) ?? emptyMemory()
    platforms.set(chat.platform, platform)
    const memory = chatMemory(chat) ?? emptyMemory()
    chats.delete(keyOf(chat))
    chats.set(keyOf(chat), { chat, memory })
    return [platform, memory]
  }

  return {
    freeAt: (chat, traffic, now) => Math.max(now, freeOf(chat.platform, traffic), chatFreeAt(chat, traffic)),
    platformFreeAt: (platform, traffic, now) => Math.max(now, freeOf(platform, traffic)),
    take(chat, traffic, now) {
      for (const memory of remember(chat)) {
        keep(memory.sent, now)
        if (traffic === 'edit') keep(memory.edited, now)
      }
      if (chats.size > REMEMBERED_MAX) forget(chats, now)
    },
    hold(chat, scope, until) {
      const [platform, memory] = remember(chat)
      const held = scope === 'all' ? platform : memory
      held.heldUntil = Math.max(held.heldUntil, until)
    },
    busy: (traffic, now) =>
      [...chats.values()].flatMap(({ chat }) => {
        const freeAt = chatFreeAt(chat, traffic)
        return freeAt > now ? [{ chat, freeAt }] : []
      }),
  }
}

const SENT_KEPT_MAX = 50

/** From when on there is room for one more. */
function roomAt(times: readonly number[], { count, perMs }: Limit): number {
  const oldest = times.at(-count)
  return times.length < count || oldest === undefined ? 0 : oldest + perMs
}

function keep(times: number[], now: number): void {
  times.push(now)
  if (times.length > SENT_KEPT_MAX) times.shift()
}

function emptyMemory(): Memory {
  return { sent: [], edited: [], heldUntil: 0 }
}

/** Telegram gives groups and channels negative ids. */
function isGroup({ chatId }: ChatAddress): boolean {
  return chatId.startsWith('-')
}

function keyOf({ platform, chatId }: ChatAddress): string {
  return `${platform} ${chatId}`
}

function forget(chats: Map<string, { readonly memory: Memory }>, now: number): void {
  for (const [key, { memory }] of chats) {
    if (memory.heldUntil <= now && (memory.sent.at(-1) ?? 0) + LONGEST_MS <= now) chats.delete(key)
  }
}
