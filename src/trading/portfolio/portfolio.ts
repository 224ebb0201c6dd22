import type { Decimal } from '../../basics/money.ts'
import type { Book } from '../book.ts'
import type { LedgerEntry } from '../ledger/ledger-entry.ts'
import type { Position, Trade } from '../positions/position.ts'
import type { CurvePoint, EquityMetrics } from './equity-metrics.ts'
import type { OpenLot, SoldLot } from './tax-lots.ts'
import type { CountedTrade, TradeMetrics } from './trade-metrics.ts'
import type { Valuation } from './valuation.ts'

/** What somebody's book is worth. Money is in `valuation.currency`, but where it says otherwise. */
export interface PortfolioWorth {
  readonly book: Book
  readonly valuation: Valuation
  readonly positions: readonly ValuedPosition[]
  /** What was gained or lost on what is still held, of the positions that have a price. */
  readonly unrealised: Decimal
  /** What closed trades brought, net of fees, and all fees paid so far. */
  readonly realised: Decimal
  readonly fees: Decimal
  /** In the book's asset: what it is worth, and what was paid in less what was paid out. */
  readonly equity: Decimal
  readonly funded: Decimal
  /** Equity at midnight UTC, corrected for deposits since; in the book's asset. */
  readonly dayStart: Decimal
  readonly peak: Decimal
}

/** A position with its worth in the currency that was asked for; without a price both are missing. */
export interface ValuedPosition {
  readonly position: Position
  readonly value: Decimal | undefined
  /** Net of the entry's fees. */
  readonly profit: Decimal | undefined
}

/** How somebody's trading went since a moment. Money is in `asset`. */
export interface Results {
  readonly asset: string
  readonly trades: readonly CountedTrade[]
  readonly metrics: TradeMetrics
  /** Corrected for deposits, oldest first, up to now. */
  readonly curve: readonly CurvePoint[]
  readonly equity: EquityMetrics
}

/** A trade with what people call it: the code of the order that closed it. */
export interface NamedTrade {
  readonly trade: Trade
  readonly code: string
  readonly symbol: string
  readonly base: string
  readonly quote: string
  /** What else is to be known of the order that closed it. */
  readonly about: string | undefined
}

/** What somebody owns and how it went, at the market time of the caller. Everything is of one user's open book, settled first; looking at it keeps a snapshot. */
export interface Portfolio {
  worth(userId: string, currency: string): Promise<PortfolioWorth>
  /** `from` is market time in milliseconds; without it, since the book began. */
  results(userId: string, from: number | undefined): Promise<Results>
  /** Newest first. */
  trades(userId: string, limit: number): Promise<readonly NamedTrade[]>
  /** By the code of the order that closed it. Throws `Refusal('not-found')`. */
  trade(userId: string, code: string): Promise<NamedTrade>
  lots(userId: string): Promise<{ readonly sold: readonly SoldLot[]; readonly open: readonly OpenLot[] }>
  /** Deposits and withdrawals, newest first. */
  moves(userId: string): Promise<readonly LedgerEntry[]>
  /** Settles the book and keeps a snapshot of what it is worth now. */
  record(userId: string): Promise<Book>
}
