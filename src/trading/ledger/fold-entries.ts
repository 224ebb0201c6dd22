import type { Balance } from '../book.ts'
import type { LedgerAccount, LedgerEntry } from './ledger-entry.ts'
import { fromMinor, MINOR_UNITS_END, toMinor } from './minor-units.ts'

/** What the accounts of one asset hold, in minor units. */
export type Accounts = Readonly<Record<LedgerAccount, bigint>>

const NOTHING: Accounts = { available: 0n, reserved: 0n, fees: 0n, dust: 0n, market: 0n, equity: 0n }

/** What the accounts hold after the entries, whatever their order, by asset. With `until`, a market time, only what happened up to then counts. */
export function foldEntries(entries: readonly LedgerEntry[], until = Number.POSITIVE_INFINITY): ReadonlyMap<string, Accounts> {
  const byAsset = new Map<string, Accounts>()
  for (const { at, legs } of entries) {
    if (at > until) continue
    for (const { asset, account, amount } of legs) {
      const accounts = byAsset.get(asset) ?? NOTHING
      byAsset.set(asset, { ...accounts, [account]: accounts[account] + amount })
    }
  }
  return byAsset
}

/** The balances of a book after the entries. Throws a `RangeError` when more would go than is there, or more would lie there than the database holds. */
export function balancesAfter(balances: ReadonlyMap<string, Balance>, entries: readonly LedgerEntry[]): ReadonlyMap<string, Balance> {
  const after = new Map(balances)
  for (const [asset, moved] of foldEntries(entries)) {
    const before = balances.get(asset)
    after.set(asset, { available: sum(before?.available, moved.available), reserved: sum(before?.reserved, moved.reserved) })
  }
  return after
}

function sum(before: Balance['available'] | undefined, moved: bigint): Balance['available'] {
  const minor = (before === undefined ? 0n : toMinor(before)) + moved
  if (minor < 0n) throw new RangeError('Nobody spends more than is there')
  if (minor >= MINOR_UNITS_END) throw new RangeError('A balance is below 10^38 minor units')
  return fromMinor(minor)
}
