import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { MINUTE_MS } from '../../../src/basics/timeframe.ts'
import { inboxContract } from '../../contracts/inbox.contract.ts'
import { openTestDatabase, type TestDatabase } from '../../fixtures/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.reset())
afterAll(() => database.close())

inboxContract(async () => ({ inbox: database.inbox, passLease: async () => database.clock.move(MINUTE_MS) }))

test('a delivery is left alone until its minute is over', async () => {
  await database.inbox.claim('telegram', 'slow')
  database.clock.move(MINUTE_MS - 1)
  expect(await database.inbox.claim('telegram', 'slow')).toBe('running')
  database.clock.move(1)
  expect(await database.inbox.claim('telegram', 'slow')).toBe('fresh')
})
