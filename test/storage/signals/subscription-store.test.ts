import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createServerSettings } from '../../../src/accounts/server-settings.ts'
import { createSettings } from '../../../src/accounts/settings.ts'
import { newcomer } from '../../contracts/account-store.contract.ts'
import { nextOrigin } from '../../contracts/setting-store.contract.ts'
import { subscriptionStoreContract } from '../../contracts/subscription-store.contract.ts'
import { uuid } from '../../fixtures/book-rows.ts'
import { openTestDatabase, type TestDatabase } from '../../fixtures/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.reset())
afterAll(() => database.close())

async function join(name: string, about: Parameters<typeof newcomer>[1] = {}): Promise<string> {
  const { user, origin } = newcomer(name, about)
  await database.accounts.create(user, origin)
  return user.id
}

subscriptionStoreContract(async () => ({
  subscriptions: database.subscriptions,
  settings: createSettings({ store: database.personalSettings, clock: database.clock, reportUnreadable: (key) => expect.unreachable(key) }),
  servers: createServerSettings({ store: database.settings, clock: { elapsed: () => 0 } }),
  join,
}))

test('a change leaves a row in the audit, and a refused one leaves none', async () => {
  const userId = await join('ann')
  const { subscriptions } = database
  const subscription = { id: uuid(1), userId, platform: 'telegram', chatId: '1', minConfidence: 50 }
  const [added, removed, cleared, refused] = Array.from({ length: 4 }, () => ({ ...nextOrigin(), userId }))
  if (!added || !removed || !cleared || !refused) return expect.unreachable()
  await subscriptions.add(subscription, added)
  await subscriptions.remove({ userId }, removed)
  await subscriptions.remove({ platform: 'telegram', chatId: '-7' }, cleared)
  await expect(subscriptions.add({ ...subscription, minConfidence: 101 }, refused)).rejects.toThrow('subscriptions_confidence_check')
  const rows = await database.driver.run(`SELECT subject FROM audit_entries WHERE action = '${added.action}' ORDER BY sequence`)
  expect(rows.map(({ subject }) => subject)).toEqual([`user:${userId}`, `user:${userId}`, 'chat:telegram:-7'])
})

test('a group that moved takes its subscriptions along, and what is newer there stays', async () => {
  const userId = await join('ann')
  const { subscriptions } = database
  const subscription = { userId, platform: 'telegram', chatId: '-1', serverId: '-1', minConfidence: 50 }
  await subscriptions.add({ ...subscription, id: uuid(1) }, nextOrigin())
  await subscriptions.add({ ...subscription, id: uuid(2), marketId: 'btc' }, nextOrigin())
  await subscriptions.add({ userId, platform: 'telegram', chatId: '1', id: uuid(3), minConfidence: 50 }, nextOrigin())
  const moved = { ...subscription, chatId: '-1001', serverId: '-1001' }
  await subscriptions.add({ ...moved, id: uuid(4), minConfidence: 80 }, nextOrigin())
  await database.outbox.move({ platform: 'telegram', chatId: '-1' }, '-1001')
  const there = await subscriptions.of({ platform: 'telegram', chatId: '-1001' })
  expect(new Set(there)).toEqual(
    new Set([
      { ...moved, id: uuid(2), marketId: 'btc' },
      { ...moved, id: uuid(4), minConfidence: 80 },
    ]),
  )
  expect(await subscriptions.of({ userId })).toHaveLength(3)
})

test('who hears of many signals is one statement, which finds subscriptions by the index', async () => {
  await database.driver.run(`
    INSERT INTO users (id, role, status, display_name, created_at, updated_at)
    SELECT gen_random_uuid(), 'member', 'active', 'Somebody', now(), now() FROM generate_series(1, 2000)`)
  await database.driver.run(`
    INSERT INTO subscriptions (id, user_id, topic, platform, chat_id, market_id, timeframe, min_confidence, created_at, updated_at)
    SELECT gen_random_uuid(), id, 'signals', 'telegram', n, 'm' || n % 200, (ARRAY['', '15m', '1h', '4h', '1d'])[n / 200 % 5 + 1], 50, now(), now()
    FROM (SELECT id, row_number() OVER () AS n FROM users, generate_series(1, 5)) AS wish`)
  await database.driver.run('ANALYZE')
  const statements: string[] = []
  const deaf = database.onQuery((statement) => statements.push(statement))
  const signals = Array.from({ length: 10 }, (_, number) => ({
    id: uuid(number),
    marketId: `m${number}`,
    timeframe: '1h' as const,
    confidence: 60,
  }))
  expect(await database.subscriptions.recipients(signals)).toHaveLength(200)
  deaf()
  expect(statements).toHaveLength(1)
  const plan = await database.driver.run(`EXPLAIN ${statements[0]}`, [JSON.stringify(signals)])
  expect(JSON.stringify(plan)).toContain('subscriptions_topic_market_id_timeframe_idx')
})
