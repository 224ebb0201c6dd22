import type { Book } from './book.ts'
import type { RiskStanding } from './gate-ports.ts'
import { fundedIn, ratesOf } from './portfolio/book-rates.ts'
import type { AccountPastStore } from './portfolio/portfolio-ports.ts'
import { midnightBefore, standingOf } from './portfolio/standing.ts'
import type { Rates } from './portfolio/valuation.ts'
import type { TradingMarket } from './trading-ports.ts'

interface FactsParts {
  readonly past: AccountPastStore
  readonly market: TradingMarket
}

interface AccountFacts {
  readonly standing: RiskStanding
  readonly rates: Rates
}

/** Reads what the risk gate must know of an account, for an entry into a market if there is one. */
export async function readStanding({ past, market }: FactsParts, book: Book, marketId: string | undefined): Promise<AccountFacts> {
  const now = market.now()
  const [{ orders, trades, marks, funding }, rates] = await Promise.all([past.read(book.id, midnightBefore(now)), ratesOf(book, market)])
  const funded = fundedIn(book, funding, rates)
  return { standing: standingOf({ book, now, rates, orders, trades, snapshots: marks, funded }, marketId), rates }
}
