import type { Ids } from '../basics/ids.ts'
import type { Decimal } from '../basics/money.ts'
import type { Origin } from '../basics/origin.ts'
import { Refusal } from '../basics/refusal.ts'
import { showTime } from '../basics/show.ts'
import type { Book } from './book.ts'
import type { BookStore } from './book-ports.ts'
import type { TradingMarket } from './trading-ports.ts'

/** The opening deposit is the first change; whoever has made no other has nothing to lose. */
const UNTOUCHED_VERSION = 1

export interface BookOpenerParts {
  readonly books: Pick<BookStore, 'open' | 'begin'>
  readonly market: Pick<TradingMarket, 'source' | 'kind' | 'now'>
  readonly ids: Pick<Ids, 'id'>
  /** What a paper account begins with. */
  readonly opening: { readonly asset: string; readonly amount: Decimal }
  /** The operator named the market source, so another one than the account's is meant: it begins anew. Otherwise it may be an outage, and nothing is left behind. */
  readonly chosen: boolean
}

export interface BookOpener {
  /** The book at the market's time and source. A book of another source, or of a later time, is refused, or ended where that loses nothing. */
  open(userId: string): Promise<Book>
  begin(userId: string, origin: Origin, amount?: Decimal): Promise<Book>
}

export function createBookOpener({ books, market, ids, opening, chosen }: BookOpenerParts): BookOpener {
  const begin = (userId: string, origin: Origin, amount: Decimal = opening.amount): Promise<Book> =>
    books.begin(
      userId,
      { id: ids.id(), mode: 'paper', kind: market.kind, source: market.source, asset: opening.asset, opening: amount, at: market.now() },
      origin,
    )
  const beginBySelf = (userId: string): Promise<Book> => begin(userId, { userId, callId: ids.id(), action: 'book begin', platform: 'desk' })
  return {
    begin,
    async open(userId) {
      const book = await books.open(userId, { mode: 'paper', kind: market.kind })
      if (book === undefined) return beginBySelf(userId)
      const isUntouched = book.version <= UNTOUCHED_VERSION
      if (book.source !== market.source) {
        if (!isUntouched && !chosen && market.kind === 'main') throw otherSource(book, market)
        return beginBySelf(userId)
      }
      if (book.lastEntryAt <= market.now()) return book
      if (!isUntouched) throw earlier(book)
      return beginBySelf(userId)
    },
  }
}

function otherSource({ source }: Book, market: Pick<TradingMarket, 'source'>): Refusal {
  return new Refusal('conflict', `Your paper account belongs to ${source} prices, and these are ${market.source} ones.`, {
    hint: `It waits until ${source} prices are back. /wallet reset begins a new one here.`,
  })
}

function earlier({ lastEntryAt }: Book): Refusal {
  return new Refusal('conflict', `Your paper account has lived until ${showTime(lastEntryAt)}, which is later than this.`, {
    hint: 'Go on from there, or begin a new account: npm run say -- --new --at … or /wallet reset.',
  })
}
