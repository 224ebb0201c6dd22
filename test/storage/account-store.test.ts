import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Decimal, decimal } from '../../src/basics/money.ts'
import { accountStoreContract, newcomer } from '../contracts/account-store.contract.ts'
import { openTestDatabase, type TestDatabase } from '../fixtures/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.reset())
afterAll(() => database.close())

accountStoreContract(async () => database.accounts)

test('the audit row leaves the call itself free to write one', async () => {
  const { user, origin } = newcomer('1')
  await database.accounts.create(user, origin)
  await database.settings.put({ kind: 'user', id: user.id }, { zone: 'UTC' }, origin)
  const rows = await database.driver.run('SELECT call_id, actor_id, action, subject, outcome FROM audit_entries ORDER BY sequence')
  const common = { actor_id: user.id, subject: `user:${user.id}`, outcome: 'done' }
  expect(rows).toEqual([
    { ...common, call_id: `${origin.callId}:account`, action: 'account created' },
    { ...common, call_id: origin.callId, action: 'price' },
  ])
})

test('a call that is delivered again finds what it made', async () => {
  const { user, origin } = newcomer('2')
  await database.accounts.create(user, origin)
  const again = await database.accounts.create({ ...user, id: newcomer('2').user.id }, origin)
  expect(again).toMatchObject({ made: false, user: { id: user.id } })
})

test('a name with text that no database keeps is kept readable', async () => {
  const { user, origin } = newcomer('3', { displayName: 'A\u0000B\ud83dC' })
  expect((await database.accounts.create(user, origin)).user.displayName).toBe('A\ufffdB\ufffdC')
  expect((await database.accounts.find(user.identity))?.displayName).toBe('A\ufffdB\ufffdC')
})

test.each([new Decimal('1e20'), decimal('-0.000000000000000001'), new Decimal(Number.NaN)])(
  'no account opens with %s, and nothing is left of it',
  async (opening) => {
    const { user, origin } = newcomer('4')
    const paper = { id: user.id, source: 'replay', asset: 'USDT', opening }
    await expect(database.accounts.create({ ...user, paper }, origin)).rejects.toThrow()
    expect(await database.accounts.find(user.identity)).toBeUndefined()
    expect(await database.driver.run('SELECT 1 FROM audit_entries')).toEqual([])
  },
)

test('a second open paper account of one user is refused by the database', async () => {
  const { user, origin } = newcomer('5')
  await database.accounts.create(user, origin)
  const again = `INSERT INTO books (id, user_id, epoch, source, asset, opening, opened_at) SELECT $2, user_id, epoch + 1, source, asset, opening, opened_at FROM books WHERE user_id = $1`
  await expect(database.driver.run(again, [user.id, newcomer('5').user.id])).rejects.toThrow('books_open_key')
})

test('identities and lists go with their user, who cannot go before their books', async () => {
  const { user, origin } = newcomer('6')
  await database.accounts.create(user, origin)
  await database.watchlists.add(user.id, ['binance:BTC/USDT'], origin)
  await expect(database.driver.run('DELETE FROM users')).rejects.toThrow('books_user_id_fkey')
  await database.driver.run('DELETE FROM books')
  await database.driver.run('DELETE FROM users')
  for (const table of ['identities', 'watchlist_entries']) expect(await database.driver.run(`SELECT 1 FROM ${table}`)).toEqual([])
  expect(await database.driver.run('SELECT 1 FROM audit_entries')).toHaveLength(2)
})
