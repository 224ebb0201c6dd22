import type { Decimal } from '../../basics/money.ts'
import { Refusal } from '../../basics/refusal.ts'
import { nextOfGrid } from '../orders/grid-order.ts'
import { makeOrder } from '../orders/make-order.ts'
import type { Order } from '../orders/order.ts'
import type { OrderRun } from '../orders/order-run.ts'
import { isOver } from '../orders/order-state.ts'
import type { TradedMarket } from '../trading-ports.ts'
import type { MarketStep, VenueNews } from '../venue-ports.ts'
import { cancelAtVenue } from './cancel-order.ts'
import { endCancelled, endOrder } from './end-order.ts'
import { takeFill } from './take-fill.ts'

/** Asks the venue what a step did to these orders, takes it into the book, and does what follows from it. Gives the orders that filled, or a part of which did. */
export async function takeNews(run: OrderRun, step: MarketStep, orders: readonly Order[]): Promise<readonly Order[]> {
  if (orders.length === 0) return []
  const market = await run.market(step.marketId)
  const filled: Order[] = []
  for (const news of await run.parts.venue.news(orders, market, step)) {
    const order = orders.find(({ clientOrderId }) => clientOrderId === news.clientOrderId)
    if (order !== undefined && (await takeExecutions(run, { order, news, market }))) filled.push(order)
    if (order !== undefined) takeEnd(run, { order, news, step })
  }
  for (const { id } of filled) await follow(run, { id, step, market })
  return filled
}

async function takeExecutions(
  run: OrderRun,
  { order, news, market }: { readonly order: Order; readonly news: VenueNews; readonly market: TradedMarket },
): Promise<boolean> {
  let isFilled = false
  for (const execution of news.executions) {
    const feeWorth = await worthOf(run, execution.feeAsset, market)
    isFilled = takeFill(run.work(), { order, execution, market, feeWorth }) !== undefined || isFilled
  }
  return isFilled
}

/** 'filled' needs no word of its own: the executions say so, and as long as one of them is missing there is more to come. */
function takeEnd(
  run: OrderRun,
  { order, news, step }: { readonly order: Order; readonly news: VenueNews; readonly step: MarketStep },
): void {
  const now = run.work().order(order.id)
  if (now === undefined || isOver(now)) return
  if (news.ended === 'cancelled') endCancelled(run.work(), now, { at: step.closesAt })
  if (news.ended === 'expired')
    endOrder(run.work(), now.id, {
      event: 'expire',
      at: step.closesAt,
      note: `The market had no more of it at ${now.limit.toFixed()} ${now.quote}.`,
    })
}

/** The other half of a pair is cancelled, and a line of a grid goes back on the other side. */
async function follow(
  run: OrderRun,
  { id, step, market }: { readonly id: string; readonly step: MarketStep; readonly market: TradedMarket },
): Promise<void> {
  const work = run.work()
  const order = work.order(id)
  if (order?.group === undefined) return
  const { group } = order
  if (group.kind === 'oco') {
    const others = work.live().filter((other) => other.group?.id === group.id && other.id !== id)
    await cancelAtVenue(run, others, { at: step.closesAt, note: `${order.code} filled first.` })
  }
  const next = nextOfGrid(order, { market, held: work.available(order.base) })
  if (next === undefined || (next.side === 'buy' && work.book().halt !== undefined)) return
  if (next.side === 'buy' && !(await run.parts.admit(work.book(), next))) {
    work.putOrder({ ...order, note: 'The buy of its grid was not put back: your limits do not let it through.' })
    return
  }
  try {
    makeOrder(work, { planned: next, group, intentId: order.intentId, at: step.closesAt }, run.parts)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

async function worthOf(run: OrderRun, asset: string, { base, quote }: TradedMarket): Promise<Decimal | undefined> {
  return asset === base || asset === quote ? undefined : (await run.parts.market.rate(asset, quote))?.price
}
