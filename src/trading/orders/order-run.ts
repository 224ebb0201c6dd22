import { AlreadyDone, type Origin } from '../../basics/origin.ts'
import type { Book } from '../book.ts'
import type { BookChange } from '../book-ports.ts'
import type { Position } from '../positions/position.ts'
import type { Placed } from '../trading.ts'
import type { TradedMarket } from '../trading-ports.ts'
import { type BookWork, createBookWork, type Oddity } from './book-work.ts'
import type { Fill, Order } from './order.ts'
import type { OrderDeskParts } from './order-desk-parts.ts'

/** What more is to be true when a change is written. */
type Conditions = Pick<BookChange, 'confirms' | 'enters'>

/** One pass over a book, from the version that was read: work on it, write it, and go on from what was written. */
export interface OrderRun {
  readonly parts: OrderDeskParts
  work(): BookWork
  market(id: string): Promise<TradedMarket>
  /** Writes what changed, if anything did. Throws `BookMoved` when somebody else was faster: then this pass is void. */
  commit(conditions?: Conditions, origin?: Origin): Promise<void>
  /** All that was written in this pass. */
  written(): Placed
}

/** A book with such a fault is not to be trusted with more. */
const FAULTS: readonly Oddity['kind'][] = ['overfill', 'unpaid-fill']

export function createOrderRun(parts: OrderDeskParts, book: Book): OrderRun {
  const markets = new Map<string, Promise<TradedMarket>>()
  const orders = new Map<string, Order>()
  const fills = new Map<string, Fill>()
  const positions = new Map<string, Position>()
  const faults: Oddity[] = []
  const notice = (oddity: Oddity): void => {
    parts.notice(oddity)
    if (FAULTS.includes(oddity.kind)) faults.push(oddity)
  }
  const { books, clock, ids } = parts
  let work = createBookWork(book, { clock, ids, notice })
  return {
    parts,
    work: () => work,
    market(id) {
      const known = markets.get(id) ?? parts.market.market(id)
      markets.set(id, known)
      return known
    },
    async commit(conditions = {}, origin) {
      for (const fault of faults.splice(0)) await haltFor(parts, book.userId, fault)
      const change = work.change()
      if (change === undefined) return
      await books.commit({ ...change, ...conditions }, origin)
      for (const order of change.orders) orders.set(order.id, order)
      for (const fill of change.fills) fills.set(fill.id, fill)
      for (const position of change.positions) positions.set(position.id, position)
      work = createBookWork({ ...work.book(), version: change.version + 1 }, { clock, ids, notice })
    },
    written: () => ({ orders: [...orders.values()], fills: [...fills.values()], positions: [...positions.values()] }),
  }
}

/** Once for each order, however often the venue says it. */
async function haltFor({ books, clock }: OrderDeskParts, userId: string, { kind, orderId }: Oddity): Promise<void> {
  const reason = 'The exchange reported a fill that does not fit its order.'
  const origin = { userId, callId: `${kind}:${orderId}`, action: 'halt', platform: 'desk' }
  await books.halt(userId, { kind: 'desk', reason, since: clock.now() }, origin).catch((error: unknown) => {
    if (!(error instanceof AlreadyDone)) throw error
  })
}
