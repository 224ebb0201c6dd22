import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { decimal } from '../../src/basics/money.ts'
import { DAY_MS, MINUTE_MS } from '../../src/basics/timeframe.ts'
import { newcomer } from '../contracts/account-store.contract.ts'
import { contractMarket } from '../contracts/candle-store.contract.ts'
import { messageTo } from '../contracts/outbox.contract.ts'
import { uuid } from '../fixtures/book-rows.ts'
import { SERIES, someCell, someFinding, someLook, someOutcome, someSignal } from '../fixtures/look-rows.ts'
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

const NOTHING = {
  presses: 0,
  inbox: 0,
  outbox: 0,
  candleFaults: 0,
  jobRuns: 0,
  snapshots: 0,
  drafts: 0,
  patterns: 0,
  signals: 0,
  strategyNotes: 0,
}

test('everything goes when its time is over, and not before', async () => {
  const start = database.clock.now()
  await leaveTraces('old')
  expect(await database.sweep(start + 2 * DAY_MS - 1)).toEqual(NOTHING)
  expect(await database.sweep(start + 2 * DAY_MS)).toEqual({ ...NOTHING, presses: 1 })
  expect(await database.sweep(start + 7 * DAY_MS + 1)).toEqual({ ...NOTHING, inbox: 1 })
  expect(await database.sweep(start + 30 * DAY_MS + 1)).toEqual({ ...NOTHING, outbox: 1 })
  expect(await database.sweep(start + 90 * DAY_MS)).toEqual(NOTHING)
  database.clock.move(90 * DAY_MS)
  await leaveTraces('new')
  expect(await database.sweep(start + 90 * DAY_MS + 1)).toEqual({ ...NOTHING, candleFaults: 1, jobRuns: 1 })
  expect(await database.candles.countFaults()).toBe(1)
})

test('a draft goes a day after its minute; what was confirmed stays', async () => {
  const { user, origin } = newcomer('1')
  await database.accounts.create(user, origin)
  const expiresAt = database.clock.now() + MINUTE_MS
  const draft = { userId: user.id, bookId: user.paper?.id ?? '', ticket: {}, quoted: decimal('1'), expiresAt }
  await database.intents.keep({ ...draft, id: 'asked', state: 'draft' })
  await database.intents.keep({ ...draft, id: 'answered', state: 'confirmed' })
  expect(await database.sweep(expiresAt + DAY_MS)).toEqual(NOTHING)
  expect(await database.sweep(expiresAt + DAY_MS + 1)).toEqual({ ...NOTHING, drafts: 1 })
  expect(await database.intents.read('asked', user.id)).toBeUndefined()
  expect(await database.intents.read('answered', user.id)).toMatchObject({ state: 'confirmed' })
})

test('findings go after 90 days and signals with their outcomes after two years; how far a series was looked at stays', async () => {
  const start = database.clock.now()
  const outcomes = [{ signalId: uuid(1), outcome: someOutcome(2) }]
  await database.signals.keep(someLook(1, { findings: [someFinding(1)], signals: [someSignal(1)], outcomes }), async () => undefined)
  expect(await database.sweep(start + 90 * DAY_MS)).toEqual(NOTHING)
  expect(await database.sweep(start + 90 * DAY_MS + 1)).toEqual({ ...NOTHING, patterns: 1 })
  database.clock.move(DAY_MS)
  await database.signals.keep(someLook(2, { before: someCell(1), signals: [someSignal(2)] }), async () => undefined)
  expect(await database.sweep(start + 730 * DAY_MS)).toEqual(NOTHING)
  expect(await database.sweep(start + 730 * DAY_MS + 1)).toEqual({ ...NOTHING, signals: 1 })
  expect(await database.driver.run('SELECT 1 FROM signal_outcomes')).toEqual([])
  expect((await database.signals.undecided(SERIES)).map(({ code }) => code)).toEqual(['SIG2'])
  expect(await database.sweep(start + 10_000 * DAY_MS)).toEqual({ ...NOTHING, signals: 1 })
  expect(await database.signals.cells(SERIES.feed)).toEqual([someCell(2)])
})
