import type { Decimal } from '../basics/money.ts'
import type { Origin } from '../basics/origin.ts'
import type { Book, Halt, Mode } from './book.ts'
import type { RiskStanding, RiskVerdict } from './gate-ports.ts'
import type { Fill, Order, Side } from './orders/order.ts'
import type { PlannedOrder } from './orders/planned-order.ts'
import type { Rates } from './portfolio/valuation.ts'
import type { Position } from './positions/position.ts'
import type { Quote, TradedMarket } from './trading-ports.ts'

/** How much: of the base currency ("0.01"), of money ("$100"), of what is there ("10%"), by the loss at the stop ("risk 1%"), or all that is allowed ("max"). Shares are ratios. */
export type Size =
  | { readonly kind: 'base' | 'money'; readonly amount: Decimal }
  | { readonly kind: 'share' | 'risk'; readonly share: Decimal }
  | { readonly kind: 'max' }

/** A price as it was said: "60k", or so far from the entry ("2%" below for a stop, above for a target). Shares are ratios without sign. */
export type Level = { readonly price: Decimal } | { readonly away: Decimal }

/** What somebody wants to trade, as read from his words. It goes through JSON for the question, so decimals are kept as text there. */
export interface Ticket {
  readonly side: Side
  readonly marketId: string
  readonly size: Size
  /** Where it rests; missing for a market order. Several prices make a ladder. */
  readonly at?: { readonly from: Level; readonly to?: Level; readonly count?: number }
  /** Buys when the price rises to this: a stop order. With `at` the two are an OCO pair. */
  readonly trigger?: Level
  /** Lines of a grid between the two prices of `at`. */
  readonly grid?: boolean
  readonly stop?: Level | 'none'
  readonly targets: readonly { readonly level: Level; readonly share?: Decimal }[] | 'none'
  readonly trail?: Decimal
  readonly breakEven?: Decimal
  /** How long the position is kept, and how long the order rests. Milliseconds. */
  readonly keepMs?: number
  readonly restMs?: number
  readonly postOnly?: boolean
  readonly reduceOnly?: boolean
  readonly tag?: string
  readonly owner?: string
}

/** What an order would do: all that the confirm card shows. Money without another word is in the quote currency. */
export interface Draft {
  readonly id: string
  readonly ticket: Ticket
  readonly market: TradedMarket
  readonly quote: Quote
  /** One, or those of a ladder, a grid or a pair. */
  readonly orders: readonly PlannedOrder[]
  readonly quantity: Decimal
  readonly entry: Decimal
  /** What it costs or brings, without fees; the fees that are expected; the most that is held for it. */
  readonly cost: Decimal
  readonly fee: Decimal
  readonly reserve: Decimal
  /** What the fill is expected to be worse than the last price, as a share. */
  readonly slippage: Decimal
  readonly stop: Decimal | undefined
  readonly targets: readonly { readonly price: Decimal; readonly share: Decimal }[]
  /** The stop, or the target, is the usual one because nothing was said. */
  readonly usual: { readonly stop: boolean; readonly target: boolean }
  /** What is lost at the stop with fees, in the book's asset and as a share of equity; all of it without a stop. */
  readonly risk: Decimal
  readonly riskShare: Decimal
  /** Reward over risk; undefined without a target or a stop. */
  readonly reward: Decimal | undefined
  /** How the account stands without it. */
  readonly standing: RiskStanding
  /** Exposure after it, as a share of equity. */
  readonly exposureAfter: Decimal
  readonly verdict: RiskVerdict
  readonly book: Pick<Book, 'mode' | 'asset' | 'source'>
  /** Wall time until which it may be confirmed. */
  readonly expiresAt: number
}

/** What came of a confirmed draft. */
export interface Placed {
  readonly orders: readonly Order[]
  readonly fills: readonly Fill[]
  readonly positions: readonly Position[]
}

/** What became of several things that were to be done one by one; what failed says why and does not hold the rest up. */
export interface Report<Thing> {
  readonly done: readonly Thing[]
  readonly failed: readonly { readonly what: string; readonly why: string }[]
}

/** A position with what it is worth now. */
export interface PositionView {
  readonly position: Position
  readonly market: TradedMarket
  /** Undefined without a price. */
  readonly quote: Quote | undefined
  readonly value: Decimal | undefined
  /** Net of the entry's fees, in the quote currency and as a share of the cost. */
  readonly profit: Decimal | undefined
  readonly profitShare: Decimal | undefined
  /** The stop that holds now, trailing and break-even counted in. */
  readonly stopNow: Decimal | undefined
}

export interface OrderChange {
  readonly price?: Level
  readonly size?: Size
  readonly stop?: Level | 'none'
  readonly targets?: readonly { readonly level: Level; readonly share?: Decimal }[] | 'none'
  readonly trail?: Decimal | 'none'
}

/** Which positions to close: by market or code, all of them, or those that are in profit or loss. */
export type Which = 'all' | 'winners' | 'losers' | { readonly name: string }

/**
 * Trading for the caller's market and time. Everything first settles the book: what rests is matched with what the market did since.
 * All is of one user; nobody else's orders can be named. Throws `Refusal` with words for the user.
 */
export interface Trading {
  /** Whose money it is. */
  readonly mode: Mode
  /** The book as it stands now. */
  book(userId: string): Promise<Book>
  /** The book, how it stands for the risk gate, where `held` is that of no market, and what its assets are worth in the book's own. */
  account(userId: string): Promise<{ readonly book: Book; readonly standing: RiskStanding; readonly rates: Rates }>
  /** Works out what a ticket would do and keeps it under `id` for a minute. Nothing is placed. Refused when the gate refuses. */
  draft(userId: string, ask: { readonly id: string; readonly ticket: Ticket }): Promise<Draft>
  /** The same without keeping it, and with a refusing verdict instead of a refusal: for /whatif and /why. */
  preview(userId: string, ticket: Ticket): Promise<Draft>
  /** Places what was drafted under `origin.callId`. Throws `AskAgain` when the price has left the band since it was shown. */
  confirm(userId: string, origin: Origin): Promise<Placed>
  orders(userId: string): Promise<readonly Order[]>
  /** Orders that are over, what changed last first. */
  ended(userId: string, limit: number): Promise<readonly Order[]>
  /** By its code, also one that is over, or by the market of an open one. */
  order(userId: string, name: string): Promise<{ readonly order: Order; readonly fills: readonly Fill[] }>
  positions(userId: string): Promise<readonly PositionView[]>
  /** By code, market, "all", or nothing when there is just one. */
  cancel(userId: string, which: string | undefined, origin: Origin): Promise<Report<Order>>
  /** Of an open order its price or size, of a position its stop, targets or trail; `name` is a code or a market. */
  modify(userId: string, change: { readonly name: string } & OrderChange, origin: Origin): Promise<Placed>
  /** Sells at the market. `share` in (0, 1]. */
  close(userId: string, close: { readonly which: Which; readonly share: Decimal }, origin: Origin): Promise<Report<Placed>>
  /** Stops entries, cancels all orders, closes all positions, in this order; entries stay stopped. */
  panic(userId: string, origin: Origin): Promise<{ readonly cancelled: Report<Order>; readonly closed: Report<Placed> }>
  pause(userId: string, origin: Origin): Promise<Halt>
  resume(userId: string, origin: Origin): Promise<void>
  /** The ticket that was confirmed last. */
  lastTicket(userId: string): Promise<Ticket | undefined>
  /** Ends the book and opens the next epoch with fresh money. */
  reset(userId: string, origin: Origin, opening?: Decimal): Promise<Book>
}
