import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { DAY_MS } from '../../src/basics/timeframe.ts'
import { contractMarket } from '../contracts/candle-store.contract.ts'
import { messageTo } from '../contracts/outbox.contract.ts'
import { openTestDatabase, type TestDatabase } from '../fixtures/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.reset())
afterAll(() => database.close())

/** One row of each kind, made now and named after it. */
async function leaveTraces(name: string): Promise<void> {
  const now = database.clock.now()
  const press = { command: 'x', input: {}, accountId: 'a', confirms: undefined, replaces: false, at: undefined, expiresAt: now + DAY_MS }
  await database.presses.keep([{ ...press, id: name }])
  await database.inbox.claim('console', name)
  await database.transaction((tx) => database.outbox.add(tx, messageTo('1', name)))
  await database.candles.quarantine(contractMarket('binance'), '1m', [{ time: now, reason: 'spike', row: name }])
  await database.jobs.claim(name, now)
}

test('everything goes when its time is over, and not before', async () => {
  const start = database.clock.now()
  await leaveTraces('old')
  expect(await database.sweep(start + 2 * DAY_MS - 1)).toEqual({ presses: 0, inbox: 0, outbox: 0, candleFaults: 0, jobRuns: 0 })
  expect(await database.sweep(start + 2 * DAY_MS)).toEqual({ presses: 1, inbox: 0, outbox: 0, candleFaults: 0, jobRuns: 0 })
  expect(await database.sweep(start + 7 * DAY_MS + 1)).toEqual({ presses: 0, inbox: 1, outbox: 0, candleFaults: 0, jobRuns: 0 })
  expect(await database.sweep(start + 30 * DAY_MS + 1)).toEqual({ presses: 0, inbox: 0, outbox: 1, candleFaults: 0, jobRuns: 0 })
  expect(await database.sweep(start + 90 * DAY_MS)).toEqual({ presses: 0, inbox: 0, outbox: 0, candleFaults: 0, jobRuns: 0 })
  database.clock.move(90 * DAY_MS)
  await leaveTraces('new')
  expect(await database.sweep(start + 90 * DAY_MS + 1)).toEqual({ presses: 0, inbox: 0, outbox: 0, candleFaults: 1, jobRuns: 1 })
  expect(await database.candles.countFaults()).toBe(1)
})
