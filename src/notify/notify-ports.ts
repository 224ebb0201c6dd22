import type { Origin } from '../basics/origin.ts'
import type { Answer } from '../basics/reply.ts'
import type { Transaction } from '../basics/transaction.ts'
import type { Destination } from '../chat/messenger.ts'

/** What goes first when there is more than may be sent, most urgent first. */
export const URGENCIES = ['stop', 'fill', 'alert', 'digest'] as const
export type Urgency = (typeof URGENCIES)[number]

/** A message that nobody asked for. */
export interface OutboxMessage {
  readonly destination: Destination
  /** What it is about, such as "alert": for metrics and for people's choice of what they want to hear. */
  readonly kind: string
  readonly urgency: Urgency
  /** Its buttons carry ids that are kept already. */
  readonly answer: Answer
  readonly silent: boolean
  /** The same key twice is one message. */
  readonly dedupeKey: string
  /** Wall time in milliseconds before which it is not sent. */
  readonly notBefore?: number
}

/** The next message of one chat, before it is taken. */
export interface WaitingMessage {
  readonly sequence: number
  readonly destination: Destination
  /** How many attempts there were that may have arrived. */
  readonly tries: number
}

export interface ClaimedMessage extends WaitingMessage {
  readonly dedupeKey: string
  readonly answer: Answer
  readonly silent: boolean
  /** When it was to be sent: wall time in milliseconds. */
  readonly dueAt: number
}

/** What became of an attempt. 'again': it is tried once more after the pause; `counts` says that it may have arrived. */
export type Settled =
  | { readonly outcome: 'sent'; readonly messageId: string }
  | { readonly outcome: 'again'; readonly pauseMs: number; readonly counts: boolean }
  | { readonly outcome: 'set-aside'; readonly reason: string }

/** Which chat of which platform, whatever the thread. */
export type ChatAddress = Pick<Destination, 'platform' | 'chatId'>

/** Where other features leave what is to be said, in the transaction that makes it true: so neither is ever there without the other. */
export interface Outbox {
  /** Keeps a message to be sent when the transaction has happened; one whose dedupe key is known is the same message. */
  add(tx: Transaction, message: OutboxMessage): Promise<void>
}

export interface OutboxStore {
  /** Of each chat the message that is next, most urgent and oldest first; none of a chat that is dead, busy elsewhere, or among `busy`. */
  waiting(about: {
    readonly platforms: readonly string[]
    readonly busy: readonly ChatAddress[]
    readonly limit: number
  }): Promise<readonly WaitingMessage[]>
  /** Takes a message for `leaseMs` and counts the attempt; undefined when somebody else was faster. */
  claim(sequence: number, leaseMs: number): Promise<ClaimedMessage | undefined>
  settle(sequence: number, settled: Settled): Promise<void>
  /** Leaves a chat alone for `forMs` and sets aside what waits for it. */
  bury(chat: ChatAddress, death: { readonly reason: string; readonly forMs: number }): Promise<void>
  /** The chat has another id now: what waits for it, its live cards and its settings go along. */
  move(chat: ChatAddress, chatId: string): Promise<void>
}

/** A message that shows a price, or a position, and is edited when that changes. */
export interface LiveCard {
  readonly id: string
  readonly userId: string
  readonly destination: Destination
  /** What it is about: a market, or "position:" with the id of one. */
  readonly marketId: string
  /** The press behind its Stop button. */
  readonly stopId: string
  /** The message that it is; undefined before it was first shown. */
  readonly messageId: string | undefined
  /** What it showed last. */
  readonly mark: string | undefined
  /** When it is its turn, and when it ends: wall time, in milliseconds. */
  readonly nextAt: number
  readonly endsAt: number
}

export type NewLiveCard = Omit<LiveCard, 'messageId' | 'mark' | 'nextAt'>

/** How many cards there are: of all, in one chat, and of one person on one market. */
export interface CardCounts {
  readonly all: number
  readonly here: number
  readonly same: number
}

/** What is written down about a card after a round: left as it is until `nextAt`, or gone. */
export type CardChange =
  | { readonly id: string; readonly nextAt: number; readonly messageId?: string; readonly mark?: string }
  | { readonly id: string; readonly gone: true }

/** A person's cards: all of them, or only those of one market or in one chat. */
export interface CardsOf {
  readonly userId: string
  readonly marketId?: string | undefined
  readonly chat?: ChatAddress | undefined
}

export interface LiveCardStore {
  counts(card: NewLiveCard): Promise<CardCounts>
  /** Keeps a card, leased to the caller for `leaseMs`; false when the person has one of this market. Throws `AlreadyDone` for a call that made one before. */
  add(card: NewLiveCard, leaseMs: number, origin: Origin): Promise<boolean>
  /** Ends cards now; the next round shows that they ended. Returns their markets. */
  end(cards: CardsOf, origin: Origin): Promise<readonly string[]>
  of(cards: CardsOf): Promise<readonly LiveCard[]>
  /** Takes the cards whose turn it is for `leaseMs`, longest waiting first; none in a chat among `busy`. */
  claim(about: {
    readonly platforms: readonly string[]
    readonly busy: readonly ChatAddress[]
    readonly limit: number
    readonly leaseMs: number
  }): Promise<readonly LiveCard[]>
  /** Writes down what became of claimed cards and lets them go. */
  release(changes: readonly CardChange[]): Promise<void>
}
