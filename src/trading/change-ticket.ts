import { Refusal } from '../basics/refusal.ts'
import type { Order } from './orders/order.ts'
import type { OrderChange, Ticket } from './trading.ts'

/** The ticket of what is left of a resting order, with what is to be different. */
export function changedTicket(order: Order, change: OrderChange): Ticket {
  const { type, plan, trigger, limit, tag, group } = order
  if (group?.kind === 'oco' || group?.kind === 'grid')
    throw new Refusal('conflict', `That order is part of a ${group.kind === 'oco' ? 'pair' : 'grid'}, which would come apart.`, {
      hint: `Take it back and place it anew: /cancel ${order.code}`,
    })
  if (type === 'market') throw new Refusal('conflict', 'A market order is already on its way.', { hint: '/orders shows what rests.' })
  const { price, size, stop, targets, trail = plan?.trail } = change
  const place = type === 'stop' ? { trigger: price ?? { price: trigger ?? limit } } : { at: { from: price ?? { price: limit } } }
  return {
    side: order.side,
    marketId: order.marketId,
    size: size ?? { kind: 'base', amount: order.quantity.minus(order.filled) },
    ...place,
    stop: stop ?? (plan?.stop === undefined ? 'none' : { price: plan.stop }),
    targets: targets ?? targetsOf(order),
    owner: order.owner,
    postOnly: order.postOnly,
    reduceOnly: order.reduceOnly,
    ...(trail !== undefined && trail !== 'none' && { trail }),
    ...(tag !== undefined && { tag }),
    ...timesOf(order),
  }
}

function timesOf({ plan, expiresAt, placedAt }: Order): Pick<Ticket, 'breakEven' | 'keepMs' | 'restMs'> {
  return {
    ...(plan?.breakEven !== undefined && { breakEven: plan.breakEven }),
    ...(plan?.keepMs !== undefined && { keepMs: plan.keepMs }),
    ...(expiresAt !== undefined && { restMs: expiresAt - placedAt }),
  }
}

function targetsOf({ plan }: Order): NonNullable<Ticket['targets']> {
  if (plan === undefined || plan.targets.length === 0) return 'none'
  return plan.targets.map(({ price, share }) => ({ level: { price }, share }))
}
