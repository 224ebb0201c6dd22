import { Decimal, ONE } from '../../basics/money.ts'
import { Refusal } from '../../basics/refusal.ts'
import { showAmount } from '../../basics/show.ts'
import type { RiskDefaults } from '../gate-ports.ts'
import type { ExitPlan } from '../orders/order.ts'
import type { PlannedOrder } from '../orders/planned-order.ts'
import type { Size, Ticket } from '../trading.ts'
import { type ExitLevels, exitLevels } from './exit-levels.ts'
import { type LegBasis, type OrderLeg, type OrderLegs, orderLegs } from './order-legs.ts'
import { buyQuantity, inLots, type SizeBasis, sellQuantity } from './order-size.ts'

export const BY_HAND = 'hand'

/** What a ticket comes to, rounded to what the market takes. */
export interface OrderPlan {
  readonly orders: readonly PlannedOrder[]
  /** Of all orders that can fill together, and what one unit of it is expected to cost. */
  readonly quantity: Decimal
  readonly entry: Decimal
  /** Of the order that costs most. */
  readonly exits: ExitLevels
}

export interface BuyBasis extends LegBasis {
  readonly defaults: RiskDefaults
  /** Cash that is there and all that the account is worth, in the quote currency. */
  readonly cash: Decimal
  readonly equity: Decimal
  readonly feeRate: Decimal
}

interface PricedLeg extends OrderLeg {
  readonly exits: ExitLevels
}

/** The orders of a buy. Refuses what contradicts itself, and what is too little for the market. */
export function planBuy(ticket: Ticket, basis: BuyBasis): OrderPlan {
  const made = orderLegs(ticket, basis)
  const shared = made.group?.kind === 'ladder' || made.group?.kind === 'grid'
  const common = made.group?.kind === 'grid' ? least(made.legs) : mean(made.legs)
  const legs = made.legs.map((leg) => {
    const entry = shared ? common : leg.entry
    return { ...leg, exits: exitLevels(ticket, { entry, tick: basis.market.tick, defaults: basis.defaults }) }
  })
  const quantities = quantitiesOf(ticket, { legs, made, basis })
  const orders = legs.map((leg, index) => planned(ticket, { leg, quantity: quantities[index] ?? new Decimal(0), group: made.group, basis }))
  const dearest = orders.indexOf(byCost(orders)[0] ?? fault())
  return { orders, ...together(orders, made), exits: legs[dearest]?.exits ?? fault() }
}

/** The orders of a sell of what is `held` and free, in the base currency. */
export function planSell(ticket: Ticket, { held, ...basis }: LegBasis & { readonly held: Decimal }): OrderPlan {
  const made = orderLegs(ticket, basis)
  if (made.group?.kind === 'oco')
    throw new Refusal('bad-input', 'A position has its stop and its targets for that.', { hint: 'For example: /modify btc sl 58k tp 65k' })
  const wanted = sellQuantity(ticket.size, { entry: mean(made.legs), held })
  if (wanted.gt(held))
    throw new Refusal('over-limit', `You have ${showAmount(held, basis.market.base)} to sell.`, { hint: 'For example: /sell btc 50%' })
  const none = { stop: undefined, targets: [], usual: { stop: false, target: false } } as const
  const orders = made.legs.map((leg) => {
    const quantity = inLots(wanted.div(made.legs.length), { price: leg.entry, market: basis.market })
    return { ...planned(ticket, { leg: { ...leg, exits: none }, quantity, group: made.group, basis }), plan: undefined }
  })
  return { orders, ...together(orders, made), exits: none }
}

function quantitiesOf(
  { size }: Ticket,
  { legs, made, basis }: { readonly legs: readonly PricedLeg[]; readonly made: OrderLegs; readonly basis: BuyBasis },
): readonly Decimal[] {
  const split = made.group?.kind === 'oco' ? 1 : legs.length
  const price = mean(legs)
  const money = size.kind === 'base' ? undefined : buyQuantity(size, sizeBasis(legs, { made, basis, price })).mul(price).div(split)
  return legs.map((leg) => {
    const quantity = money === undefined ? amountOf(size).div(split) : money.div(leg.entry)
    return inLots(quantity, { price: leg.entry, market: basis.market })
  })
}

/** All of a pair is held twice, because either may fill. */
function sizeBasis(
  legs: readonly PricedLeg[],
  { made, basis, price }: { readonly made: OrderLegs; readonly basis: BuyBasis; readonly price: Decimal },
): SizeBasis {
  const worst = legs.reduce((most, { limit, entry }) => Decimal.max(most, limit.div(entry)), ONE)
  const times = made.group?.kind === 'oco' ? legs.length : 1
  const affordable = basis.cash.div(worst.mul(ONE.plus(basis.feeRate)).mul(times)).div(price)
  const stop = legs[0]?.exits.stop
  return { entry: price, stop, affordable, cash: basis.cash, equity: basis.equity }
}

function amountOf(size: Size): Decimal {
  return 'amount' in size ? size.amount : new Decimal(0)
}

function planned(
  ticket: Ticket,
  {
    leg,
    quantity,
    group,
    basis,
  }: { readonly leg: PricedLeg; readonly quantity: Decimal; readonly group: OrderLegs['group']; readonly basis: LegBasis },
): PlannedOrder {
  const { market } = basis
  const sells = ticket.side === 'sell'
  return {
    marketId: market.id,
    base: market.base,
    quote: market.quote,
    side: ticket.side,
    type: leg.type,
    quantity,
    limit: leg.limit,
    trigger: leg.trigger,
    expected: leg.entry,
    reason: sells ? 'exit' : 'entry',
    owner: ticket.owner ?? BY_HAND,
    tag: ticket.tag,
    postOnly: ticket.postOnly === true,
    reduceOnly: sells,
    plan: exitPlan(ticket, leg.exits),
    group,
    restMs: ticket.restMs,
  }
}

function exitPlan({ trail, breakEven, keepMs }: Ticket, { stop, targets }: ExitLevels): ExitPlan {
  return {
    targets,
    ...(stop !== undefined && { stop }),
    ...(trail !== undefined && { trail }),
    ...(breakEven !== undefined && { breakEven }),
    ...(keepMs !== undefined && { keepMs }),
  }
}

/** Of a pair only one fills, so the dearer one counts. */
function together(orders: readonly PlannedOrder[], { group }: OrderLegs): Pick<OrderPlan, 'quantity' | 'entry'> {
  const counted = group?.kind === 'oco' ? byCost(orders).slice(0, 1) : orders
  const quantity = counted.reduce((sum, order) => sum.plus(order.quantity), new Decimal(0))
  const cost = counted.reduce((sum, order) => sum.plus(costOf(order)), new Decimal(0))
  return { quantity, entry: cost.div(quantity) }
}

/** The dearest first. */
function byCost(orders: readonly PlannedOrder[]): readonly PlannedOrder[] {
  return orders.toSorted((a, b) => costOf(b).comparedTo(costOf(a)))
}

function costOf({ quantity, expected }: PlannedOrder): Decimal {
  return quantity.mul(expected)
}

function fault(): never {
  throw new RangeError('A ticket comes to one order at least')
}

function mean(legs: readonly OrderLeg[]): Decimal {
  return legs.reduce((sum, { entry }) => sum.plus(entry), new Decimal(0)).div(legs.length)
}

function least(legs: readonly OrderLeg[]): Decimal {
  return legs.reduce((low, { entry }) => Decimal.min(low, entry), legs[0]?.entry ?? ONE)
}
