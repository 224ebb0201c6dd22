import type { Decimal } from '../basics/money.ts'
import type { Fill, Order } from './orders/order.ts'
import type { Position, Trade } from './positions/position.ts'

/** Practice money, or the user's own account at an exchange. Only the venue behind the port differs. */
export type Mode = 'paper' | 'live'

/** A user's main book, or that of a practice session, which has a clock of its own. */
export type BookKind = 'main' | 'practice'

/** What is owned of one asset. `reserved` is held for orders that may still fill. */
export interface Balance {
  readonly available: Decimal
  readonly reserved: Decimal
}

/**
 * Everything about one trading account that an order could change: it is read as a whole, worked on by pure functions, and written back as one
 * `BookChange` that counts only if `version` is still the same. Each reset of a paper account, and each change of market source, opens the next epoch.
 */
export interface Book {
  readonly id: string
  readonly userId: string
  readonly mode: Mode
  readonly kind: BookKind
  readonly epoch: number
  /** The market source that its entries belong to: "replay", "simulated", "live". */
  readonly source: string
  /** The asset that it is counted in, such as USDT. */
  readonly asset: string
  /** Counts the changes. */
  readonly version: number
  /** Market time up to which closed bars were matched with what rests, in milliseconds. */
  readonly settledTo: number
  /** Market time of its newest ledger entry; 0 before the first. */
  readonly lastEntryAt: number
  /** By asset; an asset that was never held is missing. */
  readonly balances: ReadonlyMap<string, Balance>
  /** The orders that may still do something. */
  readonly orders: readonly Order[]
  /** The positions that are open. */
  readonly positions: readonly Position[]
  /** All fills of `orders`, so that one which is told twice counts once. */
  readonly fills: readonly Fill[]
  /** What the closing ones among `orders` closed so far: the row of an order grows with each further fill. */
  readonly trades: readonly Trade[]
  /** Set while entries are stopped. */
  readonly halt: Halt | undefined
}

/** Why no entry is let through. 'pause' is lifted by /resume, 'panic' by /resume with the second factor where one is set, 'desk' by an admin alone. */
export interface Halt {
  readonly kind: 'pause' | 'panic' | 'desk'
  readonly reason: string
  /** Wall time, in milliseconds. */
  readonly since: number
}
