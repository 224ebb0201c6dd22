import { Decimal } from '../../basics/money.ts'
import type { Fill, Side } from '../orders/order.ts'

const NOTHING = new Decimal(0)

/** A fill with the market that it was of. */
export interface MarketFill extends Fill {
  readonly base: string
  readonly quote: string
  readonly side: Side
}

/** What was bought at one moment and not yet sold, as far as it is one piece. `cost` is in the quote currency with its fee. */
export interface OpenLot {
  readonly base: string
  readonly quote: string
  readonly quantity: Decimal
  readonly cost: Decimal
  readonly boughtAt: number
}

/** A piece that was bought at one moment and sold at another. Money is in the quote currency: `cost` with the fee of the purchase, `proceeds` less that of the sale. */
export interface SoldLot extends OpenLot {
  readonly proceeds: Decimal
  readonly gain: Decimal
  readonly soldAt: number
}

/**
 * Matches sales with purchases, first in, first out, for each pair of currencies. Of fills of one moment purchases count first, since nothing can be sold before it is there.
 * A fee in the base currency makes a purchase smaller, or is sold along with a sale. What was sold without having been bought is left out.
 */
export function taxLots(fills: readonly MarketFill[]): { readonly sold: readonly SoldLot[]; readonly open: readonly OpenLot[] } {
  const queues = new Map<string, OpenLot[]>()
  const sold: SoldLot[] = []
  for (const fill of fills.toSorted(byTime)) {
    const pair = `${fill.base}/${fill.quote}`
    const queue = queues.get(pair) ?? []
    queues.set(pair, queue)
    if (fill.side === 'buy') queue.push(lotOf(fill))
    else sold.push(...sell(fill, queue))
  }
  return { sold, open: [...queues.values()].flat() }
}

function byTime(one: MarketFill, other: MarketFill): number {
  return one.at - other.at || one.side.localeCompare(other.side)
}

function lotOf({ base, quote, price, quantity, fee, feeAsset, at }: MarketFill): OpenLot {
  const inBase = feeAsset === base ? fee : NOTHING
  const inQuote = feeAsset === quote ? fee : NOTHING
  return { base, quote, quantity: quantity.minus(inBase), cost: price.times(quantity).plus(inQuote), boughtAt: at }
}

/** Takes the oldest lots from the front of the queue; the last of them may be taken in part. */
function sell({ base, quote, price, quantity, fee, feeAsset, at }: MarketFill, queue: OpenLot[]): readonly SoldLot[] {
  const total = feeAsset === base ? quantity.plus(fee) : quantity
  const proceeds = price.times(quantity).minus(feeAsset === quote ? fee : NOTHING)
  const sold: SoldLot[] = []
  let left = total
  while (left.gt(0)) {
    const lot = queue.shift()
    if (lot === undefined) break
    const taken = Decimal.min(left, lot.quantity)
    const cost = lot.cost.times(taken).div(lot.quantity)
    const brought = proceeds.times(taken).div(total)
    sold.push({ ...lot, quantity: taken, cost, proceeds: brought, gain: brought.minus(cost), soldAt: at })
    if (taken.lt(lot.quantity)) queue.unshift({ ...lot, quantity: lot.quantity.minus(taken), cost: lot.cost.minus(cost) })
    left = left.minus(taken)
  }
  return sold
}
