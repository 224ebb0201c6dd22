import type { Decimal } from '../../basics/money.ts'
import type { OrderReason } from '../orders/order.ts'

/** A holding of one market and owner, with what is to become of it. Spot and long only. */
export interface Position {
  readonly id: string
  /** What people call it: six characters of base32. */
  readonly code: string
  readonly bookId: string
  readonly marketId: string
  readonly base: string
  readonly quote: string
  readonly owner: string
  readonly tag: string | undefined
  /** In the base currency; 0 once it is closed. */
  readonly quantity: Decimal
  /** What `quantity` cost in the quote currency, without fees; the average price derives from it. */
  readonly cost: Decimal
  /** All that was ever bought for it, in the base currency. */
  readonly bought: Decimal
  /** Fees of its entries that are not yet part of a trade, in the quote currency. */
  readonly entryFees: Decimal
  /** Profit of the parts that were closed, net of their fees, in the quote currency. */
  readonly realised: Decimal
  readonly stop: Decimal | undefined
  /** The stop that it began with, from which its risk in money derives. */
  readonly firstStop: Decimal | undefined
  /** Quantities in the base currency; the nearest first. */
  readonly targets: readonly { readonly price: Decimal; readonly quantity: Decimal }[]
  readonly trail: Decimal | undefined
  readonly breakEven: Decimal | undefined
  /** The highest price since it was opened. */
  readonly peak: Decimal
  /** Market time at which it is closed, whatever the price. */
  readonly closeAt: number | undefined
  /** Market time, in milliseconds. */
  readonly openedAt: number
  readonly closedAt: number | undefined
}

/** A position, or a part of one, that was closed: one row per closing order. All money is in the quote currency. */
export interface Trade {
  readonly id: string
  readonly bookId: string
  readonly positionId: string
  readonly orderId: string
  readonly marketId: string
  readonly owner: string
  readonly tag: string | undefined
  readonly quantity: Decimal
  /** What it cost and what it brought, without fees; entry and exit price derive from them. */
  readonly cost: Decimal
  readonly proceeds: Decimal
  readonly openedAt: number
  readonly closedAt: number
  readonly reason: OrderReason
  /** Its share of the entry's fees, and those of the exit. */
  readonly fees: Decimal
  /** Net of `fees`. */
  readonly pnl: Decimal
  /** What it risked at its first stop, in the quote currency; undefined without a stop. */
  readonly risk: Decimal | undefined
}
