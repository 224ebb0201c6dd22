import { AlreadyDone } from '../../src/basics/origin.ts'
import { Refusal } from '../../src/basics/refusal.ts'
import {
  type Book,
  type BookChange,
  BookMoved,
  type BookStore,
  type Fill,
  type Halt,
  type LedgerEntry,
  type Order,
  type Position,
  type Trade,
} from '../../src/trading/book-ports.ts'
import { runningBalances } from '../../src/trading/ledger/running-balances.ts'
import { isOver } from '../../src/trading/orders/order-state.ts'

/** The process ended, as after `kill -9`: what was written is there, what came after it is not. */
export class Crash extends Error {
  override readonly name = 'Crash'
}

export interface FakeBookStore extends Pick<BookStore, 'open' | 'commit' | 'halt'> {
  readonly orders: ReadonlyMap<string, Order>
  readonly fills: ReadonlyMap<string, Fill>
  readonly positions: ReadonlyMap<string, Position>
  readonly trades: ReadonlyMap<string, Trade>
  readonly entries: readonly LedgerEntry[]
  readonly halts: readonly Halt[]
  readonly commits: number
  /** Called around each commit; what it throws, the caller gets. */
  around: (when: 'before' | 'after') => void
  book(): Book
}

/** Keeps one book in memory, refuses what the database refuses, and reads back only what was written. */
export function createFakeBookStore(start: Book): FakeBookStore {
  const orders = new Map<string, Order>()
  const fills = new Map<string, Fill>()
  const positions = new Map<string, Position>()
  const trades = new Map<string, Trade>()
  const entries: LedgerEntry[] = []
  const halts: Halt[] = []
  const calls = new Set<string>()
  let { version, settledTo, lastEntryAt } = start
  let commits = 0

  function check(change: BookChange): void {
    if (change.version !== version) throw new BookMoved(`${change.version} is not ${version}`)
    if (change.enters === true && halts.length > 0) throw new Refusal('over-limit', 'Entries are stopped')
    const told = new Set([...fills.values()].map(({ tradeId }) => tradeId))
    const posted = new Set(entries.map(({ id }) => id))
    if (change.fills.some(({ tradeId }) => told.has(tradeId))) throw new Error('A fill was written before')
    if (change.entries.some(({ id }) => posted.has(id))) throw new Error('An entry was written before')
    if (change.orders.some(({ filled, quantity }) => filled.gt(quantity))) throw new Error('An order is overfilled')
  }

  const store: FakeBookStore = {
    orders,
    fills,
    positions,
    trades,
    entries,
    halts,
    get commits() {
      return commits
    },
    around: () => {},
    book() {
      const balances = runningBalances(start.balances)
      for (const entry of entries) balances.post(entry)
      const live = [...orders.values()].filter((order) => !isOver(order))
      const isLive = ({ orderId }: { readonly orderId: string }): boolean => live.some(({ id }) => id === orderId)
      return {
        ...start,
        version,
        settledTo,
        lastEntryAt,
        balances: balances.all(),
        orders: live,
        fills: [...fills.values()].filter(isLive),
        trades: [...trades.values()].filter(isLive),
        positions: [...positions.values()].filter(({ quantity }) => quantity.gt(0)),
        halt: halts.at(-1),
      }
    },
    open: async () => store.book(),
    async commit(change, origin) {
      store.around('before')
      if (origin !== undefined && calls.has(origin.callId)) throw new AlreadyDone(origin.callId)
      check(change)
      if (origin !== undefined) calls.add(origin.callId)
      for (const order of change.orders) orders.set(order.id, order)
      for (const fill of change.fills) fills.set(fill.id, fill)
      for (const position of change.positions) positions.set(position.id, position)
      for (const trade of change.trades) trades.set(trade.id, trade)
      entries.push(...change.entries)
      version++
      commits++
      settledTo = change.settledTo
      lastEntryAt = Math.max(lastEntryAt, ...change.entries.map(({ at }) => at))
      store.around('after')
    },
    async halt(_userId, halt, origin) {
      if (calls.has(origin.callId)) throw new AlreadyDone(origin.callId)
      calls.add(origin.callId)
      halts.push(halt)
      version++
    },
  }
  return store
}
