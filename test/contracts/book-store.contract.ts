import { describe, expect, test } from 'vitest'
import { decimal } from '../../src/basics/money.ts'
import { AlreadyDone } from '../../src/basics/origin.ts'
import { BookMoved } from '../../src/trading/book-ports.ts'
import { depositEntry, fillEntry, releaseEntry } from '../../src/trading/ledger/entries.ts'
import { changeOf, NOON, someFill, someOrder, somePosition, someTrade, uuid, wholeOrder, wholePosition } from '../fixtures/book-rows.ts'
import { newcomer } from './account-store.contract.ts'
import { BOOK_ID, type BookStage, type BookStores, MAIN, useBookStage } from './book-stage.ts'

/** What every keeper of books does. Called at the top of a test file; `make` gives one that keeps nothing yet. */
export function bookStoreContract(make: () => Promise<BookStores>): void {
  describe('a keeper of books', () => {
    const stage = useBookStage(make)
    beginnings(stage)
    changes(stage)
    onceOnly(stage)
    intents(stage)
    halts(stage)
    listings(stage)
  })
}

/** Where books come from. */
function beginnings(stage: BookStage): void {
  test('a book begins with its money, however many read it first', async () => {
    const books = await Promise.all(Array.from({ length: 4 }, stage.opened))
    for (const book of books) expect(book).toEqual(books[0])
    expect(books[0]).toMatchObject({
      ...MAIN,
      userId: stage.userId,
      epoch: 1,
      source: 'replay',
      asset: 'USDT',
      version: 1,
      settledTo: 0,
      lastEntryAt: 0,
    })
    expect(books[0]?.balances).toEqual(new Map([['USDT', { available: decimal('100000.5'), reserved: decimal('0') }]]))
    expect(await stage.stores.bookHistory.entries(BOOK_ID, { limit: 9 })).toMatchObject([{ id: BOOK_ID, kind: 'deposit', at: 0 }])
    expect(await stage.stores.bookHistory.funding(BOOK_ID)).toEqual(new Map([['USDT', decimal('100000.5')]]))
  })

  test('who has no account has no book', async () => {
    expect(await stage.stores.books.open(uuid(7), MAIN)).toBeUndefined()
    expect(await stage.stores.books.open(stage.userId, { mode: 'paper', kind: 'practice' })).toBeUndefined()
  })

  test('the next epoch begins with fresh money, and what was before stays', async () => {
    const before = await stage.opened()
    await stage.stores.books.commit(changeOf(before, { entries: [stage.reserve(11)] }))
    const book = await stage.stores.books.begin(stage.userId, stage.start(), stage.origin())
    expect(book).toMatchObject({ id: uuid(500), epoch: 2, version: 1, settledTo: NOON, lastEntryAt: NOON })
    expect(book.balances).toEqual(new Map([['USDT', { available: decimal('5000'), reserved: decimal('0') }]]))
    expect(await stage.opened()).toEqual(book)
    expect(await stage.stores.bookHistory.entries(before.id, { limit: 9 })).toHaveLength(2)
    await expect(stage.stores.books.commit(changeOf({ ...before, version: 2 }, { entries: [stage.reserve(12)] }))).rejects.toThrow(
      BookMoved,
    )
  })

  test('a book may begin with nothing, and a practice has one of its own', async () => {
    const practice = await stage.stores.books.begin(stage.userId, stage.start({ kind: 'practice', opening: decimal('0') }), stage.origin())
    expect(practice).toMatchObject({ kind: 'practice', epoch: 1, version: 1 })
    expect(practice.balances.size).toBe(0)
    expect((await stage.opened()).id).toBe(BOOK_ID)
  })
}

/** What is written is what is read. */
function changes(stage: BookStage): void {
  test('all of a change is read back as it was written, to the last digit', async () => {
    const book = await stage.opened()
    const order = wholeOrder(book.id, 1)
    const fill = someFill(order, 2)
    const position = wholePosition(book.id, 3)
    const trade = someTrade(order, position, { risk: decimal('100'), tag: 'swing' })
    const entries = [stage.reserve(11), fillEntry({ ...fill, id: uuid(12), fillId: fill.id, side: 'buy', base: 'BTC', quote: 'USDT' })]
    await stage.stores.books.commit(
      changeOf(book, { entries, orders: [order], fills: [fill], positions: [position], trades: [trade], settledTo: NOON + 5 }),
    )
    const after = await stage.opened()
    expect(after).toEqual({
      ...book,
      version: 2,
      settledTo: NOON + 5,
      lastEntryAt: NOON,
      balances: new Map([
        ['BTC', { available: decimal('0.1'), reserved: decimal('0') }],
        ['USDT', { available: decimal('79980.494995'), reserved: decimal('16016.004004') }],
      ]),
      orders: [{ ...order, tag: 'A\ufffdB' }],
      positions: [position],
      fills: [fill],
      trades: [trade],
    })
    const { bookHistory } = stage.stores
    const all = { limit: 9 }
    expect(await bookHistory.orders(book.id, all)).toEqual(after.orders)
    expect(await bookHistory.order(book.id, 'ORD1')).toEqual({ order: after.orders[0], fills: [fill] })
    expect(await bookHistory.order(book.id, 'ORD2')).toBeUndefined()
    expect(await bookHistory.fills(book.id, all)).toEqual([fill])
    expect(await bookHistory.trades(book.id, all)).toEqual([trade])
    expect(await bookHistory.entries(book.id, { ...all, from: NOON })).toEqual(entries.toReversed())
    expect(await bookHistory.entries(book.id, { ...all, to: NOON })).toHaveLength(1)
  })

  test('rows take the place of those before, and what is over is no longer part of the book', async () => {
    const order = someOrder(BOOK_ID, 1)
    const [first, second] = [somePosition(BOOK_ID, 3), somePosition(BOOK_ID, 4)]
    await stage.stores.books.commit(changeOf(await stage.opened(), { entries: [stage.reserve(11)], orders: [order], positions: [first] }))
    const over = { ...order, state: 'cancelled', reserved: decimal('0') } as const
    const closed = { ...first, quantity: decimal('0'), closedAt: NOON + 1 }
    const release = releaseEntry({ id: uuid(12), at: NOON, orderId: order.id, asset: 'USDT', amount: order.reserved })
    await stage.stores.books.commit(changeOf(await stage.opened(), { entries: [release], orders: [over], positions: [second, closed] }))
    const book = await stage.opened()
    expect(book).toMatchObject({ orders: [], positions: [second] })
    expect(book.balances.get('USDT')).toEqual({ available: decimal('100000.5'), reserved: decimal('0') })
    expect(await stage.stores.bookHistory.orders(book.id, { limit: 9 })).toEqual([over])
  })

  test('what an order closes is one row that grows', async () => {
    const order = someOrder(BOOK_ID, 1, { side: 'sell', reason: 'target' })
    const position = somePosition(BOOK_ID, 3)
    const trade = someTrade(order, position)
    await stage.stores.books.commit(changeOf(await stage.opened(), { orders: [order], positions: [position], trades: [trade] }))
    await stage.stores.books.commit(changeOf(await stage.opened(), { trades: [{ ...trade, pnl: decimal('100') }] }))
    expect(await stage.stores.bookHistory.trades(BOOK_ID, { limit: 9 })).toEqual([{ ...trade, pnl: decimal('100') }])
  })
}

/** Everything counts once, or not at all. */
function onceOnly(stage: BookStage): void {
  test('of two who change one version one wins, and the other leaves nothing', async () => {
    const book = await stage.opened()
    const changes = [11, 12, 13].map((id) =>
      stage.stores.books.commit(changeOf(book, { entries: [stage.reserve(id, '1')] }), stage.origin()),
    )
    const outcomes = await Promise.allSettled(changes)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(BookMoved)
    expect((await stage.opened()).balances.get('USDT')?.reserved).toEqual(decimal('1'))
    expect(await stage.stores.bookHistory.entries(book.id, { limit: 9 })).toHaveLength(2)
  })

  test('a call counts once', async () => {
    const call = stage.origin()
    await stage.stores.books.commit(changeOf(await stage.opened(), { entries: [stage.reserve(11, '1')] }), call)
    await expect(stage.stores.books.commit(changeOf(await stage.opened(), { entries: [stage.reserve(12, '1')] }), call)).rejects.toThrow(
      AlreadyDone,
    )
    await expect(stage.stores.books.begin(stage.userId, stage.start(), call)).rejects.toThrow(AlreadyDone)
    expect((await stage.opened()).balances.get('USDT')?.reserved).toEqual(decimal('1'))
  })

  test('an entry that comes again counts once; another one under its id is a fault', async () => {
    await stage.stores.books.commit(changeOf(await stage.opened(), { entries: [stage.reserve(11, '1')] }))
    await stage.stores.books.commit(changeOf(await stage.opened(), { entries: [stage.reserve(11, '1'), stage.reserve(12, '2')] }))
    await expect(stage.stores.books.commit(changeOf(await stage.opened(), { entries: [stage.reserve(11, '3')] }))).rejects.toThrow(
      'another entry',
    )
    expect((await stage.opened()).balances.get('USDT')?.reserved).toEqual(decimal('3'))
    expect(await stage.stores.bookHistory.entries(BOOK_ID, { limit: 9 })).toHaveLength(3)
  })

  test('a fill that is told twice is a fault, and nothing of that change is kept', async () => {
    const order = someOrder(BOOK_ID, 1)
    await stage.stores.books.commit(changeOf(await stage.opened(), { orders: [order], fills: [someFill(order, 2)] }))
    const again = someFill(order, 3, { tradeId: 'trade2' })
    await expect(
      stage.stores.books.commit(changeOf(await stage.opened(), { entries: [stage.reserve(11)], fills: [again] })),
    ).rejects.toThrow()
    expect(await stage.opened()).toMatchObject({ version: 2 })
    expect(await stage.stores.bookHistory.fills(BOOK_ID, { limit: 9 })).toHaveLength(1)
  })

  test('nothing is spent that is not there', async () => {
    await expect(
      stage.stores.books.commit(changeOf(await stage.opened(), { entries: [stage.reserve(11, '100000.500000000000000001')] })),
    ).rejects.toThrow()
    expect(await stage.opened()).toMatchObject({ version: 1 })
  })

  test("nobody writes into another's book", async () => {
    const { user, origin: arrival } = newcomer('2')
    await stage.stores.accounts.create(
      { ...user, paper: { id: uuid(401), source: 'replay', asset: 'USDT', opening: decimal('1') } },
      arrival,
    )
    const other = await stage.stores.books.open(user.id, MAIN)
    const order = someOrder(BOOK_ID, 1)
    await stage.stores.books.commit(changeOf(await stage.opened(), { orders: [order] }))
    if (other === undefined) throw new Error('There is no book')
    await expect(stage.stores.books.commit(changeOf(other, { orders: [order] }))).rejects.toThrow('another book')
    await expect(stage.stores.books.commit(changeOf(other, { orders: [{ ...order, bookId: other.id }] }))).rejects.toThrow('another book')
    expect(await stage.stores.books.open(user.id, MAIN)).toEqual(other)
  })
}

/** A question is answered once. */
function intents(stage: BookStage): void {
  test('an intent is used up once, within its time, by its own user and book', async () => {
    const book = await stage.opened()
    await stage.draft('i1', book)
    expect(await stage.stores.intents.read('i1', stage.userId)).toMatchObject({
      state: 'draft',
      quoted: decimal('40000.01'),
      ticket: { side: 'buy', size: { amount: '0.5' } },
      expiresAt: stage.stores.now() + 60_000,
    })
    expect(await stage.stores.intents.read('i1', uuid(7))).toBeUndefined()
    expect(await stage.stores.intents.last(stage.userId)).toBeUndefined()
    await stage.stores.books.commit(changeOf(book, { confirms: 'i1' }))
    expect(await stage.stores.intents.last(stage.userId)).toMatchObject({ id: 'i1', state: 'confirmed' })
    await expect(stage.stores.books.commit(changeOf(await stage.opened(), { confirms: 'i1' }))).rejects.toMatchObject({ code: 'conflict' })
    await stage.draft('i2', book, 0)
    await expect(stage.stores.books.commit(changeOf(await stage.opened(), { confirms: 'i2' }))).rejects.toMatchObject({ code: 'expired' })
    await expect(stage.stores.books.commit(changeOf(await stage.opened(), { confirms: 'i3' }))).rejects.toMatchObject({ code: 'expired' })
    expect(await stage.opened()).toMatchObject({ version: 2 })
  })

  test('a draft that is worked out again takes the place of the first; a confirmed one stays', async () => {
    const book = await stage.opened()
    await stage.draft('i1', book)
    await stage.draft('i1', book, 90_000)
    expect(await stage.stores.intents.read('i1', stage.userId)).toMatchObject({ expiresAt: stage.stores.now() + 90_000 })
    await stage.stores.books.commit(changeOf(book, { confirms: 'i1' }))
    await expect(stage.draft('i1', book)).rejects.toThrow('confirmed before')
  })
}

/** What stops entries. */
function halts(stage: BookStage): void {
  test('a halt stops entries, also those that were on their way, until it is lifted', async () => {
    const before = await stage.opened()
    const pause = { kind: 'pause', reason: 'You paused.', since: stage.stores.now() } as const
    await stage.stores.books.halt(stage.userId, pause, stage.origin())
    await stage.stores.books.halt(stage.userId, { ...pause, kind: 'panic', reason: 'You panicked.' }, stage.origin())
    await stage.stores.books.halt(stage.userId, { ...pause, reason: 'Again.' }, stage.origin())
    expect((await stage.opened()).halt).toEqual({ kind: 'panic', reason: 'You panicked.', since: stage.stores.now() })
    await expect(stage.stores.books.commit(changeOf(before, { enters: true }))).rejects.toThrow(BookMoved)
    await expect(stage.stores.books.commit(changeOf(await stage.opened(), { enters: true }))).rejects.toMatchObject({ code: 'over-limit' })
    await stage.stores.books.commit(changeOf(await stage.opened(), {}))
    await stage.stores.books.lift(stage.userId, stage.origin())
    const book = await stage.opened()
    expect(book.halt).toBeUndefined()
    await stage.stores.books.commit(changeOf(book, { enters: true }))
  })

  test('what the desk stopped stays when its user lifts', async () => {
    const since = stage.stores.now()
    await stage.stores.books.halt(stage.userId, { kind: 'desk', reason: 'Maintenance.', since }, stage.origin())
    await stage.stores.books.lift(stage.userId, stage.origin())
    expect((await stage.opened()).halt).toEqual({ kind: 'desk', reason: 'Maintenance.', since })
  })

  test('a halt before the first read keeps no money back', async () => {
    await stage.stores.books.halt(stage.userId, { kind: 'pause', reason: 'You paused.', since: stage.stores.now() }, stage.origin())
    expect((await stage.opened()).balances.get('USDT')?.available).toEqual(decimal('100000.5'))
  })
}

/** What is told about books. */
function listings(stage: BookStage): void {
  test('busy are the books with something open, page by page', async () => {
    const busy = async (limit: number, after?: string) => (await stage.stores.books.busy({ after, limit })).map(({ id }) => id)
    expect(await busy(9)).toEqual([])
    const practice = await stage.stores.books.begin(stage.userId, stage.start({ kind: 'practice' }), stage.origin())
    await stage.stores.books.commit(changeOf(practice, { orders: [someOrder(practice.id, 1)], settledTo: NOON - 1 }))
    await stage.stores.books.commit(changeOf(await stage.opened(), { positions: [somePosition(BOOK_ID, 3)], settledTo: NOON }))
    expect(await stage.stores.books.busy({ after: undefined, limit: 1 })).toEqual([await stage.opened()])
    expect(await busy(9)).toEqual([BOOK_ID, practice.id])
    expect(await busy(1, BOOK_ID)).toEqual([practice.id])
    expect(await busy(1, practice.id)).toEqual([])
    const over = someOrder(practice.id, 1, { state: 'filled', reserved: decimal('0') })
    await stage.stores.books.commit(changeOf({ ...practice, version: 2 }, { orders: [over] }))
    expect(await busy(9)).toEqual([BOOK_ID])
  })

  test('pages of the past are of market time, the newest first', async () => {
    const orders = [1, 2, 3, 4].map((number) => someOrder(BOOK_ID, number, { placedAt: NOON + number }))
    await stage.stores.books.commit(changeOf(await stage.opened(), { orders }))
    const codes = async (page: { readonly from?: number; readonly to?: number; readonly limit: number }) =>
      (await stage.stores.bookHistory.orders(BOOK_ID, page)).map(({ code }) => code)
    expect(await codes({ limit: 2 })).toEqual(['ORD4', 'ORD3'])
    expect(await codes({ from: NOON + 2, to: NOON + 4, limit: 9 })).toEqual(['ORD3', 'ORD2'])
  })

  test('deposits and withdrawals are told apart from trading', async () => {
    const more = depositEntry({ id: uuid(11), at: NOON, asset: 'USDT', amount: decimal('0.000000000000000001') })
    await stage.stores.books.commit(changeOf(await stage.opened(), { entries: [more, stage.reserve(12)] }))
    expect(await stage.stores.bookHistory.funding(BOOK_ID)).toEqual(new Map([['USDT', decimal('100000.500000000000000001')]]))
  })
}
