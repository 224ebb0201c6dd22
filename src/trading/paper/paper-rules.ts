import { type Decimal, decimal, decimalOf } from '../../basics/money.ts'
import { showAmount } from '../../basics/show.ts'
import type { TradedMarket } from '../trading-ports.ts'
import type { MarketStep, VenueOrder } from '../venue-ports.ts'
import { depthAt, depthUpTo } from './depth.ts'
import type { PaperCosts } from './paper-costs.ts'

type Judged = Pick<VenueOrder, 'side' | 'type' | 'quantity' | 'limit' | 'trigger' | 'postOnly'> & { readonly market: TradedMarket }

/** Why an exchange would not take this order, in words for people; undefined when it would. */
export function refusalOf(order: Judged, step: MarketStep, costs: PaperCosts): string | undefined {
  const { market, quantity, type, limit, trigger } = order
  if (!market.active) return `${market.symbol} is not traded now.`
  if (quantity.lte(0) || !isMultiple(quantity, market.lot)) return `An amount of ${market.base} is a multiple of ${market.lot}.`
  const price = type === 'limit' ? limit : trigger
  if (limit.lte(0) || (price !== undefined && (price.lte(0) || !isMultiple(price, market.tick))))
    return `A price of ${market.symbol} is a multiple of ${market.tick}.`
  const least = market.minimumCost
  if (least !== undefined && quantity.times(price ?? decimalOf(step.close)).lt(decimal(least)))
    return `An order in ${market.symbol} is worth ${showAmount(decimal(least), market.quote)} at least.`
  if (order.postOnly && crosses(order, step, costs)) return 'It would have taken from the book at once, which post-only forbids.'
  return undefined
}

function crosses({ side, limit }: Judged, step: MarketStep, costs: PaperCosts): boolean {
  const reach = depthUpTo(limit, depthAt(side, { price: decimalOf(step.close), step }, costs))
  return reach === undefined || reach.gt(0)
}

function isMultiple(amount: Decimal, step: string): boolean {
  return amount.mod(step).isZero()
}
