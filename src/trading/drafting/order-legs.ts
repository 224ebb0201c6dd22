import { Decimal, ONE } from '../../basics/money.ts'
import { Refusal } from '../../basics/refusal.ts'
import { showPrice } from '../../basics/show.ts'
import type { OrderGroup, OrderType } from '../orders/order.ts'
import type { Level, Ticket } from '../trading.ts'
import type { Quote, TradedMarket } from '../trading-ports.ts'
import { priceAt } from './levels.ts'

/** One of the orders that a ticket comes to, before it has a quantity. */
export interface OrderLeg {
  readonly type: OrderType
  /** Where it is expected to fill. */
  readonly entry: Decimal
  readonly limit: Decimal
  readonly trigger: Decimal | undefined
}

export interface OrderLegs {
  readonly legs: readonly OrderLeg[]
  readonly group: Omit<OrderGroup, 'id'> | undefined
}

export interface LegBasis {
  readonly market: TradedMarket
  readonly quote: Quote
  /** How far from the last price a market or stop order may fill, as a share. */
  readonly band: Decimal
  /** What a market order is expected to fill at. */
  readonly expected: Decimal
}

const LINES_MIN = 2

/** The orders that a ticket comes to. Refuses prices that contradict each other or the market. */
export function orderLegs(ticket: Ticket, basis: LegBasis): OrderLegs {
  const { at, trigger, grid } = ticket
  if (grid) return gridLegs(ticket, basis)
  if (at?.to !== undefined) return { legs: lines(ticket, basis).map((price) => limitLeg(ticket, price, basis)), group: { kind: 'ladder' } }
  if (trigger === undefined)
    return {
      legs: [at === undefined ? marketLeg(ticket, basis) : limitLeg(ticket, priceOf(ticket, at.from, basis), basis)],
      group: undefined,
    }
  const stop = stopLeg(ticket, basis)
  if (at === undefined) return { legs: [stop], group: undefined }
  return { legs: [limitLeg(ticket, priceOf(ticket, at.from, basis), basis), stop], group: { kind: 'oco' } }
}

/** The worst price that stays inside the band, on the market's grid. */
function bandEdge(side: Ticket['side'], from: Decimal, { band, market }: Pick<LegBasis, 'band' | 'market'>): Decimal {
  const edge = from.mul(side === 'buy' ? ONE.plus(band) : ONE.minus(band)).div(market.tick)
  return (side === 'buy' ? edge.floor() : edge.ceil()).mul(market.tick)
}

function marketLeg({ side }: Ticket, basis: LegBasis): OrderLeg {
  return { type: 'market', entry: basis.expected, limit: bandEdge(side, basis.quote.last, basis), trigger: undefined }
}

/** One that the market already offers fills at the market's price. */
function limitLeg({ side }: Ticket, limit: Decimal, { expected }: LegBasis): OrderLeg {
  const better = side === 'buy' ? Decimal.min(limit, expected) : Decimal.max(limit, expected)
  return { type: 'limit', entry: better, limit, trigger: undefined }
}

function stopLeg(ticket: Ticket, basis: LegBasis): OrderLeg {
  const { side, trigger } = ticket
  const { market, quote } = basis
  const buys = side === 'buy'
  const price =
    trigger === undefined ? quote.last : priceAt(trigger, { from: quote.last, side: buys ? 'above' : 'below', tick: market.tick })
  if (buys ? price.lte(quote.last) : price.gte(quote.last))
    throw new Refusal(
      'bad-input',
      `A stop order to ${side} waits ${buys ? 'above' : 'below'} the price, which is ${showPrice(quote.last, market.tick)}.`,
      {
        hint: `For example: stop ${bandEdge(side, quote.last, { band: new Decimal('0.05'), market }).toFixed()}`,
      },
    )
  return { type: 'stop', entry: price, limit: bandEdge(side, price, basis), trigger: price }
}

/** Lines below the price rest a buy each; what they buy is sold one line further up, by the order that takes a filled one's place. */
function gridLegs(ticket: Ticket, basis: LegBasis): OrderLegs {
  const prices = lines(ticket, basis).toSorted((a, b) => a.comparedTo(b))
  const [lowest, second] = prices
  if (ticket.side === 'sell' || lowest === undefined || second === undefined)
    throw new Refusal('bad-input', 'A grid begins with buys below the price.', { hint: 'For example: /buy btc $500 grid 55k..65k:10' })
  const below = prices.filter((price) => price.lt(basis.quote.last))
  if (below.length === 0)
    throw new Refusal('bad-input', 'No line of that grid lies below the price, so there is nothing to buy yet.', {
      hint: `The price is ${showPrice(basis.quote.last, basis.market.tick)}.`,
    })
  return { legs: below.map((price) => limitLeg(ticket, price, basis)), group: { kind: 'grid', step: second.minus(lowest) } }
}

function lines(ticket: Ticket, basis: LegBasis): readonly Decimal[] {
  const { from, to, count = LINES_MIN } = ticket.at ?? {}
  if (from === undefined || to === undefined)
    throw new Refusal('bad-input', 'A ladder or grid needs two prices and a count.', { hint: 'For example: @60k..55k:5' })
  const first = priceOf(ticket, from, basis)
  const apart = priceOf(ticket, to, basis)
    .minus(first)
    .div(count - 1)
  const prices = Array.from({ length: count }, (_, index) => first.plus(apart.mul(index)).toNearest(basis.market.tick))
  if (new Set(prices.map(String)).size < prices.length || prices.some((price) => price.lte(0)))
    throw new Refusal('bad-input', `Those prices are too close for ${count} orders.`, {
      hint: `The smallest step of ${basis.market.symbol} is ${basis.market.tick}.`,
    })
  return prices
}

function priceOf({ side }: Ticket, level: Level, { quote, market }: LegBasis): Decimal {
  const price = priceAt(level, { from: quote.last, side: side === 'buy' ? 'below' : 'above', tick: market.tick })
  if (price.lte(0)) throw new Refusal('bad-input', 'A price is above zero.', { hint: 'For example: @60k, or @-2%' })
  return price
}
