import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { decimal } from '../../../src/basics/money.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/basics/timeframe.ts'
import { highMarks } from '../../../src/trading/portfolio/standing.ts'
import { newcomer } from '../../contracts/account-store.contract.ts'
import { openTestDatabase, type TestDatabase } from '../../fixtures/test-database.ts'

const START = Date.UTC(2024, 0, 1)

let database: TestDatabase
let bookId: string
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(async () => {
  await database.reset()
  const { user, origin } = newcomer('someone')
  await database.accounts.create(user, origin)
  bookId = user.paper?.id ?? ''
})
afterAll(() => database.close())

const keep = (at: number, equity: string, funded = '10000') =>
  database.equity.keep({ bookId, at, equity: decimal(equity), cash: decimal(equity), exposure: decimal('0'), funded: decimal(funded) })
const kept = async (page: { from?: number; to?: number; limit?: number } = {}): Promise<readonly string[]> =>
  (await database.equity.list(bookId, { limit: 100, ...page })).map(({ at, equity }) => `${at - START} ${equity.toFixed()}`)

test('gives back exactly what was kept, oldest first, the newest of a page', async () => {
  await keep(START + HOUR_MS, '0.000000000000000001')
  await keep(START, '99999999999999999999.5')
  expect(await kept()).toEqual(['0 99999999999999999999.5', `${HOUR_MS} 0.000000000000000001`])
  expect(await kept({ limit: 1 })).toEqual([`${HOUR_MS} 0.000000000000000001`])
  expect(await kept({ from: START, to: START + HOUR_MS })).toEqual(['0 99999999999999999999.5'])
})

test('keeps one a minute, replaces one of the same moment, and misses no movement of money', async () => {
  await keep(START, '1')
  await keep(START, '2')
  await keep(START + 1, '3')
  await keep(START + 2, '4', '20000')
  await keep(START + MINUTE_MS, '5')
  expect(await kept()).toEqual(['0 2', '2 4', `${MINUTE_MS} 5`])
})

test('of a day long past the highest and the last are left', async () => {
  for (const [hour, equity] of ['5', '9', '7', '6'].entries()) await keep(START + hour * HOUR_MS, equity)
  await keep(START + DAY_MS, '1')
  expect((await database.sweep(database.clock.now() + 90 * DAY_MS)).snapshots).toBe(0)
  expect((await database.sweep(database.clock.now() + 90 * DAY_MS + 1)).snapshots).toBe(2)
  expect(await kept()).toEqual([`${HOUR_MS} 9`, `${3 * HOUR_MS} 6`, `${DAY_MS} 1`])
})

test('the marks say of any past what all of it says: the highest equity and that at midnight', async () => {
  const midnight = START + DAY_MS
  const step = fc.record({ equity: fc.integer({ min: 1, max: 30_000 }), paidIn: fc.constantFrom(0, 0, 0, 500, -200) })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60 }), async (steps) => {
      await database.reset()
      const { user, origin } = newcomer('someone')
      await database.accounts.create(user, origin)
      bookId = user.paper?.id ?? ''
      let funded = 10_000
      for (const [hour, { equity, paidIn }] of steps.entries()) {
        funded += paidIn
        await keep(START + hour * HOUR_MS, String(equity), String(funded))
      }
      const all = await database.equity.list(bookId, { limit: 100 })
      const marks = await database.equity.marks(bookId, midnight)
      const facts = { funded: decimal(String(funded)), now: midnight + 13 * HOUR_MS }
      expect(highMarks({ ...facts, snapshots: marks }, decimal('9000'))).toEqual(highMarks({ ...facts, snapshots: all }, decimal('9000')))
      const spans = 1 + all.slice(1).filter((each, before) => !each.funded.eq(all[before]?.funded ?? 0)).length
      expect(marks.length).toBeLessThanOrEqual(2 * spans + 1)
    }),
    { numRuns: 20 },
  )
})
