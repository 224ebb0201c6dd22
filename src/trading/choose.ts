import { Refusal } from '../basics/refusal.ts'
import type { Book } from './book.ts'
import { BY_HAND } from './drafting/plan-orders.ts'
import type { Order } from './orders/order.ts'
import type { Position } from './positions/position.ts'
import type { PositionView, Which } from './trading.ts'

type Called = Pick<Order, 'code' | 'base' | 'marketId'>

/** Whether a thing is meant by "BTC", "btc/usdt", "binance:BTC/USDT" or its own code. */
export function isMeant(name: string, thing: Called): boolean {
  const id = thing.marketId.toUpperCase()
  const symbol = id.slice(id.indexOf(':') + 1)
  return isCode(name, thing) || [thing.base, id, symbol, symbol.replace('/', '')].includes(plainName(name))
}

function isCode(name: string, { code }: Pick<Called, 'code'>): boolean {
  return code.toUpperCase() === plainName(name)
}

function plainName(name: string): string {
  return name.trim().replace(/^[#$]/, '').toUpperCase()
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
  return meant.find((order) => isCode(name, order)) ?? (meant.length === 1 ? meant[0] : undefined)
}

export function positionNamed({ positions }: Pick<Book, 'positions'>, name: string): Position | undefined {
  return positions.find((position) => isNamed(name, position))
}

/** What a strategy holds is meant only by its code. */
function isNamed(name: string, position: Position): boolean {
  return position.owner === BY_HAND ? isMeant(name, position) : isCode(name, position)
}

/** The position of a code or market. Refuses when there is none. */
export function chosenPosition(views: readonly PositionView[], name: string): PositionView {
  const meant = views.find(({ position }) => isNamed(name, position))
  if (meant !== undefined) return meant
  const open = views.map(({ position }) => `${position.base} (${position.code})`).join(', ')
  throw new Refusal('not-found', 'You have no open position like that.', {
    hint: open === '' ? 'None is open. /buy btc $100 opens one.' : `Open are: ${open}`,
  })
}

/** The positions that are to be closed, of those held by hand unless one is named. Refuses when there are none. */
export function chosenPositions(views: readonly PositionView[], which: Which): readonly PositionView[] {
  if (typeof which === 'object') return [chosenPosition(views, which.name)]
  const own = views.filter(({ position }) => position.owner === BY_HAND)
  const chosen = own.filter(
    ({ profit }) => which === 'all' || (profit !== undefined && (which === 'winners' ? profit.gt(0) : profit.lt(0))),
  )
  if (chosen.length > 0) return chosen
  const [strategys] = views
  if (own.length === 0 && strategys !== undefined)
    throw new Refusal('not-found', 'You hold nothing by hand: what is open was bought by strategies.', {
      hint: `To close one of those, say its code: /close ${strategys.position.code}`,
    })
  throw new Refusal(
    'not-found',
    which === 'all' || own.length === 0
      ? 'You have no open positions.'
      : `None of your ${own.length} open positions is ${which === 'winners' ? 'in profit' : 'in loss'}.`,
    {
      hint: '/positions shows them.',
    },
  )
}
