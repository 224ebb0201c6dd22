import { type Decimal, ONE } from '../../basics/money.ts'
import type { Quote } from '../trading-ports.ts'
import type { VenueOrder } from '../venue-ports.ts'
import { depthNow, takeFrom } from './depth.ts'
import type { PaperCosts } from './paper-costs.ts'

/** What an order is expected to come to. Money is in the quote currency. */
export interface ExpectedFill {
  /** Mean price of what fills; the best price while nothing does. */
  readonly price: Decimal
  /** How much worse that is than the last price, as a share; below zero when it is better. */
  readonly slippage: Decimal
  /** Whatever it is paid in. */
  readonly fee: Decimal
  /** How much there is within the limit, at most what the order asks for. In the base currency. */
  readonly quantity: Decimal
}

/** What an order that takes from the book at once would come to right now. */
export function expectFill(
  { side, quantity, limit }: Pick<VenueOrder, 'side' | 'quantity' | 'limit'>,
  quote: Quote,
  costs: PaperCosts,
): ExpectedFill {
  const taken = takeFrom(depthNow(side, quote, costs), { quantity, limit, before: quantity.times(0) })
  const apart = taken.price.div(quote.last).minus(ONE)
  return {
    ...taken,
    slippage: side === 'buy' ? apart : apart.negated(),
    fee: taken.quantity.times(taken.price).times(costs.taker),
  }
}
