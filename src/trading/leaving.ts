import { type Decimal, ONE } from '../basics/money.ts'
import { AlreadyDone, type Origin } from '../basics/origin.ts'
import { Refusal } from '../basics/refusal.ts'
import type { Book } from './book.ts'
import { chosenOrders, chosenPositions } from './choose.ts'
import type { OrderReason } from './orders/order.ts'
import type { Exit } from './orders/order-desk-parts.ts'
import type { Placed, Report, Trading } from './trading.ts'
import { partOf, settledBook, type TradingParts } from './trading-parts.ts'
import { viewPositions } from './view-positions.ts'

interface Leave {
  /** The smallest step of each position that is to be closed, by its id. */
  readonly lots: ReadonlyMap<string, string>
  /** In (0, 1]. */
  readonly share: Decimal
  readonly reason: OrderReason
  readonly origin: Origin
  readonly book: Book
}

/** The ways out: orders are taken back, positions closed. Nothing here asks the risk gate. */
export function createLeaving(parts: TradingParts): Pick<Trading, 'cancel' | 'close' | 'panic'> {
  const { orders, books, clock, ids, market } = parts

  const leave = ({ book, origin, ...exits }: Leave): Promise<Report<Placed>> =>
    orders.exit(book.userId, { book, origin, choose: (now) => exitsOf(now, exits) })

  return {
    async cancel(userId, which, origin) {
      const book = await settledBook(parts, userId)
      chosenOrders(book, which)
      return orders.cancel(userId, { book, choose: (now) => (now.orders.length === 0 ? [] : chosenOrders(now, which)), origin })
    },
    async close(userId, { which, share }, origin) {
      const book = await settledBook(parts, userId)
      const chosen = chosenPositions(await viewPositions(book, market), which)
      const lots = new Map(chosen.map((view) => [view.position.id, view.market.lot]))
      return leave({ book, lots, share, reason: 'exit', origin })
    },
    async panic(userId, origin) {
      await books.halt(userId, { kind: 'panic', reason: 'You said /panic.', since: clock.now() }, origin).catch(unlessDone)
      const cancelled = await collected('Orders', () =>
        orders.cancel(userId, { choose: (book) => book.orders, origin: partOf(origin, ids.id()) }),
      )
      const closed = await collected('Positions', async () => {
        const book = await settledBook(parts, userId)
        const { positions } = book
        if (positions.length === 0) return { done: [], failed: [] }
        const lots = new Map(positions.map(({ id }) => [id, '1']))
        return leave({ book, lots, share: ONE, reason: 'panic', origin: partOf(origin, ids.id()) })
      })
      return { cancelled, closed }
    },
  }
}

function exitsOf({ positions }: Book, { lots, share, reason }: Omit<Leave, 'origin' | 'book'>): readonly Exit[] {
  return positions.flatMap((position): readonly Exit[] => {
    const lot = lots.get(position.id)
    if (lot === undefined) return []
    const part = position.quantity.mul(share)
    const quantity = share.gte(ONE) ? part : part.div(lot).floor().mul(lot)
    return quantity.gt(0) ? [{ position, quantity, reason }] : []
  })
}

/** One step of a panic: what stands in its way is told, and the next step is taken all the same. */
async function collected<Thing>(what: string, work: () => Promise<Report<Thing>>): Promise<Report<Thing>> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { done: [], failed: [{ what, why: error.message }] }
  }
}

/** A panic that comes twice goes on where it was cut off. */
function unlessDone(error: unknown): void {
  if (!(error instanceof AlreadyDone)) throw error
}
