import type { Decimal } from '../../basics/money.ts'

export type Side = 'buy' | 'sell'

/** 'stop' rests until the market touches its trigger, and is a market order from then on. */
export type OrderType = 'market' | 'limit' | 'stop'

export const ORDER_STATES = [
  'draft',
  'confirmed',
  'sending',
  'open',
  'partial',
  'cancel-pending',
  'unknown',
  'manual',
  'filled',
  'cancelled',
  'partial-cancelled',
  'expired',
  'refused',
  'refused-not-found',
] as const

/** Where an order stands; `order-state.ts` says what may follow what. */
export type OrderState = (typeof ORDER_STATES)[number]

/** Why an order was placed. All but 'entry' make a position smaller, and no limit of the risk gate holds them back. */
export type OrderReason = 'entry' | 'exit' | 'stop' | 'target' | 'trail' | 'time' | 'panic' | 'end'

/** What is to become of the position that an entry opens. Prices are in the quote currency, shares add up to at most 1. */
export interface ExitPlan {
  readonly stop?: Decimal
  readonly targets: readonly { readonly price: Decimal; readonly share: Decimal }[]
  /** How far below its peak the stop follows, as a share of the peak. */
  readonly trail?: Decimal
  /** The gain, as a share of the entry, after which the stop moves to the entry. */
  readonly breakEven?: Decimal
  /** How long the position is kept at most, in milliseconds of market time. */
  readonly keepMs?: number
}

/** Orders that belong together: of an 'oco' the first to fill cancels the rest; a 'grid' puts each filled order back on the other side, one step further. */
export interface OrderGroup {
  readonly id: string
  readonly kind: 'oco' | 'ladder' | 'grid'
  /** Of a grid: the distance between its lines, in the quote currency. */
  readonly step?: Decimal
}

/** One order, and with it the intent behind it: one intent has at most one order, so both are one row with one state. */
export interface Order {
  /** UUID. */
  readonly id: string
  /** What people call it: six characters of base32. */
  readonly code: string
  readonly bookId: string
  /** "binance:BTC/USDT". */
  readonly marketId: string
  readonly base: string
  readonly quote: string
  readonly side: Side
  readonly type: OrderType
  /** In the base currency, a multiple of the market's lot. */
  readonly quantity: Decimal
  /** The worst price it may fill at: of a limit order its price, of a market or stop order the edge of the band. */
  readonly limit: Decimal
  /** Of a stop order: the price that sets it off. */
  readonly trigger: Decimal | undefined
  readonly state: OrderState
  /** How much of `quantity` was filled. */
  readonly filled: Decimal
  /** What the fills cost or brought in the quote currency, without fees. */
  readonly turnover: Decimal
  /** Fees so far, in the quote currency. */
  readonly fees: Decimal
  /** What is still held for it: of a buy in the quote currency, of a sell in the base currency. 0 once it is over. */
  readonly reserved: Decimal
  readonly reason: OrderReason
  /** "hand", or the id of a version of a strategy. Closing by hand does not close a strategy's position. */
  readonly owner: string
  readonly tag: string | undefined
  readonly postOnly: boolean
  readonly reduceOnly: boolean
  readonly plan: ExitPlan | undefined
  readonly group: OrderGroup | undefined
  /** Unique, not guessable, stored before anything is sent. */
  readonly clientOrderId: string
  /** The venue's own id, once it has acknowledged. */
  readonly venueOrderId: string | undefined
  /** The intent that was confirmed; undefined for orders that the desk makes by itself, such as a stop. */
  readonly intentId: string | undefined
  /** The price that was expected when it was placed. */
  readonly expected: Decimal
  /** Market time, in milliseconds. */
  readonly placedAt: number
  /** Market time at which it is taken back if it still rests. */
  readonly expiresAt: number | undefined
  /** Wall time after which it must not be sent any more, in milliseconds. */
  readonly notAfter: number
  /** Wall time of its last change, in milliseconds. */
  readonly updatedAt: number
  /** Why it was refused, expired or cancelled, or what else is to be known of it, in words for people. */
  readonly note: string | undefined
}

/** A part of an order that was filled. `tradeId` is the venue's, unique in a book. */
export interface Fill {
  readonly id: string
  readonly orderId: string
  readonly tradeId: string
  readonly price: Decimal
  readonly quantity: Decimal
  readonly fee: Decimal
  readonly feeAsset: string
  /** It gave the market liquidity: it rested before it was filled. */
  readonly maker: boolean
  /** Market time, in milliseconds. */
  readonly at: number
}
