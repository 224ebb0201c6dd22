import type { WallClock } from '../basics/clock.ts'
import type { Ids } from '../basics/ids.ts'
import type { Origin } from '../basics/origin.ts'
import { Refusal } from '../basics/refusal.ts'
import { HOUR_MS } from '../basics/timeframe.ts'
import type { Place, Platform } from '../chat/chat-ports.ts'
import type { AnswerMaker } from '../chat/ready-answer.ts'
import { type CardFace, createCardShower } from './card-shower.ts'
import type { CardsOf, LiveCard, LiveCardStore, OutboxStore } from './notify-ports.ts'
import type { Pacing } from './pacing.ts'
import { createRounds, type Rounds } from './rounds.ts'
import type { Messengers } from './sender.ts'

const LIFE_MS = HOUR_MS
const LEASE_MS = 60_000
const ROUND_MS = 1000
const ROUND_CARDS_MAX = 250
const CARDS_MAX = 1000
const CARDS_OF_CHAT_MAX = 3
/** How long whoever asks for a card waits for its first message; after that it comes by itself. */
const FIRST_WAIT_MS_MAX = 5000

export interface CardWish {
  readonly userId: string
  readonly place: Place
  readonly subject: CardSubject
}

/** What a card is about: a market, or somebody's position. `name` is for people; the Stop button runs `stop`. */
export interface CardSubject {
  readonly id: string
  readonly name: string
  readonly stop: { readonly command: string; readonly input: Readonly<Record<string, unknown>> }
}

/** Shows what cards are about now, by the ids of their subjects; what cannot be shown is left out. */
export type CardFaces = (cards: readonly Pick<LiveCard, 'marketId' | 'userId'>[]) => Promise<ReadonlyMap<string, CardFace>>

/** Messages that show a price, or a position, and are edited in place when it changes. */
export interface LiveCards {
  /** Whether a card can live there. */
  isPossible(platform: Platform): boolean
  /** Sends a card and keeps it live for an hour. Throws `Refusal` where there are enough, or it cannot be sent. */
  begin(wish: CardWish, origin: Origin): Promise<{ readonly endsAt: number; readonly shown: boolean }>
  /** Ends cards; says by their ids which they were of. */
  end(cards: CardsOf, origin: Origin): Promise<readonly string[]>
  of(cards: CardsOf): Promise<readonly LiveCard[]>
}

interface LiveCardParts {
  readonly store: LiveCardStore
  readonly outbox: Pick<OutboxStore, 'move'>
  readonly messengers: Messengers
  readonly pacing: Pacing
  readonly clock: WallClock
  readonly ids: Pick<Ids, 'id'>
  readonly answers: Pick<AnswerMaker, 'withButtons'>
  readonly faces: CardFaces
  readonly recordFailure: (error: unknown) => void
}

/** Cards are rows, and the rounds take them in turn: after a crash they go on where they were. */
export function createLiveCards(parts: LiveCardParts): LiveCards & { readonly rounds: Rounds } {
  const { store, messengers, pacing, clock, ids, answers, faces, recordFailure } = parts
  const show = createCardShower(parts)
  const rounds = createRounds({ clock, everyMs: ROUND_MS, round, recordFailure })

  return {
    rounds,
    isPossible: (platform) => messengers.has(platform),
    of: (cards) => store.of(cards),
    async begin({ userId, place, subject }, origin) {
      const { platform, chatId, threadId } = place
      const destination = { platform, chatId, ...(threadId === undefined ? {} : { threadId }) }
      const card = { id: ids.id(), userId, destination, marketId: subject.id, stopId: '', endsAt: clock.now() + LIFE_MS }
      const { all, here, same } = await store.counts(card)
      if (same > 0) throw haveOne(subject.name)
      if (here >= CARDS_OF_CHAT_MAX) throw tooMany(`There are ${here} live cards in this chat, which is as many as it can hold.`)
      if (all >= CARDS_MAX) throw tooMany('I keep as many live cards as I can.')
      const stopId = await keepStop(userId, subject)
      if (!(await store.add({ ...card, stopId }, LEASE_MS, origin))) throw haveOne(subject.name)
      return {
        endsAt: card.endsAt,
        shown: await showFirst({ ...card, stopId, messageId: undefined, mark: undefined, nextAt: clock.now() }),
      }
    },
    async end(cards, origin) {
      const ended = await store.end(cards, origin)
      rounds.wake()
      return ended
    },
  }

  async function keepStop(userId: string, { stop: press }: CardSubject): Promise<string> {
    const stop = { kind: 'run', label: 'Stop', ...press, replaces: true } as const
    const { buttons } = await answers.withButtons({ title: '', blocks: [], buttons: [stop] }, { accountId: userId, at: undefined })
    const [button] = buttons
    return button?.kind === 'press' ? button.id : ''
  }

  /** Shows a new card while its person waits; false when it has to wait for its turn. */
  async function showFirst(card: LiveCard): Promise<boolean> {
    const waitMs = pacing.freeAt(card.destination, 'message', clock.elapsed()) - clock.elapsed()
    if (waitMs > FIRST_WAIT_MS_MAX) {
      await store.release([{ id: card.id, nextAt: card.nextAt }])
      return false
    }
    if (waitMs > 0) await new Promise<void>((resolve) => clock.after(waitMs, resolve))
    const change = await show(card, await facesOf([card]))
    await store.release([change])
    if ('gone' in change)
      throw new Refusal('not-here', 'I cannot put a live card here.', {
        hint: 'I may not write in this chat by myself. In private it works.',
      })
    return change.messageId !== undefined
  }

  async function round(): Promise<number | undefined> {
    if (messengers.size === 0) return undefined
    const busy = pacing.busy('edit', clock.elapsed()).map(({ chat: { platform, chatId } }) => ({ platform, chatId }))
    const cards = await store.claim({ platforms: [...messengers.keys()], busy, limit: ROUND_CARDS_MAX, leaseMs: LEASE_MS })
    if (cards.length === 0) return undefined
    const shown = await facesOf(cards)
    const changes = await Promise.all(cards.map((card) => show(card, shown)))
    await store.release(changes)
    const now = clock.elapsed()
    const freeAt = [...messengers.keys()].map((platform) => pacing.platformFreeAt(platform, 'edit', now)).filter((at) => at > now)
    return freeAt.length === 0 ? undefined : Math.min(...freeAt) - now
  }

  async function facesOf(cards: readonly LiveCard[]): Promise<ReadonlyMap<string, CardFace>> {
    return faces([...new Map(cards.map((card) => [card.marketId, card])).values()]).catch((error: unknown) => {
      // A market that does not answer changes no card; those that end can do so without it.
      if (!(error instanceof Refusal)) recordFailure(error)
      return new Map<string, CardFace>()
    })
  }
}

function haveOne(name: string): Refusal {
  return new Refusal('conflict', `You have a live card of ${name} already.`, {
    hint: 'Where it is, and in private, /watch stop ends it.',
  })
}

function tooMany(message: string): Refusal {
  return new Refusal('over-limit', message, { hint: 'End one with /watch stop, or try again later: each lives for an hour.' })
}
