import { Decimal } from '../../basics/money.ts'
import type { TradedMarket } from '../trading-ports.ts'
import type { Order } from './order.ts'
import type { PlannedOrder } from './planned-order.ts'

/** What takes the place of a filled order of a grid: a sell one line further up, a buy one line further down. `held` is what is free to sell, which a fee may have made less. */
export function nextOfGrid(
  order: Order,
  { market, held }: { readonly market: TradedMarket; readonly held: Decimal },
): PlannedOrder | undefined {
  const { group, state, side, limit, quantity, marketId, base, quote, owner, tag, postOnly, plan } = order
  if (group?.kind !== 'grid' || group.step === undefined || state !== 'filled') return undefined
  const buys = side === 'sell'
  const price = buys ? limit.minus(group.step) : limit.plus(group.step)
  const size = buys ? quantity : Decimal.min(quantity, held.div(market.lot).floor().times(market.lot))
  if (price.lte(0) || size.lte(0)) return undefined
  return {
    marketId,
    base,
    quote,
    side: buys ? 'buy' : 'sell',
    type: 'limit',
    quantity: size,
    limit: price,
    trigger: undefined,
    expected: price,
    reason: buys ? 'entry' : 'exit',
    owner,
    tag,
    postOnly,
    reduceOnly: !buys,
    plan,
    group,
    restMs: undefined,
  }
}
