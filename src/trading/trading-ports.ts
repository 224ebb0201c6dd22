import type { Candles } from '../basics/candles.ts'
import type { Decimal } from '../basics/money.ts'
import type { BookKind } from './book.ts'

/** A market as trading sees it. Steps are plain decimals. */
export interface TradedMarket {
  readonly id: string
  readonly symbol: string
  readonly base: string
  readonly quote: string
  readonly tick: string
  readonly lot: string
  readonly minimumCost?: string
  readonly active: boolean
}

/** What a market stands at. `at` is market time in milliseconds; sizes of the book are not known, `hourVolume` is in the quote currency. */
export interface Quote {
  readonly marketId: string
  readonly last: Decimal
  readonly bid: Decimal | undefined
  readonly ask: Decimal | undefined
  readonly hourVolume: Decimal | undefined
  readonly at: number
}

/** The market at the caller's time. Nothing here throws for a market without news; `Refusal('unavailable')` when nobody answers. */
export interface TradingMarket {
  /** What its entries are booked under: "live", "replay", "simulated". */
  readonly source: string
  readonly kind: BookKind
  now(): number
  market(id: string): Promise<TradedMarket>
  quotes(marketIds: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, Quote>>
  /** Nobody can tell any more what the market stands at, so nothing is to be traded at such a price. In a replay a price is as old as its bar. */
  isStale(quote: Pick<Quote, 'at'>): boolean
  /** The finest bars that closed in (from, to], oldest first, at most `limit` of them; of another timeframe from where a finer one begins or ends. */
  bars(marketId: string, range: { readonly from: number; readonly to: number; readonly limit: number }): Promise<readonly Candles[]>
  /** The moment from which a bar counts for an order placed at `placedAt`: in a replay the price stands at a bar's open until its close, so all of the bar is still to come. */
  barsFrom(placedAt: number, barMs: number): number
  /** What one unit of `asset` is worth in `currency`; undefined without a price. */
  rate(asset: string, currency: string): Promise<{ readonly price: Decimal; readonly at: number } | undefined>
}
