import { Refusal } from '../../basics/refusal.ts'
import { BookMoved } from '../book-ports.ts'
import type { Order } from '../orders/order.ts'
import type { OrderRun } from '../orders/order-run.ts'
import type { MarketStep, Placement, VenueOrder } from '../venue-ports.ts'
import { endOrder } from './end-order.ts'
import { takeNews } from './take-news.ts'

/** A filled line of a grid may put back one that fills at once, and so on; the rest is for the next call. */
const ROUNDS_MAX = 5

/** The step of the market in which an order is to be placed; undefined while there is none. */
export type StepOf = (order: Order) => Promise<MarketStep | undefined>

/**
 * Sends what was confirmed: the one place from which orders reach a venue. That they are being sent is written down before the venue hears of it, so that after
 * a crash nobody sends them again. Gives the orders that filled, or a part of which did.
 */
export async function sendConfirmed(run: OrderRun, stepOf: StepOf): Promise<readonly Order[]> {
  const filled: Order[] = []
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const sending = await markSending(run, stepOf)
    if (sending.length === 0) return filled
    for (const { order, step } of sending) await send(run, order, step)
    for (const { order, step } of sending) {
      const now = run.work().order(order.id)
      // What was made as a bar closed was not there while it went on.
      if (now?.state === 'open' && now.placedAt <= step.opensAt) filled.push(...(await takeNews(run, step, [now])))
    }
    await run.commit()
  }
  return filled
}

async function markSending(run: OrderRun, stepOf: StepOf): Promise<readonly { readonly order: Order; readonly step: MarketStep }[]> {
  const confirmed = run
    .work()
    .live()
    .filter(({ state }) => state === 'confirmed')
  if (confirmed.length === 0) return []
  const isEntering = confirmed.some(({ reason }) => reason === 'entry')
  await writeSending(run, isEntering)
  const sending: { readonly order: Order; readonly step: MarketStep }[] = []
  for (const order of confirmed) {
    const step = await stepOf(order)
    const marked = step && run.work().happen(order.id, 'send')
    if (step !== undefined && marked !== undefined) sending.push({ order: marked, step })
  }
  await writeSending(run, isEntering)
  return sending
}

/** When entries were stopped meanwhile, the pass begins anew and drops them. */
async function writeSending(run: OrderRun, isEntering: boolean): Promise<void> {
  try {
    await run.commit(isEntering ? { enters: true } : {})
  } catch (error) {
    throw isEntering && error instanceof Refusal && error.code === 'over-limit' ? new BookMoved('Entries were stopped') : error
  }
}

async function send(run: OrderRun, order: Order, step: MarketStep): Promise<void> {
  takePlacement(run, { order, step, placement: await run.parts.venue.place(await venueOrder(run, order), step) })
}

/** What the venue answered to an order, or said of it when it was looked up. */
export function takePlacement(
  run: OrderRun,
  { order, step, placement }: { readonly order: Order; readonly step: MarketStep; readonly placement: Placement },
): void {
  const work = run.work()
  if (placement.outcome === 'acknowledged') work.happen(order.id, 'acknowledge', { venueOrderId: placement.venueOrderId })
  if (placement.outcome === 'refused') endOrder(work, order.id, { event: 'refuse', at: step.closesAt, note: placement.reason })
  if (placement.outcome === 'unknown' && order.state === 'sending') work.happen(order.id, 'doubt')
}

async function venueOrder(run: OrderRun, order: Order): Promise<VenueOrder> {
  const { clientOrderId, side, type, quantity, limit, trigger, postOnly, notAfter } = order
  return { clientOrderId, market: await run.market(order.marketId), side, type, quantity, limit, trigger, postOnly, notAfter }
}
