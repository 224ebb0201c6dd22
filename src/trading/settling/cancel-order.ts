import type { Order } from '../orders/order.ts'
import type { OrderRun } from '../orders/order-run.ts'
import { isResting } from '../orders/order-state.ts'
import { endCancelled, endOrder } from './end-order.ts'

interface Cancelling {
  /** Market time, in milliseconds. */
  readonly at: number
  readonly note: string
}

/** Marks what rests as to be cancelled; what was never sent is over at once. What nobody knows the state of is left alone. */
export function askCancel(run: OrderRun, orders: readonly Order[], { at, note }: Cancelling): void {
  const work = run.work()
  for (const { id, state } of orders) {
    if (state === 'confirmed') endOrder(work, id, { event: 'cancel', at, note })
    if (state === 'open' || state === 'partial') work.happen(id, 'ask-cancel', { note })
  }
}

/**
 * Takes orders back at the venue. Only its clear word ends one: when it is 'gone' there, or nobody knows, it goes on waiting to be cancelled until the news of it,
 * or the next try, tell what became of it.
 */
export async function cancelAtVenue(run: OrderRun, orders: readonly Order[], cancelling: Cancelling): Promise<void> {
  askCancel(run, orders, cancelling)
  for (const { id } of orders) {
    const order = run.work().order(id)
    if (order === undefined || !isResting(order)) continue
    const outcome = await run.parts.venue.cancel(order)
    if (outcome === 'cancelled') endCancelled(run.work(), order, { at: cancelling.at, note: order.note })
  }
}
