/** Every amount of the ledger is a whole number of these: 10^-18 of a unit of any asset. */
export const LEDGER_SCALE = 18

/**
 * `available` and `reserved` are the user's, and never below zero. `fees` is what was paid, `dust` what rounding left over.
 * `market` is what the other side of the trades gave (below zero) and took; `equity` is where deposits come from and withdrawals go.
 */
export const LEDGER_ACCOUNTS = ['available', 'reserved', 'fees', 'dust', 'market', 'equity'] as const
export type LedgerAccount = (typeof LEDGER_ACCOUNTS)[number]

export const ENTRY_KINDS = ['deposit', 'withdrawal', 'reserve', 'release', 'fill', 'correction'] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

export interface Leg {
  readonly asset: string
  readonly account: LedgerAccount
  /** In minor units, never 0: what comes is above zero, what goes is below. */
  readonly amount: bigint
}

/** What happened to the money at one moment. Never changed once it is written; its legs add up to zero for each asset. */
export interface LedgerEntry {
  /** UUID. The same id twice with the same content counts once. */
  readonly id: string
  readonly kind: EntryKind
  /** Market time, in milliseconds. */
  readonly at: number
  readonly legs: readonly Leg[]
  readonly orderId?: string
  readonly fillId?: string
  readonly note?: string
}
