import { Decimal, decimalOf, ONE } from '../../basics/money.ts'
import { makeOrder } from '../orders/make-order.ts'
import type { Order, OrderReason } from '../orders/order.ts'
import type { OrderRun } from '../orders/order-run.ts'
import type { PlannedOrder } from '../orders/planned-order.ts'
import { type ExitSale, targetSale, wholeSale } from '../positions/exit-sale.ts'
import type { ExitHit } from '../positions/find-exit.ts'
import type { Position } from '../positions/position.ts'
import type { TradedMarket } from '../trading-ports.ts'
import type { MarketStep } from '../venue-ports.ts'
import { cancelAtVenue } from './cancel-order.ts'

/** How far below the price that it is made at an exit may fill: it is to get out, but not at any price. */
const EXIT_BAND = new Decimal('0.1')
export const CLOSING = 'Its position is being closed.'
const TAKEN_AS_STOP = 'One candle touched the stop and the target; nobody knows which came first, so it counts as the stop.'

/** Makes the order of an exit that a step hit. Whatever else would sell the position is cancelled first, unless it is a target, which sells a part only. */
export async function makeExit(
  run: OrderRun,
  {
    position,
    hit,
    step,
    inside,
  }: { readonly position: Position; readonly hit: ExitHit; readonly step: MarketStep; readonly inside: boolean },
): Promise<void> {
  const market = await run.market(position.marketId)
  if (!market.active) return
  if (hit.reason !== 'target') await cancelAtVenue(run, restingSells(run, position), { at: step.closesAt, note: CLOSING })
  const work = run.work()
  const now = work.positionOf(position)
  if (now === undefined) return
  const facts = { market, free: work.available(position.base), price: hit.level ?? decimalOf(hit.price) }
  const sale = hit.reason === 'target' ? targetSale(now, facts) : wholeSale(now, facts)
  keepTargets(run, now, sale)
  if (sale.quantity.isZero()) return
  const planned = {
    ...exitWords(now, { market, from: decimalOf(hit.price), reason: hit.reason }),
    ...levelWords(hit),
    quantity: sale.quantity,
  }
  // An exit waits in its position before a bar opens, so that a bar which opens beyond it fills it at the open.
  const placedAt = inside ? step.opensAt : step.opensAt - 1
  const note = hit.ambiguous ? TAKEN_AS_STOP : undefined
  makeOrder(work, { planned, group: undefined, intentId: undefined, at: step.closesAt, placedAt, note }, run.parts)
}

/** What can still sell a position: orders of its market and owner. */
export function restingSells(run: OrderRun, { marketId, owner }: Pick<Position, 'marketId' | 'owner'>): readonly Order[] {
  return run
    .work()
    .live()
    .filter((order) => order.side === 'sell' && order.marketId === marketId && order.owner === owner)
}

/** A sale at the market that never buys or turns a position around. */
export function exitWords(
  { marketId, base, quote, owner, tag, quantity }: Position,
  { market, from, reason }: { readonly market: TradedMarket; readonly from: Decimal; readonly reason: OrderReason },
): PlannedOrder {
  const edge = from.times(ONE.minus(EXIT_BAND)).toNearest(market.tick, Decimal.ROUND_DOWN)
  return {
    marketId,
    base,
    quote,
    side: 'sell',
    type: 'market',
    quantity,
    limit: Decimal.max(edge, market.tick),
    trigger: undefined,
    expected: from,
    reason,
    owner,
    tag,
    postOnly: false,
    reduceOnly: true,
    plan: undefined,
    group: undefined,
    restMs: undefined,
  }
}

function levelWords({ reason, level }: ExitHit): Partial<Pick<PlannedOrder, 'type' | 'limit' | 'trigger'>> {
  if (level === undefined) return {}
  return reason === 'target' ? { type: 'limit', limit: level } : { type: 'stop', trigger: level }
}

function keepTargets(run: OrderRun, position: Position, { targets }: ExitSale): void {
  if (targets !== position.targets) run.work().putPosition({ ...position, targets })
}
