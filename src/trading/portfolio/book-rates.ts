import type { Decimal } from '../../basics/money.ts'
import type { Book } from '../book.ts'
import type { TradingMarket } from '../trading-ports.ts'
import { assetsOf, type Rates, rateOf, sumOf } from './valuation.ts'

/** What one unit of each asset of a book is worth in the book's asset; what has no price is left out. */
export async function ratesOf(book: Book, market: Pick<TradingMarket, 'rate'>): Promise<Rates> {
  const assets = assetsOf(book).filter((asset) => asset !== book.asset)
  const rates = await Promise.all(assets.map((asset) => market.rate(asset, book.asset)))
  return new Map(assets.flatMap((asset, index) => (rates[index] === undefined ? [] : [[asset, rates[index]] as const])))
}

/** All that was deposited less what was withdrawn, in the book's asset; what has no price is left out. */
export function fundedIn({ asset }: Pick<Book, 'asset'>, funding: ReadonlyMap<string, Decimal>, rates: Rates): Decimal {
  return sumOf([...funding].map(([each, amount]) => rateOf(each, asset, rates)?.times(amount) ?? amount.times(0)))
}
