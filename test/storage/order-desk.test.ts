import { afterAll, beforeAll, expect, test } from 'vitest'
import { decimal } from '../../src/basics/money.ts'
import type { Book } from '../../src/trading/book-ports.ts'
import type { OrderDeskParts } from '../../src/trading/orders/order-desk-parts.ts'
import { newcomer } from '../contracts/account-store.contract.ts'
import { Crash } from '../fakes/fake-book-store.ts'
import { openTestDatabase, type TestDatabase } from '../fixtures/test-database.ts'
import { openOrderBench } from '../trading/orders/order-bench.ts'
import { liveDay } from '../trading/orders/trading-day.ts'

const MAIN = { mode: 'paper', kind: 'main' } as const
const PAGE = { limit: 200 }

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

async function newBook(subject: string): Promise<Book> {
  const { user, origin } = newcomer(subject)
  const paper = user.paper && { ...user.paper, opening: decimal('10000') }
  await database.accounts.create({ ...user, paper }, origin)
  return (await database.books.open(user.id, MAIN)) ?? expect.unreachable()
}

/** Lives through the day on the database; the process ends after each write whose number is named. */
async function liveOn(book: Book, crashes: readonly number[]) {
  let commits = 0
  const books: OrderDeskParts['books'] = {
    ...database.books,
    async commit(change, origin) {
      await database.books.commit(change, origin && { ...origin, callId: `${book.id} ${origin.callId}` })
      if (crashes.includes(++commits)) throw new Crash()
    },
  }
  const draft = {
    userId: book.userId,
    bookId: book.id,
    ticket: {},
    quoted: decimal('100'),
    expiresAt: database.clock.now() + 60_000,
    state: 'draft',
  } as const
  const prepare = async (id: string): Promise<void> => {
    if ((await database.intents.read(id, book.userId)) === undefined) await database.intents.keep({ ...draft, id })
  }
  const bench = openOrderBench({ book, seed: book.id, kept: { books, prepare: (callId) => prepare(callId) } })
  await liveDay(bench, book.id)
  const [orders, trades, entries, after] = await Promise.all([
    database.bookHistory.orders(book.id, PAGE),
    database.bookHistory.trades(book.id, PAGE),
    database.bookHistory.entries(book.id, PAGE),
    database.books.open(book.userId, MAIN),
  ])
  return {
    commits,
    entries,
    standing: {
      orders: orders
        .map(({ side, reason, state, filled, turnover, reserved }) =>
          [side, reason, state, filled, turnover, reserved].map(String).join(' '),
        )
        .toSorted(),
      trades: trades.map(({ reason, quantity, cost, pnl }) => [reason, quantity, cost, pnl].map(String).join(' ')).toSorted(),
      balances: [...(after?.balances ?? [])].map(([asset, { available, reserved }]) => `${asset} ${available} ${reserved}`),
      open: [after?.orders.length, after?.positions.length],
    },
  }
}

test('a day on the database comes to the same end, however often the process ends in it', async () => {
  const calm = await liveOn(await newBook('calm'), [])
  expect(calm.standing).toMatchObject({ open: [0, 0] })
  expect(calm.standing.trades.length).toBeGreaterThan(3)
  const every = Array.from({ length: 2 * calm.commits }, (_, at) => at + 1)
  for (const [name, crashes] of [
    ['third', every.filter((at) => at % 3 === 0)],
    ['fourth', every.filter((at) => at % 4 === 0)],
  ] as const) {
    const { standing, entries } = await liveOn(await newBook(name), crashes)
    expect(standing).toEqual(calm.standing)
    const totals = new Map<string, bigint>()
    for (const { legs } of entries) for (const { asset, amount } of legs) totals.set(asset, (totals.get(asset) ?? 0n) + amount)
    expect([...totals.values()].filter((sum) => sum !== 0n)).toEqual([])
  }
})
