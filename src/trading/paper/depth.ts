import { Decimal, decimalOf, ONE } from '../../basics/money.ts'
import { HOUR_MS } from '../../basics/timeframe.ts'
import type { Side } from '../orders/order.ts'
import type { Quote } from '../trading-ports.ts'
import type { MarketStep } from '../venue-ports.ts'
import type { PaperCosts } from './paper-costs.ts'

/** One side of an order book, as far as it is known: its best price, and by how much each unit of the base currency that is taken moves it. */
export interface Depth {
  readonly side: Side
  readonly best: Decimal
  readonly slope: Decimal
}

export interface Taken {
  readonly quantity: Decimal
  /** Mean price; the best one while nothing is taken. */
  readonly price: Decimal
}

/** What a buyer or seller finds at the price of this moment. */
export function depthNow(side: Side, { last, bid, ask, hourVolume }: Quote, costs: PaperCosts): Depth {
  const best = side === 'buy' ? ask : bid
  return depthFrom(side, { best: best ?? beyondSpread(side, { price: last, half: costs.halfSpread }), hourVolume }, costs)
}

/** What a buyer or seller finds when the market stands at `price` in a step: the spread is that of its quote, the volume that of its bar. */
export function depthAt(side: Side, { price, step }: { readonly price: Decimal; readonly step: MarketStep }, costs: PaperCosts): Depth {
  const { quote, volume, opensAt, closesAt } = step
  if (volume === undefined && price.eq(quote.last)) return depthNow(side, quote, costs)
  const { bid, ask } = quote
  const half = bid === undefined || ask === undefined ? costs.halfSpread : Decimal.max(0, ask.minus(bid).div(ask.plus(bid)))
  const hours = (closesAt - opensAt) / HOUR_MS
  const hourVolume = volume === undefined || hours <= 0 ? quote.hourVolume : price.times(decimalOf(volume)).div(hours)
  return depthFrom(side, { best: beyondSpread(side, { price, half }), hourVolume }, costs)
}

/** How much there is up to a limit, in the base currency; undefined when there is no end to it. */
export function depthUpTo(limit: Decimal, { side, best, slope }: Depth): Decimal | undefined {
  const room = side === 'buy' ? limit.minus(best) : best.minus(limit)
  if (room.lt(0)) return new Decimal(0)
  return slope.isZero() ? undefined : room.div(slope)
}

/** Takes from a book out of which `before` was taken already. The price moves in proportion, so that parts cost together what the whole would. */
export function takeFrom(
  depth: Depth,
  { quantity, limit, before }: { readonly quantity: Decimal; readonly limit: Decimal; readonly before: Decimal },
): Taken {
  const left = depthUpTo(limit, depth)?.minus(before)
  const taken = left === undefined ? quantity : Decimal.max(0, Decimal.min(quantity, left))
  const moved = depth.slope.times(before.plus(taken.div(2)))
  return { quantity: taken, price: depth.side === 'buy' ? depth.best.plus(moved) : depth.best.minus(moved) }
}

function depthFrom(
  side: Side,
  { best, hourVolume }: { readonly best: Decimal; readonly hourVolume: Decimal | undefined },
  { impact, blindSlippage }: PaperCosts,
): Depth {
  if (hourVolume === undefined || hourVolume.lte(0))
    return { side, best: beyondSpread(side, { price: best, half: blindSlippage }), slope: new Decimal(0) }
  return { side, best, slope: best.times(best).times(impact).div(hourVolume) }
}

function beyondSpread(side: Side, { price, half }: { readonly price: Decimal; readonly half: Decimal }): Decimal {
  return price.times(side === 'buy' ? ONE.plus(half) : ONE.minus(half))
}
