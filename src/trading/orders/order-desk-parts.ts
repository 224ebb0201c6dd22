import type { WallClock } from '../../basics/clock.ts'
import type { Ids } from '../../basics/ids.ts'
import type { Decimal } from '../../basics/money.ts'
import type { Origin } from '../../basics/origin.ts'
import type { InTurn } from '../../basics/turns.ts'
import type { Book } from '../book.ts'
import type { BookStore } from '../book-ports.ts'
import type { Position } from '../positions/position.ts'
import type { Placed, Report } from '../trading.ts'
import type { TradingMarket } from '../trading-ports.ts'
import type { Venue } from '../venue-ports.ts'
import type { Oddity } from './book-work.ts'
import type { Order, OrderReason } from './order.ts'
import type { PlannedOrder } from './planned-order.ts'

export interface OrderDeskParts {
  readonly books: Pick<BookStore, 'open' | 'commit' | 'halt'>
  readonly venue: Venue
  readonly market: TradingMarket
  readonly clock: Pick<WallClock, 'now'>
  readonly ids: Pick<Ids, 'id'>
  /** What client order ids are derived with, so that nobody can guess them. */
  readonly secret: Uint8Array
  /** The most that a fill may cost in fees, as a share of its turnover: so much is held for it besides. */
  readonly feeRate: Decimal
  /** Whether the risk gate lets through an entry that nobody is asked about. */
  readonly admit: (book: Book, entry: PlannedOrder) => Promise<boolean>
  /** What is asked for one user takes turns. */
  readonly inTurn: InTurn
  /** Is told what ought not to happen and yet did. */
  readonly notice: (oddity: Oddity) => void
}

export interface Settled {
  readonly book: Book
  /** False when there were more bars than one call works through; the next call goes on. */
  readonly caughtUp: boolean
}

interface Ask {
  readonly origin: Origin
  /** The book as it was read a moment ago, which saves reading it once more. */
  readonly book?: Book
}

export interface PlaceAsk extends Ask {
  /** What is to be placed, decided on the settled book: asked again when the book moved meanwhile. Throws `Refusal` to call it off. */
  readonly decide: (book: Book) => Promise<readonly PlannedOrder[]>
  /** The intent that is used up by it. */
  readonly confirms: string
}

export interface CancelAsk extends Ask {
  readonly choose: (book: Book) => readonly Order[]
}

/** How much of a position is to be sold at the market, in the base currency. */
export interface Exit {
  readonly position: Position
  readonly quantity: Decimal
  readonly reason: OrderReason
}

export interface ExitAsk extends Ask {
  readonly choose: (book: Book) => readonly Exit[]
}

export interface AmendAsk extends Ask {
  /** The positions as they are to be: only stops, targets, trail, break-even and time may differ. */
  readonly choose: (book: Book) => readonly Position[]
}

/**
 * All that happens to orders after they were decided on: they are held for, sent, watched, filled, taken back and made up after a crash.
 * Of one mode and one market. Everything first settles the user's book; `Refusal('not-found')` when he has none, `Refusal('unavailable')` when it cannot be settled in time.
 */
export interface OrderDesk {
  /** Matches the book with what its markets did up to now. Writes only when something changed, or bars closed while something was open. `read` is the book as it was read a moment ago. */
  settle(userId: string, read?: Book): Promise<Settled>
  place(userId: string, ask: PlaceAsk): Promise<Placed>
  cancel(userId: string, ask: CancelAsk): Promise<Report<Order>>
  exit(userId: string, ask: ExitAsk): Promise<Report<Placed>>
  amend(userId: string, ask: AmendAsk): Promise<Book>
}
