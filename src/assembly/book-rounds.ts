import type { Book, BookKind } from '../trading/book.ts'
import type { BookStore } from '../trading/book-ports.ts'
import type { OrderDesk } from '../trading/orders/order-desk-parts.ts'
import type { Portfolio } from '../trading/portfolio/portfolio.ts'
import type { TradingMarket } from '../trading/trading-ports.ts'
import { sharedMarket } from './shared-market.ts'

export type MarketOf = (userId: string, kind: BookKind) => Promise<TradingMarket | undefined>

/** What the clock does with the books that have something open. What fails is handed to `failed`, and the others go on. */
export interface BookRounds {
  /** Matches the next of them with their markets: so many that a round stays short, and the next round goes on where this one ended. */
  settleBusy(marketOf: MarketOf, failed: (error: unknown) => void): Promise<void>
  /** Keeps a snapshot of what each of them is worth. */
  keepEquity(marketOf: MarketOf, failed: (error: unknown) => void): Promise<void>
}

interface RoundParts {
  readonly books: Pick<BookStore, 'busy'>
  readonly ordersOn: (market: TradingMarket) => Pick<OrderDesk, 'settle'>
  readonly portfolioOn: (market: TradingMarket) => Pick<Portfolio, 'record'>
  readonly booksARoundMax: number
}

interface Round {
  readonly marketOf: MarketOf
  readonly work: (book: Book, market: TradingMarket) => Promise<unknown>
  readonly failed: (error: unknown) => void
}

export function createBookRounds({ books, ordersOn, portfolioOn, booksARoundMax }: RoundParts): BookRounds {
  let settled: string | undefined

  /** Those that come after a book, as many as one round takes; gives the last of them, or undefined when there are no more. A book of another market waits for its own. */
  const doRound = async (after: string | undefined, { marketOf, work, failed }: Round): Promise<string | undefined> => {
    const busy = await books.busy({ after, limit: booksARoundMax })
    const marketFor = sharingMain(marketOf)
    // A market that cannot be had is one failure, however many books hang on it.
    const failures = new Set<unknown>()
    for (const book of busy) {
      try {
        const market = await marketFor(book.userId, book.kind)
        if (market?.source === book.source) await work(book, market)
      } catch (error) {
        failures.add(error)
      }
    }
    for (const failure of failures) failed(failure)
    return busy.length < booksARoundMax ? undefined : busy.at(-1)?.id
  }

  return {
    async settleBusy(marketOf, failed) {
      settled = await doRound(settled, { marketOf, failed, work: (book, market) => ordersOn(market).settle(book.userId, book) })
    },
    async keepEquity(marketOf, failed) {
      const round: Round = { marketOf, failed, work: ({ userId }, market) => portfolioOn(market).record(userId) }
      let after = await doRound(undefined, round)
      while (after !== undefined) after = await doRound(after, round)
    },
  }
}

/** All main books of a round live in one market; a practice session has its own. */
function sharingMain(marketOf: MarketOf): MarketOf {
  let main: Promise<TradingMarket | undefined> | undefined
  return (userId, kind) => {
    if (kind === 'practice') return marketOf(userId, kind)
    main ??= marketOf(userId, kind).then((market) => market && sharedMarket(market))
    return main
  }
}
