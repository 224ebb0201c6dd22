import { createHash } from 'node:crypto'
import type { LedgerEntry } from './ledger-entry.ts'
import type { ChainEnd, Seal, SealedEntry } from './ledger-ports.ts'

const HASH_BYTES = 32

/** Where the chain of a book begins. */
export const CHAIN_START: ChainEnd = { sequence: 0, hash: Buffer.alloc(HASH_BYTES) }

/** Numbers the entries and binds each to all before it: a hash is of the hash before and of the entry. */
export function sealEntries(bookId: string, end: ChainEnd, entries: readonly LedgerEntry[]): readonly SealedEntry[] {
  let last = end
  return entries.map((entry) => {
    const sequence = last.sequence + 1
    const sealed = { entry, sequence, previousHash: last.hash, hash: hashOf(bookId, { entry, sequence, previousHash: last.hash }) }
    last = sealed
    return sealed
  })
}

/** The sequence of the first entry that is not what it was, that is missing, or that stands in another's place; undefined when all is well. */
export function firstBroken(bookId: string, sealed: readonly SealedEntry[], start: ChainEnd = CHAIN_START): number | undefined {
  let last = start
  for (const each of sealed) {
    const expected = last.sequence + 1
    const intact = each.sequence === expected && same(each.previousHash, last.hash) && same(each.hash, hashOf(bookId, each))
    if (!intact) return expected
    last = each
  }
  return undefined
}

/** The entry is, to the last byte, the one that was sealed. */
export function isSealed(bookId: string, seal: Seal, entry: LedgerEntry): boolean {
  return same(seal.hash, hashOf(bookId, { ...seal, entry }))
}

/** All of an entry as one line of JSON, in fixed order: the same entry has the same bytes on every machine. */
export function canonicalLine(bookId: string, sequence: number, entry: LedgerEntry): string {
  const { id, kind, at, orderId = null, fillId = null, note = null, legs } = entry
  const flat = legs.map(({ asset, account, amount }) => [asset, account, amount.toString()])
  return JSON.stringify([bookId, sequence, id, kind, at, orderId, fillId, note, flat])
}

function hashOf(bookId: string, { entry, sequence, previousHash }: Omit<SealedEntry, 'hash'>): Uint8Array {
  return createHash('sha256')
    .update(previousHash)
    .update(canonicalLine(bookId, sequence, entry))
    .digest()
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}
