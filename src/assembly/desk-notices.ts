import type { WallClock } from '../basics/clock.ts'
import type { Ids } from '../basics/ids.ts'
import type { Platform } from '../chat/chat-ports.ts'
import type { Messenger, Pace } from '../chat/messenger.ts'
import { createAnswerMaker } from '../chat/ready-answer.ts'
import { createAnswerPace } from '../notify/answer-pace.ts'
import { type CardFaces, createLiveCards, type LiveCards } from '../notify/live-cards.ts'
import { createPacing } from '../notify/pacing.ts'
import { createSender, type Sender } from '../notify/sender.ts'
import type { Database } from '../storage/database.ts'

interface NoticeParts {
  readonly database: Database
  readonly clock: WallClock
  readonly ids: Ids
  readonly faces: CardFaces
  readonly recordFailure: (error: unknown, about: Readonly<Record<string, string>>) => void
  readonly observeSending: Parameters<typeof createSender>[0]['observe']
}

export interface DeskNotices {
  readonly liveCards: LiveCards
  readonly sender: Pick<Sender, 'wake'>
  /** What bots ask before they send an answer. */
  readonly pace: Pace
  /** Begins to send through these bots. Until then what is in the outbox waits, and live cards are not to be had. */
  start(messengers: readonly Messenger[]): void
  stop(): Promise<void>
}

/** What the desk says by itself. Messages, live cards and answers share one pace, so that together they keep to the platforms' limits. */
export function createDeskNotices({ database, clock, ids, faces, recordFailure, observeSending }: NoticeParts): DeskNotices {
  const messengers = new Map<Platform, Messenger>()
  const pacing = createPacing()
  const shared = { messengers, pacing, clock, recordFailure: (error: unknown) => recordFailure(error, { part: 'notices' }) }
  const sender = createSender({ ...shared, store: database.outbox, observe: observeSending })
  const liveCards = createLiveCards({
    ...shared,
    store: database.liveCards,
    outbox: database.outbox,
    ids,
    answers: createAnswerMaker({ presses: database.presses, ids, clock }),
    faces,
  })
  return {
    liveCards,
    sender,
    pace: createAnswerPace({ pacing, clock }),
    start(made) {
      for (const messenger of made) messengers.set(messenger.platform, messenger)
      if (messengers.size === 0) return
      sender.start()
      liveCards.rounds.start()
    },
    async stop() {
      await Promise.all([sender.stop(), liveCards.rounds.stop()])
    },
  }
}
