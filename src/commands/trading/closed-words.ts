import { type Block, fields } from '../../basics/reply.ts'
import { showAmount, showPrice } from '../../basics/show.ts'
import type { MarketService } from '../../market/market-service.ts'
import type { Order } from '../../trading/orders/order.ts'
import type { Position } from '../../trading/positions/position.ts'
import type { Placed, Report } from '../../trading/trading.ts'
import { gainWords, moneyWords } from '../portfolio-words.ts'
import { STATE_WORDS } from './order-list.ts'
import { filledAt, type Ticks, ticksOf } from './trade-words.ts'

/** "Sold 2 of 3 positions": what became of exits at the market. */
export function closedHead({ done, failed }: Report<Placed>): string {
  const sold = done.flatMap(({ orders }) => orders).filter(({ filled }) => filled.gt(0))
  const [only] = sold
  const trouble = failed.length === 0 ? '' : `, ${failed.length} could not be`
  if (only !== undefined && sold.length === 1) return `Sold ${showAmount(only.filled, only.base)}${trouble}`
  return sold.length === 0 ? `Nothing was sold${trouble}` : `Sold in ${sold.length} markets${trouble}`
}

/** Each exit with its price and what it brought, and why others failed. */
export async function closedBlocks(
  { done, failed }: Report<Placed>,
  { market, signal }: { readonly market: MarketService; readonly signal: AbortSignal },
): Promise<readonly Block[]> {
  const tickOf = await ticksOf(market, signal)
  const orders = done.flatMap((placed) => placed.orders)
  const positions = done.flatMap((placed) => placed.positions)
  return [
    ...(orders.length === 0
      ? []
      : [fields(Object.fromEntries(orders.map((order) => [`${order.base} ${order.code}`, exitWords(order, tickOf)])))]),
    ...(positions.length === 0 ? [] : [fields(Object.fromEntries(positions.map((each) => [`Position ${each.code}`, leftWords(each)])))]),
    ...(failed.length === 0 ? [] : [fields(Object.fromEntries(failed.map(({ what, why }) => [what, why])))]),
  ]
}

/** What is left of a position of which something was sold, and what that brought. */
export function leftWords({ quantity, base, quote, realised }: Position): string {
  const left = quantity.isZero() ? `${base} closed` : `${showAmount(quantity, base)} left`
  return `${left}, ${gainWords(realised, quote)} with fees`
}

function exitWords(order: Order, tickOf: Ticks): string {
  const { filled, base, quote, turnover, fees, marketId, state, note } = order
  const at = filledAt(order)
  if (at === undefined) return `${STATE_WORDS[state]}${note === undefined ? '' : `: ${note}`}`
  return `${showAmount(filled, base)} at ${showPrice(at, tickOf(marketId))}, ${moneyWords(turnover, quote)} less ${moneyWords(fees, quote)} fee`
}
