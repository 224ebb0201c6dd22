import { createHash } from 'node:crypto'
import type { WallClock } from '../basics/clock.ts'
import { type Answer, text } from '../basics/reply.ts'
import { showTime } from '../basics/show.ts'
import { DAY_MS, MINUTE_MS } from '../basics/timeframe.ts'
import type { Platform } from '../chat/chat-ports.ts'
import type { Messenger, Sent } from '../chat/messenger.ts'
import type { ChatAddress, ClaimedMessage, OutboxStore, WaitingMessage } from './notify-ports.ts'
import type { Pacing } from './pacing.ts'
import { createRounds } from './rounds.ts'

const LEASE_MS = 30_000
const POLL_MS = 1000
const HEADS_MAX = 100
const AT_ONCE_MAX = 50
/** A message that may have arrived is sent once more; after that it is set aside. */
const TRIES_MAX = 2
/** From when on a message says that it comes late; the platforms' own limits hold one up for less. */
const LATE_MS = 2 * MINUTE_MS
const REPEAT_PAUSE_MS = 5000
const NOBODY_KNOWS = 'nobody knows whether it arrived'
/** How long a chat where nobody reads us is left alone. */
const DEAD_MS = DAY_MS
/** Discord takes 25 characters at most. */
const NONCE_CHARS = 22

export type Messengers = ReadonlyMap<Platform, Messenger>

interface SenderParts {
  readonly store: OutboxStore
  /** Those that can send now; none means that everything waits. */
  readonly messengers: Messengers
  readonly pacing: Pacing
  readonly clock: WallClock
  readonly recordFailure: (error: unknown) => void
  /** Told of each attempt, for metrics. */
  readonly observe: (attempt: { readonly platform: Platform; readonly outcome: Sent['outcome'] }) => void
}

export interface Sender {
  start(): void
  /** Something was put into the outbox: it is sent at once, and not at the next round. */
  wake(): void
  /** Takes nothing more, and waits for what is on its way. */
  stop(): Promise<void>
}

/**
 * Sends what waits in the outbox: the most urgent first, each chat in order and one at a time, as fast as the platforms allow.
 * A message is taken right before it is sent. Where a crash or the network left it open whether it arrived, it is repeated once, with the same nonce.
 */
export function createSender({ store, messengers, pacing, clock, recordFailure, observe }: SenderParts): Sender {
  const underWay = new Map<WaitingMessage, Promise<void>>()
  const rounds = createRounds({ clock, everyMs: POLL_MS, round, recordFailure })

  return {
    start: rounds.start,
    wake: rounds.wake,
    async stop() {
      await rounds.stop()
      await Promise.all(underWay.values())
    },
  }

  async function round(): Promise<number | undefined> {
    if (messengers.size === 0 || underWay.size >= AT_ONCE_MAX) return undefined
    const now = clock.elapsed()
    const pausing = pacing.busy('message', now)
    const atWork = [...underWay.keys()].map(({ destination: { platform, chatId } }): ChatAddress => ({ platform, chatId }))
    const busy = [...pausing.map(({ chat: { platform, chatId } }): ChatAddress => ({ platform, chatId })), ...atWork]
    const heads = await store.waiting({ platforms: [...messengers.keys()], busy, limit: HEADS_MAX })
    let freeAt = pausing.reduce((least, each) => Math.min(least, each.freeAt), Number.POSITIVE_INFINITY)
    for (const head of heads) {
      if (underWay.size >= AT_ONCE_MAX) break
      const headFreeAt = pacing.freeAt(head.destination, 'message', clock.elapsed())
      if (headFreeAt > clock.elapsed()) freeAt = Math.min(freeAt, headFreeAt)
      else dispatch(head)
    }
    return freeAt === Number.POSITIVE_INFINITY ? undefined : freeAt - clock.elapsed()
  }

  /** Sends it without waiting, so that a slow chat holds up no other. */
  function dispatch(head: WaitingMessage): void {
    pacing.take(head.destination, 'message', clock.elapsed())
    const sending = send(head)
      .catch(recordFailure)
      .finally(() => {
        underWay.delete(head)
        rounds.wake()
      })
    underWay.set(head, sending)
  }

  async function send({ sequence, tries, destination }: WaitingMessage): Promise<void> {
    // The program died twice while it sent this.
    if (tries >= TRIES_MAX) return store.settle(sequence, { outcome: 'set-aside', reason: NOBODY_KNOWS })
    const messenger = messengers.get(destination.platform)
    const claimed = await store.claim(sequence, LEASE_MS)
    if (messenger === undefined || claimed === undefined) return
    const { silent, dedupeKey } = claimed
    const sent = await messenger
      .send({ destination, answer: withLateness(claimed, clock.now()), silent, nonce: nonceOf(dedupeKey) })
      .catch(unsure)
    observe({ platform: destination.platform, outcome: sent.outcome })
    await settle(claimed, sent)
  }

  function unsure(error: unknown): Sent {
    recordFailure(error)
    return { outcome: 'unsure', reason: 'the bot failed' }
  }

  async function settle({ sequence, destination, tries }: ClaimedMessage, sent: Sent): Promise<void> {
    switch (sent.outcome) {
      case 'sent':
        return store.settle(sequence, sent)
      case 'wait':
        pacing.hold(destination, sent.scope, clock.elapsed() + sent.retryAfterMs)
        return store.settle(sequence, { outcome: 'again', pauseMs: sent.retryAfterMs, counts: false })
      case 'moved':
        await store.move(destination, sent.chatId)
        return store.settle(sequence, { outcome: 'again', pauseMs: 0, counts: false })
      case 'gone':
        return store.bury(destination, { reason: sent.reason, forMs: DEAD_MS })
      case 'unsure':
        if (tries < TRIES_MAX) return store.settle(sequence, { outcome: 'again', pauseMs: REPEAT_PAUSE_MS, counts: true })
        return store.settle(sequence, { outcome: 'set-aside', reason: `${NOBODY_KNOWS}: ${sent.reason}` })
      case 'refused':
        return store.settle(sequence, { outcome: 'set-aside', reason: sent.reason })
    }
  }
}

/** Nobody shall take what was true an hour ago for news. */
function withLateness({ answer, dueAt }: ClaimedMessage, now: number): Answer {
  if (now - dueAt < LATE_MS) return answer
  return { ...answer, blocks: [text(`This comes late: it is of ${showTime(dueAt)}.`), ...answer.blocks] }
}

/** The same for every attempt at one message. */
export function nonceOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, NONCE_CHARS)
}
