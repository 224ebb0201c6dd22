import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { DAY_MS } from '../../../src/basics/timeframe.ts'
import { newcomer } from '../../contracts/account-store.contract.ts'
import { nextOrigin } from '../../contracts/setting-store.contract.ts'
import { DRAFT } from '../../contracts/strategy-store.contract.ts'
import { uuid } from '../../fixtures/book-rows.ts'
import { openTestDatabase, type TestDatabase } from '../../fixtures/test-database.ts'

const VERSION = uuid(2)
const NOTE = { marketId: 'binance:BTC/USDT', candle: 1_700_000_000_000, kind: 'entry', words: 'Bought 1 BTC.' } as const

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

test('the newest come first, and only of their version', async () => {
  const { strategyNotes } = database
  const later = { ...NOTE, candle: NOTE.candle + 1, kind: 'refused', words: 'Too much: \0' } as const
  await strategyNotes.add(VERSION, NOTE)
  await strategyNotes.add(VERSION, later)
  expect(await strategyNotes.of(VERSION, 10)).toEqual([{ ...later, words: 'Too much: \ufffd' }, NOTE])
  expect(await strategyNotes.of(VERSION, 1)).toHaveLength(1)
  expect(await strategyNotes.of(uuid(9), 10)).toEqual([])
})

test('what was noted of a candle stays as it is', async () => {
  const { strategyNotes } = database
  await strategyNotes.add(VERSION, NOTE)
  await strategyNotes.add(VERSION, { ...NOTE, words: 'Bought nothing.' })
  await strategyNotes.add(VERSION, { ...NOTE, kind: 'missed', words: 'Late.' })
  expect((await strategyNotes.of(VERSION, 10)).map(({ words }) => words).toSorted()).toEqual(['Bought 1 BTC.', 'Late.'])
})

test('notes go after 90 days', async () => {
  const start = database.clock.now()
  await database.strategyNotes.add(VERSION, NOTE)
  expect((await database.sweep(start + 90 * DAY_MS)).strategyNotes).toBe(0)
  expect((await database.sweep(start + 90 * DAY_MS + 1)).strategyNotes).toBe(1)
})
