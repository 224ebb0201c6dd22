import type { Size, Ticket } from '../trading.ts'
import type { OrderPlan } from './plan-orders.ts'

/** The ticket with its numbers as they were shown, so that what is placed is what was said yes to, whatever the price did since. */
export function pinTicket(ticket: Ticket, { orders, quantity, entry, exits }: OrderPlan): Ticket {
  const pinned: Ticket = { ...ticket, size: pinnedSize(ticket, { quantity, entry }) }
  const limits = orders.filter(({ type }) => type === 'limit')
  const first = limits[0]?.limit
  const last = limits.at(-1)?.limit
  const trigger = orders.find(({ type }) => type === 'stop')?.trigger
  const isLine = ticket.at?.to !== undefined
  return {
    ...pinned,
    ...(ticket.at !== undefined && first !== undefined && !isLine && { at: { from: { price: first } } }),
    ...(isLine &&
      !ticket.grid &&
      first !== undefined &&
      last !== undefined && { at: { ...ticket.at, from: { price: first }, to: { price: last } } }),
    ...(trigger !== undefined && { trigger: { price: trigger } }),
    ...(ticket.side === 'buy' && ticket.at === undefined && ticket.trigger === undefined && pinnedExits(exits)),
  }
}

function pinnedSize({ size, at }: Ticket, { quantity, entry }: Pick<OrderPlan, 'quantity' | 'entry'>): Size {
  if (size.kind === 'base') return size
  if (at?.to === undefined) return { kind: 'base', amount: quantity }
  return size.kind === 'money' ? size : { kind: 'money', amount: quantity.mul(entry) }
}

/** Of a market order: what hung on the price of the moment. */
function pinnedExits({ stop, targets }: OrderPlan['exits']): Pick<Ticket, 'stop' | 'targets'> {
  return {
    stop: stop === undefined ? 'none' : { price: stop },
    targets: targets.length === 0 ? 'none' : targets.map(({ price, share }) => ({ level: { price }, share })),
  }
}
