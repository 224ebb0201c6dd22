import { releaseEntry } from '../ledger/entries.ts'
import type { BookWork } from '../orders/book-work.ts'
import type { Order } from '../orders/order.ts'
import { isOver, type OrderEvent } from '../orders/order-state.ts'
import { addTarget } from '../positions/raise-position.ts'

interface Ending {
  readonly event: OrderEvent
  /** Market time, in milliseconds. */
  readonly at: number
  /** Why, in words for people. */
  readonly note?: string | undefined
}

/** Ends an order without a further fill and gives back what was held for it. A target that did not fill is waited for again. */
export function endOrder(work: BookWork, id: string, { event, at, note }: Ending): Order | undefined {
  const ended = work.happen(id, event, note === undefined ? {} : { note })
  if (ended === undefined || !isOver(ended)) return ended
  if (ended.reason === 'target' && event !== 'refuse') restoreTarget(work, ended)
  return release(work, ended, at)
}

/** The same as `endOrder` for one that the venue took back: what it is called depends on whether a part was filled. */
export function endCancelled(work: BookWork, order: Order, { at, note }: Omit<Ending, 'event'>): Order | undefined {
  return endOrder(work, order.id, { event: order.filled.gt(0) ? 'cancel-part' : 'cancel', at, note })
}

export function release(work: BookWork, order: Order, at: number): Order {
  if (order.reserved.isZero()) return order
  const asset = order.side === 'buy' ? order.quote : order.base
  work.post(releaseEntry({ id: work.newId(), at, asset, amount: order.reserved, orderId: order.id }))
  return work.putOrder({ ...order, reserved: order.reserved.times(0) })
}

function restoreTarget(work: BookWork, order: Order): void {
  const position = work.positionOf(order)
  const quantity = order.quantity.minus(order.filled)
  if (position === undefined || quantity.lte(0)) return
  work.putPosition({ ...position, targets: addTarget(position.targets, { price: order.limit, quantity }) })
}
