import type { Decimal } from '../../basics/money.ts'
import type { HistoryPage } from '../book-ports.ts'

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
  /** Keeps a snapshot; one of the same moment is replaced. */
  keep(snapshot: EquitySnapshot): Promise<void>
  /** The newest ones of a page, oldest first. */
  list(bookId: string, page: HistoryPage): Promise<readonly EquitySnapshot[]>
}
