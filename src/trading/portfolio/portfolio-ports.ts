import type { Decimal } from '../../basics/money.ts'
import type { Origin } from '../../basics/origin.ts'
import type { HistoryPage, Order, Trade } from '../book-ports.ts'

/** What a book was worth at a moment of market time, in its asset. */
export interface EquitySnapshot {
  readonly bookId: string
  /** Market time, in milliseconds. */
  readonly at: number
  readonly equity: Decimal
  /** The part that is money in the book's asset. */
  readonly cash: Decimal
  /** What positions were worth. */
  readonly exposure: Decimal
  /** All that was deposited less what was withdrawn until then. */
  readonly funded: Decimal
}

export interface EquityStore {
  /** Keeps a snapshot; one of the same moment is replaced. One that comes within a minute of the last is let go, unless money came or went between them. */
  keep(snapshot: EquitySnapshot): Promise<void>
  /** The newest ones of a page, oldest first. */
  list(bookId: string, page: HistoryPage): Promise<readonly EquitySnapshot[]>
  /** Those that decide the highest equity and that at midnight, oldest first: as many as there were deposits, however many snapshots there are. */
  marks(bookId: string, midnight: number): Promise<readonly EquityMark[]>
}

export type EquityMark = Pick<EquitySnapshot, 'at' | 'equity' | 'funded'>

/** What was, as far as it decides how an account stands now. */
export interface AccountPast {
  /** Newest first: all since midnight, and at least the last thirty. */
  readonly orders: readonly Order[]
  /** Newest first: the last thirty. */
  readonly trades: readonly Trade[]
  readonly marks: readonly EquityMark[]
  /** What was deposited less what was withdrawn, by asset. */
  readonly funding: ReadonlyMap<string, Decimal>
}

export interface AccountPastStore {
  /** All of it in one read. `midnight` is market time in milliseconds. */
  read(bookId: string, midnight: number): Promise<AccountPast>
}

export type RequestState = 'waiting' | 'approved' | 'completed' | 'rejected'

/** A deposit or withdrawal that somebody wants and an admin decides on. */
export interface WalletRequest {
  readonly id: string
  /** What people call it: six characters. */
  readonly code: string
  readonly userId: string
  readonly bookId: string
  readonly kind: 'deposit' | 'withdrawal'
  /** In the book's asset. */
  readonly amount: Decimal
  readonly state: RequestState
  /** Wall time, in milliseconds. */
  readonly createdAt: number
}

export interface WalletRequestStore {
  add(request: Omit<WalletRequest, 'state' | 'createdAt'>, origin: Origin): Promise<WalletRequest>
  find(code: string): Promise<WalletRequest | undefined>
  /** Somebody's own, newest first; of everybody those that are not over, oldest first. */
  list(of: { readonly userId: string } | 'open', limit: number): Promise<readonly WalletRequest[]>
  /** Moves one from one state to the next; false when it is no longer in the first. Completing is the book's own business. */
  decide(
    id: string,
    step: { readonly from: readonly RequestState[]; readonly to: 'approved' | 'rejected'; readonly by: string },
    origin: Origin,
  ): Promise<boolean>
}

/** What somebody owns elsewhere, as he says himself. */
export interface OutsideHolding {
  readonly asset: string
  readonly quantity: Decimal
  /** What all of it cost, in USDT. */
  readonly cost: Decimal | undefined
}

export interface HoldingStore {
  list(userId: string): Promise<readonly OutsideHolding[]>
  /** What is there of this asset is replaced. */
  set(userId: string, holding: OutsideHolding, origin: Origin): Promise<void>
  /** False when there was none. */
  remove(userId: string, asset: string, origin: Origin): Promise<boolean>
}

export interface JournalNote {
  readonly id: string
  /** The trade that it is about; a note about the day has none. */
  readonly tradeId: string | undefined
  readonly words: string
  /** Market time, in milliseconds. */
  readonly at: number
}

export interface JournalStore {
  add(userId: string, note: JournalNote, origin: Origin): Promise<void>
  /** Newest first. */
  list(userId: string, limit: number): Promise<readonly JournalNote[]>
}

/** Whether deposits and withdrawals of paper money wait for an admin, because people here compete with it. */
export interface LeagueStore {
  isOn(): Promise<boolean>
  set(isOn: boolean, origin: Origin): Promise<void>
}
