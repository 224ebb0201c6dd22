import type { Decimal } from '../basics/money.ts'
import type { Origin } from '../basics/origin.ts'
import type { Book, BookKind, Halt, Mode } from './book.ts'
import type { LedgerEntry } from './ledger/ledger-entry.ts'
import type { Fill, Order } from './orders/order.ts'
import type { Position, Trade } from './positions/position.ts'

/** The words that these ports are spoken in, for those who may see ports only. */
export type { Balance, Book, BookKind, Halt, Mode } from './book.ts'
export type { LedgerEntry } from './ledger/ledger-entry.ts'
export type { ExitPlan, Fill, Order, OrderGroup } from './orders/order.ts'
export type { Position, Trade } from './positions/position.ts'

/** A book was changed by somebody else since it was read: read it again, and do the work again. */
export class BookMoved extends Error {
  override readonly name = 'BookMoved'
}

/**
 * All that one piece of work changes, written together or not at all. Rows are whole: what is there under the same id is replaced, but a fill that is there
 * is a fault. Amounts of money have at most 18 digits after the point, else it is a `RangeError`.
 */
export interface BookChange {
  readonly bookId: string
  /** The version that was read. */
  readonly version: number
  readonly settledTo: number
  readonly entries: readonly LedgerEntry[]
  readonly orders: readonly Order[]
  readonly fills: readonly Fill[]
  readonly positions: readonly Position[]
  readonly trades: readonly Trade[]
  /** The intent that is used up by this; it must still be a draft. */
  readonly confirms?: string
  /** The wallet request that is carried out by this; it must be approved, and `Refusal('conflict')` says that it is not. */
  readonly completes?: string
  /** Entries are among the orders: no halt may stand when this is written. */
  readonly enters?: boolean
}

export interface BookStore {
  /** The open book; undefined while a person has none. Its opening deposit is posted when it is first read. */
  open(userId: string, which: { readonly mode: Mode; readonly kind: BookKind }): Promise<Book | undefined>
  /** Closes the open book, if any, and opens the next epoch with its deposit. Audited. */
  begin(userId: string, start: BookStart, origin: Origin): Promise<Book>
  /**
   * Writes a change. With `origin` it is audited and counts once: `AlreadyDone` when that call made its change before.
   * Throws `BookMoved` when the version is no longer the one that was read, `Refusal('conflict')` when the intent was confirmed before, `Refusal('over-limit')` when entries are stopped.
   */
  commit(change: BookChange, origin?: Origin): Promise<void>
  /** Books with something open, for the clock to settle, in the order of their ids: those that come after one. */
  busy(page: { readonly after: string | undefined; readonly limit: number }): Promise<readonly Book[]>
  halt(userId: string, halt: Halt, origin: Origin): Promise<void>
  /** Lifts pause and panic; what the desk stopped stays. */
  lift(userId: string, origin: Origin): Promise<void>
}

/** What was, newest first. Everything is of one book, and of one user: nobody else's rows can be named. */
export interface BookHistory {
  orders(bookId: string, page: OwnedPage): Promise<readonly Order[]>
  /** By its code, among all orders of the book. */
  order(bookId: string, code: string): Promise<{ readonly order: Order; readonly fills: readonly Fill[] } | undefined>
  fills(bookId: string, page: HistoryPage): Promise<readonly Fill[]>
  trades(bookId: string, page: OwnedPage): Promise<readonly Trade[]>
  entries(bookId: string, page: HistoryPage): Promise<readonly LedgerEntry[]>
  /** What was deposited less what was withdrawn, by asset. */
  funding(bookId: string): Promise<ReadonlyMap<string, Decimal>>
}

/** Market times in milliseconds, [from, to). */
export interface HistoryPage {
  readonly from?: number
  readonly to?: number
  readonly limit: number
}

/** Of one owner alone where it is named: of the hand, or of a version of a strategy. */
export interface OwnedPage extends HistoryPage {
  readonly owner?: string
}

export interface BookStart {
  /** UUID of the new book; its opening deposit has the same. */
  readonly id: string
  readonly mode: Mode
  readonly kind: BookKind
  readonly source: string
  readonly asset: string
  readonly opening: Decimal
  /** Market time, in milliseconds. */
  readonly at: number
}

/** What somebody was asked and may say yes to, once, within a minute. `id` is the call that asked. */
export interface Intent {
  readonly id: string
  readonly userId: string
  readonly bookId: string
  readonly ticket: unknown
  /** The price that was shown. */
  readonly quoted: Decimal
  /** Wall time, in milliseconds. */
  readonly expiresAt: number
  readonly state: 'draft' | 'confirmed'
}

export interface IntentStore {
  keep(intent: Intent): Promise<void>
  /** Only its owner's. */
  read(id: string, userId: string): Promise<Intent | undefined>
  /** The newest that was confirmed, for /repeat. */
  last(userId: string): Promise<Intent | undefined>
}
