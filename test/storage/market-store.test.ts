import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Market } from '../../src/market/market-ports.ts'
import { openTestDatabase, type TestDatabase } from '../fixtures/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.reset())
afterAll(() => database.close())

const market = (venue: string, base: string, about: Partial<Market> = {}): Market => ({
  id: `${venue}:${base}/USDT`,
  venue,
  symbol: `${base}/USDT`,
  base,
  quote: 'USDT',
  tick: '0.01',
  lot: '0.000000000000000000000001',
  active: true,
  ...about,
})

test('lists what venues listed, exactly', async () => {
  const listed = [market('binance', 'BTC', { minimumCost: '5.50' }), market('kraken', 'ETH', { active: false })]
  await database.markets.save(listed)
  expect(await database.markets.list()).toEqual(listed)
})

test('what a venue lists no more is gone, other venues stay', async () => {
  await database.markets.save([market('binance', 'BTC', { minimumCost: '5' }), market('binance', 'LUNA'), market('kraken', 'BTC')])
  await database.markets.save([market('binance', 'BTC', { tick: '0.1', active: false })])
  expect(await database.markets.list()).toEqual([market('binance', 'BTC', { tick: '0.1', active: false }), market('kraken', 'BTC')])
})

test('nothing listed changes nothing', async () => {
  await database.markets.save([market('binance', 'BTC')])
  await database.markets.save([])
  expect(await database.markets.list()).toEqual([market('binance', 'BTC')])
})

test('thousands of markets take one statement of each kind', async () => {
  const statements: string[] = []
  const many = Array.from({ length: 3_000 }, (_, index) => market('binance', `C${index}`))
  const stop = database.onQuery((statement) => statements.push(statement))
  await database.markets.save(many)
  stop()
  expect(await database.markets.list()).toHaveLength(3_000)
  expect(statements.filter((statement) => /^\s*(?:INSERT|DELETE)/.test(statement))).toHaveLength(2)
})
