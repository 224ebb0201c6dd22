import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Look } from '../../../src/signals/signal-ports.ts'
import { messageTo } from '../../contracts/outbox.contract.ts'
import { signalStoreContract } from '../../contracts/signal-store.contract.ts'
import { uuid } from '../../fixtures/book-rows.ts'
import { hour, SERIES, someCell, someFinding, someLook, someOutcome, someSignal } from '../../fixtures/look-rows.ts'
import { openTestDatabase, type TestDatabase } from '../../fixtures/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.reset())
afterAll(() => database.close())

signalStoreContract(async () => database.signals)

const nobody = async (): Promise<void> => undefined
const run = (text: string) => database.driver.run(text)
const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1)

test('a look is as many statements, however much is in it', async () => {
  const sizes = []
  for (const [candle, count] of [1, 300].entries()) {
    const at = numbers(count).map((number) => number + candle * 1000)
    const look: Look = someLook(candle, {
      before: candle === 0 ? undefined : someCell(candle - 1),
      findings: at.map((number) => someFinding(number)),
      signals: at.map((number) => someSignal(number)),
      outcomes: at.map((number) => ({ signalId: uuid(number), outcome: someOutcome(number + 5) })),
    })
    const statements: string[] = []
    const deaf = database.onQuery((statement) => statements.push(statement))
    expect(await database.signals.keep(look, nobody)).toBe(true)
    deaf()
    sizes.push(statements.filter((statement) => /^\s*(INSERT|UPDATE|SELECT|WITH)/.test(statement)).length)
  }
  expect(sizes).toEqual([4, 4])
  expect(await run('SELECT (SELECT count(*) FROM patterns) AS findings, (SELECT count(*) FROM signal_outcomes) AS outcomes')).toEqual([
    { findings: 301, outcomes: 301 },
  ])
})

test('what is to be read is one statement', async () => {
  await database.signals.keep(someLook(1, { signals: [someSignal(1)] }), nobody)
  const statements: string[] = []
  const deaf = database.onQuery((statement) => statements.push(statement))
  const { signals } = database
  const asked = { feed: SERIES.feed, now: hour(9) }
  await signals.cells('replay', [SERIES.marketId])
  await signals.undecided(SERIES)
  await signals.list({ ...asked, limit: 9 })
  await signals.find('replay', 'SIG1', hour(9))
  await signals.record(asked)
  deaf()
  expect(statements).toHaveLength(5)
})

test('a finding is kept as it was first seen, but for its end, which is for good', async () => {
  const keep = async (candle: number, findings: Look['findings']): Promise<void> => {
    database.clock.move(1000)
    const before = candle === 1 ? undefined : someCell(candle - 1)
    await database.signals.keep(someLook(candle, { before, findings, findingsVersion: candle }), nobody)
  }
  const seen = () => run('SELECT version, top, strength, state, ended_at FROM patterns ORDER BY last')
  await keep(1, [someFinding(1), someFinding(1, { strength: 0.1 }), someFinding(2)])
  const first = { version: 1, top: 101.5, strength: 0.4, state: 'active', ended_at: null }
  expect(await seen()).toEqual([first, first])
  await keep(2, [someFinding(1, { top: 105, strength: 1, state: 'mitigated', endedAt: hour(2) })])
  const ended = { ...first, state: 'mitigated', ended_at: hour(2) }
  expect(await seen()).toEqual([ended, first])
  await keep(3, [someFinding(1), someFinding(3, { state: 'expired', endedAt: hour(4) })])
  expect(await seen()).toEqual([ended, first, { ...first, version: 3, state: 'expired', ended_at: hour(4) }])
  expect(await run('SELECT DISTINCT updated_at FROM patterns')).toHaveLength(3)
})

test('whoever hears of a signal is written to in the same breath', async () => {
  const look = someLook(1, { signals: [someSignal(1)] })
  const told = () => run('SELECT dedupe_key FROM outbox')
  const failing = database.signals.keep(look, async (tx) => {
    await database.outbox.add(tx, messageTo('1', 'SIG1'))
    throw new Error('Cut short')
  })
  await expect(failing).rejects.toThrow('Cut short')
  expect(await told()).toEqual([])
  await database.signals.keep(look, (tx, fresh) => database.outbox.add(tx, messageTo('1', String(fresh[0]?.code))))
  expect(await told()).toEqual([{ dedupe_key: 'SIG1' }])
})

test.each<readonly [string, Partial<Look>, string]>([
  ['a bias beyond the most', { cell: someCell(1, { bias: 101 }) }, 'cells_bias_check'],
  ['a cell of a time to come', { cell: someCell(1, { at: hour(1) }) }, 'cells_time_check'],
  ['a finding that ends before it begins', { findings: [someFinding(1, { first: hour(2) })] }, 'patterns_range_check'],
  ['a finding that ended at no time', { findings: [someFinding(1, { state: 'expired' })] }, 'patterns_state_check'],
  ['a signal that knows candles to come', { signals: [someSignal(1, { at: hour(1) })] }, 'signals_range_check'],
  ['a stop on the wrong side', { signals: [someSignal(1, { stop: 101 })] }, 'signals_levels_check'],
  ['a signal without a target', { signals: [someSignal(1, { targets: [] })] }, 'signals_targets_check'],
])('the database refuses %s, and all of the look with it', async (_, about, why) => {
  await expect(database.signals.keep(someLook(1, { signals: [someSignal(9)], ...about }), nobody)).rejects.toThrow(why)
  for (const table of ['cells', 'patterns', 'signals']) expect(await run(`SELECT 1 FROM ${table}`)).toEqual([])
})

test('those that are undecided are found by the index, however many are decided', async () => {
  await run(`
    INSERT INTO signals (id, code, feed, source, version, market_id, timeframe, direction, entry, stop, targets, confidence, parts, first, last, at, until, live, decided, created_at)
    SELECT gen_random_uuid(), 'C', 'live', 'a', 1, 'm' || n % 20, '1h', 'long', 2, 1, '[3]', 50, '[]', n, n, n + 1, n + 2, true, n % 500 <> 0, now()
    FROM generate_series(1, 20000) AS n`)
  await run('ANALYZE signals')
  const plan = await run(`EXPLAIN SELECT id FROM signals WHERE feed = 'live' AND market_id = 'm1' AND timeframe = '1h' AND NOT decided`)
  expect(JSON.stringify(plan)).toContain('signals_undecided_idx')
})
