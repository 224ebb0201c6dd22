import type { BookKind } from '../book.ts'
import type { BookStore } from '../book-ports.ts'
import type { Portfolio } from './portfolio.ts'

const BOOKS_MAX = 10_000

/**
 * Keeps a snapshot of every book with something open, for the clock; what lies in money alone is worth the same until somebody looks again.
 * One book that cannot be valued does not hold the others up.
 */
export function createEquityKeeper({
  books,
  portfolioOf,
  recordFailure,
}: {
  readonly books: Pick<BookStore, 'busy'>
  /** The portfolio at the market time of that user's book; undefined while that stands still. */
  readonly portfolioOf: (owner: { readonly userId: string; readonly kind: BookKind }) => Promise<Pick<Portfolio, 'record'> | undefined>
  readonly recordFailure: (error: unknown, about: { readonly userId: string }) => void
}): () => Promise<void> {
  return async () => {
    for (const owner of await books.busy(BOOKS_MAX)) {
      try {
        await (await portfolioOf(owner))?.record(owner.userId)
      } catch (error) {
        recordFailure(error, { userId: owner.userId })
      }
    }
  }
}
