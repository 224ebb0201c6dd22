import type { LedgerAccount, LedgerEntry } from './ledger-entry.ts'

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
