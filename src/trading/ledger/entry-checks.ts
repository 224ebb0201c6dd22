import type { LedgerEntry } from './ledger-entry.ts'
import { MINOR_UNITS_END } from './minor-units.ts'

/** Gives the entry back. Throws a `RangeError` when it could not have happened: its legs do not add up to zero for each asset, say. */
export function checkEntry(entry: LedgerEntry): LedgerEntry {
  const { at, legs } = entry
  if (!Number.isSafeInteger(at)) throw new RangeError('An entry happens at a whole millisecond')
  if (legs.length < 2) throw new RangeError('An entry has two legs or more')
  const sums = new Map<string, bigint>()
  for (const { asset, amount } of legs) {
    if (amount === 0n) throw new RangeError('A leg moves something')
    if (amount >= MINOR_UNITS_END || amount <= -MINOR_UNITS_END) throw new RangeError('A leg is below 10^38 minor units')
    sums.set(asset, (sums.get(asset) ?? 0n) + amount)
  }
  for (const [asset, sum] of sums) if (sum !== 0n) throw new RangeError(`The legs of an entry do not add up to zero for ${asset}`)
  return entry
}
