import type { Decimal } from '../basics/money.ts'
import type { Mode } from './book.ts'
import type { Order, OrderType, Side } from './orders/order.ts'
import type { Quote, TradedMarket } from './trading-ports.ts'

/** One order as a venue is told of it. */
export interface VenueOrder {
  readonly clientOrderId: string
  readonly market: TradedMarket
  readonly side: Side
  readonly type: OrderType
  readonly quantity: Decimal
  readonly limit: Decimal
  readonly trigger: Decimal | undefined
  readonly postOnly: boolean
  /** Wall time after which the venue must not take it any more. */
  readonly notAfter: number
}

/** 'acknowledged' only with a well-formed id; 'refused' only when it is certain that nothing rests there; everything else is 'unknown'. */
export type Placement =
  | { readonly outcome: 'acknowledged'; readonly venueOrderId: string }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'unknown' }

/** One fill as the venue tells of it; `tradeId` is unique there. */
export interface Execution {
  readonly clientOrderId: string
  readonly tradeId: string
  readonly price: Decimal
  readonly quantity: Decimal
  readonly fee: Decimal
  readonly feeAsset: string
  readonly maker: boolean
  readonly at: number
}

/** What became of one order: its executions, among which may be some that were told before, in any order; and whether that was all. */
export interface VenueNews {
  readonly clientOrderId: string
  readonly executions: readonly Execution[]
  /** It is over: filled, taken back, or its rest was dropped because a market order found no more. */
  readonly ended: 'no' | 'filled' | 'cancelled' | 'expired'
}

/**
 * A step of the market: one bar of one market, or the quote of this moment (a bar whose four prices are the same and whose volume is unknown).
 * `opensAt` and `closesAt` are market time.
 */
export interface MarketStep {
  readonly marketId: string
  readonly opensAt: number
  readonly closesAt: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  /** In the base currency; undefined when it is not known. */
  readonly volume: number | undefined
  readonly quote: Quote
}

/** Where orders go: the paper venue, or an exchange. Nothing here throws; what is not certain is 'unknown'. */
export interface Venue {
  readonly mode: Mode
  place(order: VenueOrder, step: MarketStep): Promise<Placement>
  cancel(order: Order): Promise<'cancelled' | 'gone' | 'unknown'>
  /** What the venue has under this client order id; 'none' is conclusive only after `notAfter` and a while. */
  lookUp(order: Order, market: TradedMarket, step: MarketStep): Promise<Placement | { readonly outcome: 'none' }>
  /** What happened to open orders of one market in this step. */
  news(orders: readonly Order[], market: TradedMarket, step: MarketStep): Promise<readonly VenueNews[]>
}
