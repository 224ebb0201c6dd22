import { readStanding } from './account-facts.ts'
import { questionOf } from './drafting/draft-order.ts'
import type { OrderDeskParts } from './orders/order-desk-parts.ts'
import type { TradingParts } from './trading-parts.ts'

/** The gate for entries that nobody is asked about, such as a line of a grid that goes back. What cannot be judged does not pass. */
export function createAdmission({ market, past, gate }: Pick<TradingParts, 'market' | 'past' | 'gate'>): OrderDeskParts['admit'] {
  return async (book, { marketId, quote: currency, type, quantity, limit, plan }) => {
    const [traded, quotes, { standing }, rate] = await Promise.all([
      market.market(marketId),
      market.quotes([marketId]),
      readStanding({ past, market }, book, marketId),
      market.rate(currency, book.asset),
    ])
    const quote = quotes.get(marketId)
    if (quote === undefined || rate === undefined || !traded.active) return false
    const facts = { book, market: traded, quote, rate: rate.price, standing }
    const asked = { type, entry: limit, quantity, stop: plan?.stop, targets: plan?.targets ?? [] }
    return (await gate.judge(questionOf(asked, facts))).allowed
  }
}
