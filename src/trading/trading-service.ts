import { Refusal } from '../basics/refusal.ts'
import { readStanding } from './account-facts.ts'
import type { Book } from './book.ts'
import { changedPosition } from './change-position.ts'
import { checkLoosened } from './check-loosened.ts'
import { orderNamed, positionNamed } from './choose.ts'
import { readTickets } from './drafting/ticket-json.ts'
import { createLeaving } from './leaving.ts'
import type { Order } from './orders/order.ts'
import { isOver } from './orders/order-state.ts'
import { createPlacing } from './placing.ts'
import type { Trading } from './trading.ts'
import { partOf, settledBook, type TradingParts } from './trading-parts.ts'
import { viewPositions } from './view-positions.ts'

const RECENT_MAX = 100

/** Trading at one market's time. Make one for each call: it keeps nothing. */
export function createTrading(parts: TradingParts): Trading {
  const { orders, opener, books, history, intents, market, clock } = parts
  const { replace, ...placing } = createPlacing(parts)
  return {
    ...placing,
    ...createLeaving(parts),
    mode: parts.mode,
    book: (userId) => settledBook(parts, userId),
    async account(userId) {
      const book = await settledBook(parts, userId)
      return { book, ...(await readStanding(parts, book, undefined)) }
    },
    orders: async (userId) => (await settledBook(parts, userId)).orders.toSorted((a, b) => a.placedAt - b.placedAt),
    async ended(userId, limit) {
      const last = await history.orders((await settledBook(parts, userId)).id, { limit: RECENT_MAX })
      return last
        .filter(isOver)
        .toSorted((a, b) => b.updatedAt - a.updatedAt)
        .slice(0, limit)
    },
    async order(userId, name) {
      const book = await settledBook(parts, userId)
      const code = orderNamed(book, name)?.code ?? name.replace(/^#/, '').toUpperCase()
      const found = await history.order(book.id, code)
      if (found !== undefined) return found
      throw new Refusal('not-found', 'You have no order with that code.', { hint: '/orders shows those that are open.' })
    },
    positions: async (userId) => viewPositions(await settledBook(parts, userId), market),
    async modify(userId, { name, ...change }, origin) {
      const book = await settledBook(parts, userId)
      const order = orderNamed(book, name)
      if (order !== undefined) return replace(book, order, { change, origin })
      const position = positionNamed(book, name)
      const [view] = position === undefined ? [] : await viewPositions({ positions: [position] }, market)
      if (view === undefined)
        throw new Refusal('not-found', 'You have no open order or position like that.', {
          hint: '/orders and /positions show their codes.',
        })
      const changed = changedPosition(view, change)
      await checkLoosened(parts, book, { before: view, after: changed })
      const isHere = ({ id }: { readonly id: string }): boolean => id === changed.id
      const after = await orders.amend(userId, { book, choose: ({ positions }) => (positions.some(isHere) ? [changed] : []), origin })
      return { orders: [], fills: [], positions: after.positions.filter(isHere) }
    },
    async pause(userId, origin) {
      await opener.open(userId)
      const halt = { kind: 'pause', reason: 'You said /pause.', since: clock.now() } as const
      await books.halt(userId, halt, origin)
      return halt
    },
    resume: (userId, origin) => books.lift(userId, origin),
    async lastTicket(userId) {
      const intent = await intents.last(userId)
      return intent === undefined ? undefined : readTickets(intent.ticket).said
    },
    async reset(userId, origin, opening) {
      const settled = await settledBook(parts, userId)
      const choose = (book: Book): readonly Order[] => book.orders
      if (settled.orders.length > 0) await orders.cancel(userId, { book: settled, choose, origin: partOf(origin, parts.ids.id()) })
      return opener.begin(userId, origin, opening)
    },
  }
}
