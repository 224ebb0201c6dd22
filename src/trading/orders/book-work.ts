import type { WallClock } from '../../basics/clock.ts'
import type { Ids } from '../../basics/ids.ts'
import type { Decimal } from '../../basics/money.ts'
import type { Book } from '../book.ts'
import type { BookChange } from '../book-ports.ts'
import type { LedgerEntry } from '../ledger/ledger-entry.ts'
import { runningBalances } from '../ledger/running-balances.ts'
import type { Position, Trade } from '../positions/position.ts'
import { changedRows } from './changed-rows.ts'
import type { Fill, Order } from './order.ts'
import { isOver, nextState, type OrderEvent } from './order-state.ts'
import { shortCode } from './short-code.ts'

/** Each change of a book has so many names of its own, counted from its version. */
const NAMES_A_CHANGE_MAX = 256

/** Something that ought not to happen and yet does. It holds nobody up: it is counted, and an overfill or a fill that nobody can pay stops the account's entries. */
export interface Oddity {
  readonly kind: 'ignored-event' | 'told-twice' | 'late-fill' | 'overfill' | 'unpaid-fill' | 'unpaid-fee'
  readonly orderId: string
  readonly detail: string
}

export interface WorkParts {
  readonly clock: Pick<WallClock, 'now'>
  readonly ids: Pick<Ids, 'id'>
  readonly notice: (oddity: Oddity) => void
}

/** A book that is being worked on: it reads as the changes left it, and collects them until they are written. */
export interface BookWork {
  readonly bookId: string
  /** The orders that may still do something. */
  live(): readonly Order[]
  /** Also one that is over, as long as this work goes on. */
  order(id: string): Order | undefined
  opened(): readonly Position[]
  positionOf(held: Pick<Order, 'marketId' | 'owner'>): Position | undefined
  tradeOf(orderId: string): Trade | undefined
  hasFill(tradeId: string): boolean
  available(asset: string): Decimal
  newId(): string
  newName(): { readonly id: string; readonly code: string }
  notice(oddity: Oddity): void
  putOrder(order: Order): Order
  putFill(fill: Fill): void
  putPosition(position: Position): void
  putTrade(trade: Trade): void
  /** Changes an order's state as the table says; undefined, and counted, when this cannot happen to it. */
  happen(id: string, event: OrderEvent, about?: Partial<Order>): Order | undefined
  post(entry: LedgerEntry): void
  settleTo(at: number): void
  /** The book as it is with all changes. */
  book(): Book
  /** What is to be written; undefined when nothing changed. */
  change(): BookChange | undefined
}

export function createBookWork(start: Book, { clock, ids, notice }: WorkParts): BookWork {
  let { settledTo } = start
  let named = 0
  const balances = runningBalances(start.balances)
  const orders = changedRows(start.orders)
  const positions = changedRows(start.positions)
  const trades = changedRows(start.trades)
  const fills = changedRows(start.fills)
  const live = (): readonly Order[] => orders.all().filter((order) => !isOver(order))
  const opened = (): readonly Position[] => positions.all().filter(({ quantity }) => quantity.gt(0))
  const putOrder = (order: Order): Order => orders.put({ ...order, updatedAt: clock.now() })

  return {
    bookId: start.id,
    live,
    order: orders.get,
    opened,
    positionOf: ({ marketId, owner }) => opened().find((each) => each.marketId === marketId && each.owner === owner),
    tradeOf: (orderId) => trades.all().find((trade) => trade.orderId === orderId),
    hasFill: (tradeId) => fills.all().some((fill) => fill.tradeId === tradeId),
    available: (asset) => balances.of(asset).available,
    newId: () => ids.id(),
    newName() {
      if (named >= NAMES_A_CHANGE_MAX) throw new RangeError('More orders in one change than there are names')
      return { id: ids.id(), code: shortCode(start.version * NAMES_A_CHANGE_MAX + named++) }
    },
    notice,
    putOrder,
    putFill: fills.put,
    putPosition: positions.put,
    putTrade: trades.put,
    happen(id, event, about = {}) {
      const order = orders.get(id)
      const state = order && nextState(order.state, event)
      if (order !== undefined && state !== undefined) return putOrder({ ...order, ...about, state })
      notice({ kind: 'ignored-event', orderId: id, detail: `${event} when ${order?.state ?? 'nothing'}` })
      return undefined
    },
    post: balances.post,
    settleTo(at) {
      settledTo = at
    },
    book() {
      const going = new Set(live().map(({ id }) => id))
      return {
        ...start,
        settledTo,
        lastEntryAt: Math.max(start.lastEntryAt, ...balances.entries().map(({ at }) => at)),
        balances: balances.all(),
        orders: live(),
        positions: opened(),
        fills: fills.all().filter(({ orderId }) => going.has(orderId)),
        trades: trades.all().filter(({ orderId }) => going.has(orderId)),
      }
    },
    change() {
      const rows = { orders: orders.changed(), fills: fills.changed(), positions: positions.changed(), trades: trades.changed() }
      const entries = balances.entries()
      const isEmpty = settledTo === start.settledTo && [entries, ...Object.values(rows)].every(({ length }) => length === 0)
      return isEmpty ? undefined : { bookId: start.id, version: start.version, settledTo, entries, ...rows }
    },
  }
}
