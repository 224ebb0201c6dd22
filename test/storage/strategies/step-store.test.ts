import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newcomer } from '../../contracts/account-store.contract.ts'
import { nextOrigin } from '../../contracts/setting-store.contract.ts'
import { DRAFT } from '../../contracts/strategy-store.contract.ts'
import { uuid } from '../../fixtures/book-rows.ts'
import { openTestDatabase, type TestDatabase } from '../../fixtures/test-database.ts'

const VERSION = uuid(2)
const MARKETS = ['binance:BTC/USDT', 'binance:ETH/USDT'] as const

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(async () => {
  await database.reset()
  const { user, origin } = newcomer('ann', {})
  await database.accounts.create(user, origin)
  await database.strategies.create(user.id, { strategyId: uuid(1), versionId: VERSION, draft: DRAFT }, nextOrigin())
})
afterAll(() => database.close())

const advance = (before: number | undefined, candle: number, marketId: string = MARKETS[0]) =>
  database.strategySteps.advance({ versionId: VERSION, marketId, timeframe: '1h', before, candle })
const seen = async () => Object.fromEntries(await database.strategySteps.seen(VERSION, MARKETS))

test('each market is stepped on its own', async () => {
  expect(await seen()).toEqual({})
  expect(await advance(undefined, 1000)).toBe(true)
  expect(await advance(undefined, 2000, MARKETS[1])).toBe(true)
  expect(await seen()).toEqual({ [MARKETS[0]]: 1000, [MARKETS[1]]: 2000 })
  expect(await database.strategySteps.seen(uuid(9), MARKETS)).toEqual(new Map())
})

test('whoever is late steps no more', async () => {
  await advance(undefined, 1000)
  expect(await advance(undefined, 1000)).toBe(false)
  expect(await advance(900, 2000)).toBe(false)
  expect(await advance(1000, 2000)).toBe(true)
  expect(await advance(1000, 2000)).toBe(false)
  expect(await seen()).toEqual({ [MARKETS[0]]: 2000 })
})

test('of many at once one steps', async () => {
  const first = await Promise.all(Array.from({ length: 5 }, () => advance(undefined, 1000)))
  expect(first.filter((stepped) => stepped)).toHaveLength(1)
  const next = await Promise.all(Array.from({ length: 5 }, () => advance(1000, 2000)))
  expect(next.filter((stepped) => stepped)).toHaveLength(1)
})
