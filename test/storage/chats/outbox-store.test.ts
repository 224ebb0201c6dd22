import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { LEASE_MS, messageTo, outboxContract } from '../../contracts/outbox.contract.ts'
import { nextOrigin } from '../../contracts/setting-store.contract.ts'
import { openTestDatabase, type TestDatabase } from '../../fixtures/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.reset())
afterAll(() => database.close())

outboxContract(async () => {
  // Messages of the tests are timed from the start of the year.
  database.clock.move(Date.UTC(2026, 0, 1) - database.clock.now())
  return { outbox: database.outbox, transactions: database, pass: (ms) => database.clock.move(ms) }
})

test('the settings of a group move with it, unless the new one has its own', async () => {
  const old = { kind: 'chat', id: 'telegram:-1' } as const
  const moved = { kind: 'chat', id: 'telegram:-1001' } as const
  await database.settings.put(old, { a: 1, b: 1, here: { chatId: '-1', threadId: '7' }, there: { chatId: '-2' } }, nextOrigin())
  await database.settings.put(moved, { b: 2 }, nextOrigin())
  await database.outbox.move({ platform: 'telegram', chatId: '-1' }, '-1001')
  expect([...(await database.settings.all(moved))].toSorted()).toEqual([
    ['a', 1],
    ['b', 2],
    ['here', { chatId: '-1001', threadId: '7' }],
    ['there', { chatId: '-2' }],
  ])
})

test('the next messages are found by the index, and a claim is one statement', async () => {
  await database.driver.run(`
    INSERT INTO outbox (dedupe_key, platform, chat_id, kind, urgency, silent, payload, not_before, leased_until, sent_at, created_at)
    SELECT 'k' || n, 'telegram', (n % 50)::text, 'alert', 2, false, '{}', now(), now(), CASE WHEN n % 100 <> 0 THEN now() END, now()
    FROM generate_series(1, 20000) AS n`)
  await database.driver.run('ANALYZE outbox')
  const plan = await database.driver.run(`EXPLAIN SELECT DISTINCT ON (platform, chat_id) sequence FROM outbox
    WHERE sent_at IS NULL AND set_aside_at IS NULL AND not_before <= now() AND platform = ANY('{telegram,discord}')
    ORDER BY platform, chat_id, urgency, sequence`)
  expect(JSON.stringify(plan)).toContain('outbox_waiting_idx')
  await database.transaction((tx) => database.outbox.add(tx, messageTo('new', 'x')))
  const statements: string[] = []
  const stop = database.onQuery((statement) => statements.push(statement))
  await database.outbox.claim(20_001, LEASE_MS)
  stop()
  expect(statements.filter((statement) => /^(UPDATE|SELECT)/.test(statement.trim()))).toHaveLength(1)
})
