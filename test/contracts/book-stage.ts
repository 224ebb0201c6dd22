import { beforeEach } from 'vitest'
import type { AccountStore } from '../../src/accounts/account-ports.ts'
import { decimal } from '../../src/basics/money.ts'
import type { Origin } from '../../src/basics/origin.ts'
import type { Book, BookHistory, BookStart, BookStore, IntentStore, LedgerEntry } from '../../src/trading/book-ports.ts'
import { reserveEntry } from '../../src/trading/ledger/entries.ts'
import type { LedgerArchive } from '../../src/trading/ledger/ledger-ports.ts'
import { NOON, uuid } from '../fixtures/book-rows.ts'
import { newcomer } from './account-store.contract.ts'

export interface BookStores {
  readonly accounts: AccountStore
  readonly books: BookStore
  readonly bookHistory: BookHistory
  readonly ledger: LedgerArchive
  readonly intents: IntentStore
  /** Wall time. */
  readonly now: () => number
}

export const MAIN = { mode: 'paper', kind: 'main' } as const
export const BOOK_ID = uuid(400)

/** Somebody with a paper account of 100,000.5 USDT, made anew before each test. */
export interface BookStage {
  readonly stores: BookStores
  readonly userId: string
  /** A call of his. */
  origin(): Origin
  opened(): Promise<Book>
  start(about?: Partial<BookStart>): BookStart
  draft(id: string, book: Book, lifeMs?: number): Promise<void>
  /** Holds money for the first order; the number names the entry. */
  reserve(number: number, amount?: string): LedgerEntry
}

export function useBookStage(make: () => Promise<BookStores>): BookStage {
  let stores: BookStores
  let userId: string
  let calls = 0
  beforeEach(async () => {
    stores = await make()
    const { user, origin } = newcomer('1')
    userId = user.id
    await stores.accounts.create({ ...user, paper: { id: BOOK_ID, source: 'replay', asset: 'USDT', opening: decimal('100000.5') } }, origin)
  })
  return {
    get stores() {
      return stores
    },
    get userId() {
      return userId
    },
    origin: () => ({ userId, callId: `call ${++calls}`, action: 'buy', platform: 'console' }),
    async opened() {
      const book = await stores.books.open(userId, MAIN)
      if (book === undefined) throw new Error('There is no book')
      return book
    },
    start: (about = {}) => ({ ...MAIN, id: uuid(500), source: 'replay', asset: 'USDT', opening: decimal('5000'), at: NOON, ...about }),
    draft: (id, book, lifeMs = 60_000) =>
      stores.intents.keep({
        id,
        userId,
        bookId: book.id,
        ticket: { side: 'buy', size: { amount: decimal('0.50') } },
        quoted: decimal('40000.01'),
        expiresAt: stores.now() + lifeMs,
        state: 'draft',
      }),
    reserve: (number, amount = '20020.005005') =>
      reserveEntry({ id: uuid(number), at: NOON, orderId: uuid(1), asset: 'USDT', amount: decimal(amount) }),
  }
}
