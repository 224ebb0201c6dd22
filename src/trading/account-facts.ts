import type { Book } from './book.ts'
import type { BookHistory } from './book-ports.ts'
import type { RiskStanding } from './gate-ports.ts'
import type { EquityStore } from './portfolio/portfolio-ports.ts'
import { midnightBefore, standingOf } from './portfolio/standing.ts'
import { assetsOf, type Rates } from './portfolio/valuation.ts'
import type { TradingMarket } from './trading-ports.ts'

const TODAY_MAX = 1_000
const RECENT_MAX = 30
const SNAPSHOTS_MAX = 10_000

interface FactsParts {
  readonly history: Pick<BookHistory, 'orders' | 'trades' | 'funding'>
  readonly snapshots: Pick<EquityStore, 'list'>
  readonly market: TradingMarket
}

/** Reads what the risk gate must know of an account, for an entry into a market if there is one. */
export async function readStanding(
  { history, snapshots, market }: FactsParts,
  book: Book,
  marketId: string | undefined,
): Promise<RiskStanding> {
  const now = market.now()
  const [today, recent, trades, points, funding, rates] = await Promise.all([
    history.orders(book.id, { from: midnightBefore(now), limit: TODAY_MAX }),
    history.orders(book.id, { limit: RECENT_MAX }),
    history.trades(book.id, { limit: RECENT_MAX }),
    snapshots.list(book.id, { limit: SNAPSHOTS_MAX }),
    history.funding(book.id),
    ratesOf(book, market),
  ])
  const orders = today.length >= recent.length ? today : recent
  const funded = funding.get(book.asset) ?? book.balances.get(book.asset)?.available.mul(0)
  if (funded === undefined) throw new RangeError('A book has had its opening deposit')
  return standingOf({ book, now, rates, orders, trades, snapshots: points, funded }, marketId)
}

/** What one unit of each asset of a book is worth in the book's asset; what has no price is left out. */
export async function ratesOf(book: Book, market: TradingMarket): Promise<Rates> {
  const assets = assetsOf(book)
  const rates = await Promise.all(assets.map((asset) => market.rate(asset, book.asset)))
  return new Map(assets.flatMap((asset, index) => (rates[index] === undefined ? [] : [[asset, rates[index]] as const])))
}
