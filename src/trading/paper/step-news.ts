import { Decimal, decimal, decimalOf } from '../../basics/money.ts'
import type { Touch } from '../../matching/bar.ts'
import { firstLeg } from '../../matching/first-leg.ts'
import { limitInBar, triggerInBar } from '../../matching/resting-in-bar.ts'
import type { Order, Side } from '../orders/order.ts'
import type { TradedMarket } from '../trading-ports.ts'
import type { MarketStep, VenueNews } from '../venue-ports.ts'
import { depthAt, depthUpTo, type Taken, takeFrom } from './depth.ts'
import { executionOf } from './execution.ts'
import type { PaperCosts } from './paper-costs.ts'

const NOTHING = new Decimal(0)

export interface StepFacts {
  readonly market: TradedMarket
  readonly step: MarketStep
  readonly costs: PaperCosts
}

/** An order that the step touched. */
interface Hit {
  readonly order: Order
  readonly touch: Touch
  readonly triggered: boolean
}

/** What earlier orders of the same step left to the later ones. */
interface Used {
  readonly book: Record<Side, Decimal>
  volume: Decimal
}

/** What a step of the market does to the open orders of that market, in the order in which they are given; all of them share its volume. */
export function stepNews(orders: readonly Order[], facts: StepFacts): readonly VenueNews[] {
  const used: Used = { book: { buy: NOTHING, sell: NOTHING }, volume: NOTHING }
  const hits = orders.flatMap((order) => hitOf(order, facts) ?? [])
  return hits.filter((hit) => isFirstOfGroup(hit, hits)).flatMap((hit) => newsOf(hit, { facts, used }) ?? [])
}

/** Of orders that cancel each other, only the first that was touched may fill. */
function isFirstOfGroup(hit: Hit, hits: readonly Hit[]): boolean {
  const { group } = hit.order
  return group?.kind !== 'oco' || firstLeg(hits.filter(({ order }) => order.group?.id === group.id)) === hit
}

function hitOf(order: Order, { step, costs }: StepFacts): Hit | undefined {
  const touch = touchOf(order, { step, costs })
  return touch === undefined ? undefined : { order, touch, triggered: order.type === 'stop' }
}

function touchOf({ type, side, limit, trigger, placedAt }: Order, { step, costs }: Pick<StepFacts, 'step' | 'costs'>): Touch | undefined {
  const opens: Touch = { price: step.open, at: 'open' }
  if (type === 'market') return opens
  if (type === 'stop') return trigger === undefined ? undefined : triggerInBar(side, trigger.toNumber(), step)
  if (!isMoment(step)) return limitInBar(side, limit.toNumber(), step, placedAt >= step.opensAt)
  const best = depthAt(side, { price: decimalOf(step.open), step }, costs)
  return depthUpTo(limit, best)?.isZero() ? undefined : opens
}

function newsOf(hit: Hit, { facts, used }: { readonly facts: StepFacts; readonly used: Used }): VenueNews | undefined {
  const { order } = hit
  const isResting = order.type === 'limit' && !isMoment(facts.step)
  const found = isResting ? shareOfBar(hit, { facts, used }) : takenFromBook(hit, { facts, used })
  const { clientOrderId } = order
  const executions = found.quantity.gt(0)
    ? [executionOf(order, { ...facts, ...found, maker: order.type === 'limit' && (isResting || order.placedAt < facts.step.opensAt) })]
    : []
  if (order.filled.plus(found.quantity).gte(order.quantity)) return { clientOrderId, executions, ended: 'filled' }
  if (order.type !== 'limit') return { clientOrderId, executions, ended: 'expired' }
  return executions.length === 0 ? undefined : { clientOrderId, executions, ended: 'no' }
}

/** What rests gets a share of what was traded in the bar. */
function shareOfBar({ order, touch }: Hit, { facts, used }: { readonly facts: StepFacts; readonly used: Used }): Taken {
  const { volume } = facts.step
  const wanted = order.quantity.minus(order.filled)
  const there = volume === undefined ? wanted : decimalOf(volume).times(facts.costs.barShare).minus(used.volume)
  const quantity = inLots(Decimal.min(wanted, there), facts.market)
  used.volume = used.volume.plus(quantity)
  return { quantity, price: touch.at === 'level' ? order.limit : decimalOf(touch.price) }
}

/** What goes to the market takes what stands there. What the order filled before counts as taken, so that the same moment gives nothing twice. */
function takenFromBook({ order, touch }: Hit, { facts, used }: { readonly facts: StepFacts; readonly used: Used }): Taken {
  const { market, step, costs } = facts
  const price = touch.at === 'level' && order.trigger !== undefined ? order.trigger : decimalOf(touch.price)
  const depth = depthAt(order.side, { price, step }, costs)
  const before = used.book[order.side].plus(order.filled)
  const { quantity } = takeFrom(depth, { quantity: order.quantity.minus(order.filled), limit: order.limit, before })
  const taken = takeFrom(depth, { quantity: inLots(quantity, market), limit: order.limit, before })
  used.book[order.side] = used.book[order.side].plus(taken.quantity)
  return taken
}

function inLots(quantity: Decimal, { lot }: TradedMarket): Decimal {
  return Decimal.max(0, quantity.div(decimal(lot)).floor().times(decimal(lot)))
}

/** The quote of a moment, in the clothes of a bar. */
function isMoment({ high, low, volume }: MarketStep): boolean {
  return volume === undefined && high === low
}
