import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Decimal, decimal } from '../../src/basics/money.ts'
import type { Book } from '../../src/trading/book-ports.ts'
import { depositEntry, reserveEntry, withdrawalEntry } from '../../src/trading/ledger/entries.ts'
import { firstBroken } from '../../src/trading/ledger/hash-chain.ts'
import { exportLedger, importLedger } from '../../src/trading/ledger/ledger-export.ts'
import { newcomer } from '../contracts/account-store.contract.ts'
import { BOOK_ID, MAIN } from '../contracts/book-stage.ts'
import { bookStoreContract } from '../contracts/book-store.contract.ts'
import { changeOf, NOON, someFill, someOrder, somePosition, someTrade, uuid } from '../fixtures/book-rows.ts'
import { openTestDatabase, type TestDatabase } from '../fixtures/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.reset())
afterAll(() => database.close())

bookStoreContract(async () => ({ ...database, now: database.clock.now }))

const open = async (): Promise<Book> => {
  const { user, origin } = newcomer('1')
  await database.accounts.create({ ...user, paper: { id: BOOK_ID, source: 'replay', asset: 'USDT', opening: decimal('100') } }, origin)
  const book = await database.books.open(user.id, MAIN)
  if (book === undefined) throw new Error('There is no book')
  return book
}
const run = (text: string): Promise<readonly unknown[]> => database.driver.run(text)
const reserve = (number: number, amount: string) =>
  reserveEntry({ id: uuid(number), at: NOON, orderId: uuid(1), asset: 'USDT', amount: decimal(amount) })

test('a change is five statements at most, however much is in it', async () => {
  const book = await open()
  const orders = Array.from({ length: 40 }, (_, index) => someOrder(BOOK_ID, index + 1))
  const fills = orders.map((order, index) => someFill(order, index + 100))
  const positions = [somePosition(BOOK_ID, 200)]
  const entries = orders.map((_, index) => reserve(index + 300, '1'))
  const statements: string[] = []
  const deaf = database.onQuery((statement) => statements.push(statement))
  await database.books.commit(changeOf(book, { entries, orders, fills, positions }))
  expect(statements).toHaveLength(5)
  await database.books.open(book.userId, MAIN)
  expect(statements).toHaveLength(6)
  deaf()
})

test.each([
  ['an amount that is no number', `UPDATE ledger_accounts SET balance = 'NaN'`, 'ledger_accounts_balance_check'],
  ['an amount above all others', `UPDATE ledger_accounts SET balance = 'Infinity' WHERE kind = 'available'`, 'overflow'],
  ['more than there can be', `UPDATE ledger_accounts SET balance = 1e20 WHERE kind = 'available'`, 'overflow'],
  ['money that is not there', `UPDATE ledger_accounts SET balance = -1 WHERE kind = 'available'`, 'ledger_accounts_owned_check'],
  ['another past', `UPDATE ledger_entries SET note = 'Another past'`, 'never changed'],
  ['other legs', `UPDATE ledger_legs SET amount = amount * 2`, 'never changed'],
  ['a past without its legs', 'DELETE FROM ledger_legs', 'never changed'],
  ['a past without its entries', 'DELETE FROM ledger_entries', 'never changed'],
  [
    'a leg without another side',
    `INSERT INTO ledger_legs (book_id, sequence, position, asset, kind, amount) SELECT book_id, 1, 9, asset, kind, 1 FROM ledger_accounts WHERE kind = 'available'`,
    'do not add up to zero',
  ],
  [
    'an entry without legs',
    `INSERT INTO ledger_entries (id, book_id, sequence, kind, at, previous_hash, hash, created_at)
     SELECT gen_random_uuid(), book_id, 2, kind, at, hash, hash, created_at FROM ledger_entries`,
    'do not add up to zero',
  ],
  [
    'a leg that is no number',
    `INSERT INTO ledger_legs (book_id, sequence, position, asset, kind, amount) SELECT book_id, 1, 9, asset, kind, 'NaN' FROM ledger_accounts WHERE kind = 'available'`,
    'ledger_legs_amount_check',
  ],
])('the database refuses %s', async (_, statement, why) => {
  await open()
  await expect(run(statement)).rejects.toThrow(why)
})

test.each([
  ['no number', new Decimal(Number.NaN)],
  ['more than there can be', new Decimal('1e20')],
  ['less than nothing', decimal('-1')],
  ['finer than it is kept', decimal('0.0000000000000000001')],
])('an order of a quantity that is %s is refused, and all of its change with it', async (_, quantity) => {
  const book = await open()
  const change = changeOf(book, { entries: [reserve(11, '1')], orders: [someOrder(BOOK_ID, 1, { quantity })] })
  await expect(database.books.commit(change)).rejects.toThrow()
  expect(await database.books.open(book.userId, MAIN)).toEqual(book)
})

test('all but the last of 10^38 minor units fit, and not one more', async () => {
  const book = await open()
  const most = decimal('99999999999999999999.999999999999999999')
  const fill = depositEntry({ id: uuid(11), at: NOON, asset: 'SHIB', amount: most })
  await database.books.commit(changeOf(book, { entries: [fill] }))
  const after = await database.books.open(book.userId, MAIN)
  expect(after?.balances.get('SHIB')?.available).toEqual(most)
  expect(await database.bookHistory.entries(BOOK_ID, { limit: 1 })).toEqual([fill])
  const more = depositEntry({ id: uuid(12), at: NOON, asset: 'SHIB', amount: decimal('0.000000000000000001') })
  await expect(database.books.commit(changeOf(book, { version: 2, entries: [more] }))).rejects.toThrow('overflow')
})

test('a change that is cut short leaves nothing, and its call may come again', async () => {
  const book = await open()
  const origin = { userId: book.userId, callId: 'buy 1', action: 'buy', platform: 'console' }
  const good = changeOf(book, { entries: [reserve(11, '1')], orders: [someOrder(BOOK_ID, 1)] })
  const cut = { ...good, trades: [{ ...someTrade(someOrder(BOOK_ID, 1), somePosition(BOOK_ID, 3)), id: 'cut short' }] }
  await expect(database.books.commit(cut, origin)).rejects.toThrow('uuid')
  for (const table of ['orders', 'ledger_legs WHERE sequence > 1', `audit_entries WHERE call_id = 'buy 1'`])
    expect(await run(`SELECT 1 FROM ${table}`)).toEqual([])
  expect(await database.books.open(book.userId, MAIN)).toEqual(book)
  await database.books.commit(good, origin)
  expect(await run(`SELECT subject FROM audit_entries WHERE call_id = 'buy 1'`)).toEqual([{ subject: `book:${BOOK_ID}` }])
})

test('what was sealed verifies as it is read, page by page, and is the same after a journey', async () => {
  let book = await open()
  for (let number = 11; number < 20; number++) {
    await database.books.commit(changeOf(book, { entries: [{ ...reserve(number, '1'), note: `A\u0000\ud83d"${number}` }] }))
    book = { ...book, version: book.version + 1 }
  }
  const all = await database.ledger.read(BOOK_ID, { after: 0, limit: 99 })
  expect(all).toHaveLength(10)
  expect(firstBroken(BOOK_ID, all)).toBeUndefined()
  const page = await database.ledger.read(BOOK_ID, { after: 4, limit: 3 })
  expect(page.map(({ sequence }) => sequence)).toEqual([5, 6, 7])
  expect(firstBroken(BOOK_ID, page, all[3])).toBeUndefined()
  expect(importLedger(BOOK_ID, exportLedger(BOOK_ID, all))).toEqual(all)
  const [sums] = await database.driver.run(
    `SELECT count(*) AS wrong FROM ledger_accounts AS account WHERE balance <> (
       SELECT sum(amount) FROM ledger_legs AS leg WHERE leg.book_id = account.book_id AND leg.asset = account.asset AND leg.kind = account.kind)`,
  )
  expect(sums).toEqual({ wrong: 0 })
})

test('what stops everybody stops each', async () => {
  const book = await open()
  await run(`INSERT INTO halts (kind, reason, since) VALUES ('desk', 'Maintenance.', now())`)
  expect((await database.books.open(book.userId, MAIN))?.halt).toMatchObject({ kind: 'desk', reason: 'Maintenance.' })
  await expect(database.books.commit(changeOf(book, { enters: true }))).rejects.toMatchObject({ code: 'over-limit' })
  await database.books.commit(changeOf(book, {}))
})

test('a withdrawal that an admin approved is carried out once', async () => {
  const book = await open()
  const { user: admin, origin } = newcomer('2')
  await database.accounts.create(admin, origin)
  const call = (callId: string) => ({ userId: admin.id, callId, action: 'wallet', platform: 'console' })
  const request = {
    id: uuid(600),
    code: 'WALLET',
    userId: book.userId,
    bookId: BOOK_ID,
    kind: 'withdrawal',
    amount: decimal('40'),
  } as const
  await database.walletRequests.add(request, call('asks'))
  const withdrawal = withdrawalEntry({ id: request.id, at: NOON, asset: 'USDT', amount: request.amount })
  const change = changeOf(book, { entries: [withdrawal], completes: request.id })
  await expect(database.books.commit(change)).rejects.toMatchObject({ code: 'conflict' })
  await database.walletRequests.decide(request.id, { from: ['waiting'], to: 'approved', by: admin.id }, call('approves'))
  await database.books.commit(change)
  expect(await database.walletRequests.find('WALLET')).toMatchObject({ state: 'completed' })
  await expect(database.books.commit({ ...change, version: 2 })).rejects.toMatchObject({ code: 'conflict' })
  expect(await database.bookHistory.funding(BOOK_ID)).toEqual(new Map([['USDT', decimal('60')]]))
})

test("a measure that is nobody's money is kept as finely as there is room for", async () => {
  const book = await open()
  const position = somePosition(BOOK_ID, 3, { peak: decimal('0.12345678901234567891') })
  await database.books.commit(changeOf(book, { positions: [position] }))
  const after = await database.books.open(book.userId, MAIN)
  expect(after?.positions[0]?.peak).toEqual(decimal('0.123456789012345679'))
})
