import { depositEntry } from './entries.ts'
import { checkEntry } from './entry-checks.ts'
import { CHAIN_START, canonicalLine, isSealed, sealEntries } from './hash-chain.ts'
import type { LedgerEntry } from './ledger-entry.ts'
import type { LedgerRules, Seal } from './ledger-ports.ts'

/** The ledger as those who keep it see it. */
export const ledgerRules: LedgerRules = {
  opening({ id, asset, opening, at }) {
    return opening.isZero() ? undefined : depositEntry({ id, at, asset, amount: opening, note: 'Opening deposit' })
  },
  seal({ id, end = CHAIN_START, known }, entries) {
    const fresh = once(id, entries).filter((entry) => !isKnown(id, entry, known.get(entry.id)))
    return sealEntries(id, end, fresh.map(checkEntry))
  },
}

function isKnown(bookId: string, entry: LedgerEntry, seal: Seal | undefined): boolean {
  if (seal === undefined) return false
  if (!isSealed(bookId, seal, entry)) throw new Error(`The ledger has another entry ${entry.id}`)
  return true
}

/** Each id once, and always with the same entry. */
function once(bookId: string, entries: readonly LedgerEntry[]): readonly LedgerEntry[] {
  const byId = new Map<string, LedgerEntry>()
  for (const entry of entries) {
    const before = byId.get(entry.id) ?? entry
    if (canonicalLine(bookId, 0, before) !== canonicalLine(bookId, 0, entry)) throw new Error(`Two entries are called ${entry.id}`)
    byId.set(entry.id, before)
  }
  return [...byId.values()]
}
