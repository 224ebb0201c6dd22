import type { WallClock } from '../basics/clock.ts'
import { type AnswerButton, type Reply, text } from '../basics/reply.ts'
import { showTime } from '../basics/show.ts'
import type { Sent } from '../chat/messenger.ts'
import type { CardChange, LiveCard, OutboxStore } from './notify-ports.ts'
import type { Pacing } from './pacing.ts'
import { type Messengers, nonceOf } from './sender.ts'

/** How long a card that cannot be shown as ended is kept on trying. */
const AFTERLIFE_MS_MAX = 600_000
/** The shortest time between two looks at one card. */
const PAUSE_MS = 5000

/** What a card shows of a market now. `mark` changes when the card is worth drawing again. */
export interface CardFace {
  readonly mark: string
  readonly reply: Pick<Reply, 'title' | 'tone' | 'blocks'>
}

interface ShowerParts {
  readonly outbox: Pick<OutboxStore, 'move'>
  readonly messengers: Messengers
  readonly pacing: Pacing
  readonly clock: WallClock
  readonly recordFailure: (error: unknown) => void
}

type Faces = ReadonlyMap<string, CardFace>

/** Sends or edits a card where that is worth it and allowed now; says what to write down of it. */
export function createCardShower({
  outbox,
  messengers,
  pacing,
  clock,
  recordFailure,
}: ShowerParts): (card: LiveCard, faces: Faces) => Promise<CardChange> {
  return async (card, shown) => {
    const { id, messageId, destination } = card
    const face = shown.get(card.marketId)
    const isOver = card.endsAt <= clock.now()
    if (isOver && (messageId === undefined || card.endsAt + AFTERLIFE_MS_MAX <= clock.now())) return { id, gone: true }
    if (!isOver && (face === undefined || face.mark === card.mark)) return { id, nextAt: clock.now() + PAUSE_MS }
    const traffic = messageId === undefined ? 'message' : 'edit'
    const now = clock.elapsed()
    // Where there is no room the card keeps its place in the line.
    if (pacing.freeAt(destination, traffic, now) > now) return { id, nextAt: card.nextAt }
    pacing.take(destination, traffic, now)
    return settle(card, await send(card, face, isOver), { mark: face?.mark, isOver })
  }

  async function send({ id, destination, marketId, messageId, stopId, endsAt }: LiveCard, face: CardFace | undefined, isOver: boolean) {
    const { title = marketId, blocks = [], tone = 'neutral' } = face?.reply ?? {}
    const stop: AnswerButton = { kind: 'press', label: 'Stop', id: stopId, tone: 'neutral' }
    const life = isOver ? 'No longer live. /watch begins another one.' : `Live until ${showTime(endsAt)}: it changes when the price does.`
    const answer = { title, tone, blocks: [...blocks, text(life)], buttons: isOver ? [] : [stop] }
    const replaced = messageId === undefined ? {} : { replaces: messageId }
    const messenger = messengers.get(destination.platform)
    const sending = { destination, answer, nonce: nonceOf(id), silent: messageId !== undefined, ...replaced }
    return messenger?.send(sending).catch((error: unknown): Sent => {
      recordFailure(error)
      return { outcome: 'unsure', reason: 'the bot failed' }
    })
  }

  async function settle(
    card: LiveCard,
    sent: Sent | undefined,
    { mark, isOver }: { readonly mark: string | undefined; readonly isOver: boolean },
  ): Promise<CardChange> {
    const { id, destination, messageId } = card
    switch (sent?.outcome) {
      case 'sent':
        if (isOver) return { id, gone: true }
        return { id, nextAt: clock.now() + PAUSE_MS, messageId: sent.messageId, ...(mark === undefined ? {} : { mark }) }
      case 'wait':
        pacing.hold(destination, sent.scope, clock.elapsed() + sent.retryAfterMs)
        return { id, nextAt: clock.now() + sent.retryAfterMs }
      case 'moved':
        await outbox.move(destination, sent.chatId)
        return { id, nextAt: clock.now() }
      case 'unsure':
        // An edit may be done twice; a first message that may have arrived would then stand there twice.
        return messageId === undefined ? { id, gone: true } : { id, nextAt: clock.now() + PAUSE_MS }
      case 'gone':
      case 'refused':
      case undefined:
        return { id, gone: true }
    }
  }
}
