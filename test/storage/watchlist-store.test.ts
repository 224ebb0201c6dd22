import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { AlreadyDone } from '../../src/basics/origin.ts'
import { newcomer } from '../contracts/account-store.contract.ts'
import { nextOrigin } from '../contracts/setting-store.contract.ts'
import { openTestDatabase, type TestDatabase } from '../fixtures/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.reset())
afterAll(() => database.close())

const someone = async (): Promise<string> => {
  const { user, origin } = newcomer('someone')
  return (await database.accounts.create(user, origin)).user.id
}

test('keeps markets in the order they were added, each once', async () => {
  const ann = await someone()
  await database.watchlists.add(ann, ['binance:SOL/USDT', 'binance:BTC/USDT'], nextOrigin())
  database.clock.move(1)
  await database.watchlists.add(ann, ['binance:ADA/USDT', 'binance:BTC/USDT'], nextOrigin())
  expect(await database.watchlists.list(ann)).toEqual(['binance:SOL/USDT', 'binance:BTC/USDT', 'binance:ADA/USDT'])
})

test('removes what is named', async () => {
  const ann = await someone()
  await database.watchlists.add(ann, ['a', 'b', 'c'], nextOrigin())
  await database.watchlists.remove(ann, ['a', 'c', 'never'], nextOrigin())
  expect(await database.watchlists.list(ann)).toEqual(['b'])
})

test('a call that comes twice changes once', async () => {
  const ann = await someone()
  const origin = nextOrigin()
  await database.watchlists.add(ann, ['a'], origin)
  await expect(database.watchlists.add(ann, ['b'], origin)).rejects.toThrow(AlreadyDone)
  expect(await database.watchlists.list(ann)).toEqual(['a'])
})

test('nobody but a user has one', async () => {
  await expect(database.watchlists.add('01890a5d-ac96-774b-bcce-ffffffffffff', ['a'], nextOrigin())).rejects.toThrow()
})
