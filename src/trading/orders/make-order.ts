import { Decimal, ONE } from '../../basics/money.ts'
import { Refusal } from '../../basics/refusal.ts'
import { showAmount } from '../../basics/show.ts'
import { reserveEntry } from '../ledger/entries.ts'
import { LEDGER_SCALE } from '../ledger/ledger-entry.ts'
import type { BookWork } from './book-work.ts'
import { clientOrderId } from './client-order-id.ts'
import type { Order, OrderGroup } from './order.ts'
import type { OrderDeskParts } from './order-desk-parts.ts'
import { nextState } from './order-state.ts'
import type { PlannedOrder } from './planned-order.ts'

/** An order that could not be sent for so long is not what was said yes to any more. */
const SEND_WITHIN_MS = 60_000

export type MakeParts = Pick<OrderDeskParts, 'clock' | 'secret' | 'feeRate'>

export interface MakeFacts {
  readonly planned: PlannedOrder
  readonly group: OrderGroup | undefined
  readonly intentId: string | undefined
  /** Market time, in milliseconds. */
  readonly at: number
  /** From when on the market counts for it, if not from `at`. */
  readonly placedAt?: number
  readonly note?: string | undefined
}

/** The most that an order may take from the account: of a buy its cost at the limit with fees, of a sell its quantity. */
export function worstCase(
  { side, base, quote, quantity, limit }: Pick<Order, 'side' | 'base' | 'quote' | 'quantity' | 'limit'>,
  feeRate: Decimal,
): { readonly asset: string; readonly amount: Decimal } {
  if (side === 'sell') return { asset: base, amount: quantity }
  const cost = quantity.times(limit)
  return { asset: quote, amount: cost.times(ONE.plus(feeRate)).toDecimalPlaces(LEDGER_SCALE, Decimal.ROUND_UP) }
}

/** Makes a confirmed order and holds for it what it may come to. Refuses when that is not there, or when it is to make a position smaller that is smaller already. */
export function makeOrder(work: BookWork, { planned, group, intentId, at, placedAt = at, note }: MakeFacts, parts: MakeParts): Order {
  const { restMs, ...words } = planned
  const { asset, amount } = worstCase(planned, parts.feeRate)
  const free = work.available(asset)
  if (amount.gt(free))
    throw new Refusal('over-limit', `That may take ${showAmount(amount, asset)} with fees, and ${showAmount(free, asset)} is free.`, {
      hint: 'Make it smaller, or cancel an order that holds some of it.',
    })
  const position = work.positionOf(planned)
  if (planned.reduceOnly && (position === undefined || planned.quantity.gt(position.quantity)))
    throw new Refusal('conflict', `There is no position of ${showAmount(planned.quantity, planned.base)} to sell from.`, {
      hint: '/positions shows what there is.',
    })
  const { id, code } = work.newName()
  work.post(reserveEntry({ id: work.newId(), at, asset, amount, orderId: id }))
  return work.putOrder({
    ...words,
    id,
    code,
    bookId: work.bookId,
    group,
    intentId,
    state: nextState('draft', 'confirm') ?? 'draft',
    filled: new Decimal(0),
    turnover: new Decimal(0),
    fees: new Decimal(0),
    reserved: amount,
    clientOrderId: clientOrderId(parts.secret, id),
    venueOrderId: undefined,
    placedAt,
    expiresAt: restMs === undefined ? undefined : at + restMs,
    notAfter: parts.clock.now() + SEND_WITHIN_MS,
    updatedAt: parts.clock.now(),
    note,
  })
}

/** Makes all orders of one ticket; they share a group where they have one. */
export function makeOrders(
  work: BookWork,
  planned: readonly PlannedOrder[],
  facts: Pick<MakeFacts, 'intentId' | 'at'>,
  parts: MakeParts,
): readonly Order[] {
  const groupId = work.newId()
  return planned.map((each) => makeOrder(work, { ...facts, planned: each, group: each.group && { ...each.group, id: groupId } }, parts))
}
