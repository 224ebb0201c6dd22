import type { Decimal } from '../../basics/money.ts'
import type { LedgerEntry } from './ledger-entry.ts'

export type { LedgerEntry } from './ledger-entry.ts'

/** An entry in its place. `hash` is of `previousHash` and of the entry, so that none can be changed, taken out or put in unnoticed. */
export interface SealedEntry extends Seal {
  readonly entry: LedgerEntry
}

export interface Seal extends ChainEnd {
  /** The hash of the entry before; of zeros before the first. */
  readonly previousHash: Uint8Array
}

export interface ChainEnd {
  /** Counts within the book, from 1. */
  readonly sequence: number
  /** SHA-256. */
  readonly hash: Uint8Array
}

/** What the store needs of the ledger's arithmetic. */
export interface LedgerRules {
  /** The deposit that a book begins with, under the id of the book; undefined when it begins with nothing. */
  opening(book: { readonly id: string; readonly asset: string; readonly opening: Decimal; readonly at: number }): LedgerEntry | undefined
  /**
   * Puts entries behind the end of a book's chain. `known` are the seals of those whose ids are there already: the same entry again is left out.
   * Throws when an id comes again with something else, or when an entry does not add up.
   */
  seal(
    book: { readonly id: string; readonly end: ChainEnd | undefined; readonly known: ReadonlyMap<string, Seal> },
    entries: readonly LedgerEntry[],
  ): readonly SealedEntry[]
}

/** The entries of a book as they were sealed, oldest first: for checking and for taking them elsewhere. */
export interface LedgerArchive {
  read(bookId: string, page: { readonly after: number; readonly limit: number }): Promise<readonly SealedEntry[]>
}
