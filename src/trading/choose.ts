import { Refusal } from '../basics/refusal.ts'
import type { Book } from './book.ts'
import { BY_HAND } from './drafting/plan-orders.ts'
import type { Order } from './orders/order.ts'
import type { Position } from './positions/position.ts'
import type { PositionView, Which } from './trading.ts'

/** Whether a thing is meant by "BTC", "btc/usdt", "binance:BTC/USDT" or its own code. */
function isMeant(name: string, { code, base, marketId }: Pick<Order, 'code' | 'base' | 'marketId'>): boolean {
  const wanted = name.trim().replace(/^[#$]/, '').toUpperCase()
  const id = marketId.toUpperCase()
  return [code.toUpperCase(), base, id, id.slice(id.indexOf(':') + 1), id.slice(id.indexOf(':') + 1).replace('/', '')].includes(wanted)
}

/** Open orders by code or market, "all" of them, or the only one there is. Refuses when nothing is meant. */
export function chosenOrders(book: Book, which: string | undefined): readonly Order[] {
  const { orders } = book
  if (orders.length === 0) throw new Refusal('not-found', 'You have no open orders.', { hint: 'For example: /buy btc $100 @-2%' })
  if (which?.toLowerCase() === 'all') return orders
  if (which === undefined) {
    if (orders.length === 1) return orders
    throw new Refusal('bad-input', `Which of your ${orders.length} orders?`, {
      hint: `For example: /cancel ${orders[0]?.code}, or /cancel all`,
    })
  }
  const meant = orders.filter((order) => isMeant(which, order))
  if (meant.length > 0) return meant
  throw new Refusal('not-found', 'You have no open order like that.', {
    hint: `Open are: ${orders.map(({ code, base }) => `${code} (${base})`).join(', ')}`,
  })
}

export function orderNamed({ orders }: Book, name: string): Order | undefined {
  const meant = orders.filter((order) => isMeant(name, order))
  return meant.find(({ code }) => code.toUpperCase() === name.toUpperCase()) ?? (meant.length === 1 ? meant[0] : undefined)
}

/** A position by its code or market. What a strategy holds is meant only by its code. */
export function positionNamed({ positions }: Book, name: string): Position | undefined {
  return positions.find(
    (position) => isMeant(name, position) && (position.owner === BY_HAND || position.code.toUpperCase() === name.toUpperCase()),
  )
}

/** The positions that are to be closed, of those held by hand unless one is named. Refuses when there are none. */
export function chosenPositions(views: readonly PositionView[], which: Which): readonly PositionView[] {
  const own = views.filter(({ position }) => position.owner === BY_HAND)
  if (typeof which === 'object') {
    const meant = views.find(
      ({ position }) => isMeant(which.name, position) && (position.owner === BY_HAND || isCode(which.name, position)),
    )
    if (meant !== undefined) return [meant]
    const open = views.map(({ position }) => `${position.base} (${position.code})`).join(', ')
    throw new Refusal('not-found', 'You have no open position like that.', {
      hint: open === '' ? 'None is open. /buy btc $100 opens one.' : `Open are: ${open}`,
    })
  }
  const chosen = own.filter(
    ({ profit }) => which === 'all' || (profit !== undefined && (which === 'winners' ? profit.gt(0) : profit.lt(0))),
  )
  if (chosen.length > 0) return chosen
  throw new Refusal(
    'not-found',
    which === 'all'
      ? 'You have no open positions.'
      : `None of your ${own.length} open positions is ${which === 'winners' ? 'in profit' : 'in loss'}.`,
    {
      hint: '/positions shows them.',
    },
  )
}

function isCode(name: string, { code }: Position): boolean {
  return code.toUpperCase() === name.toUpperCase()
}
