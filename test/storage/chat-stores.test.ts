import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../src/basics/timeframe.ts'
import { inboxContract } from '../contracts/inbox.contract.ts'
import { pressStoreContract } from '../contracts/press-store.contract.ts'
import { openTestDatabase, type TestDatabase } from '../fixtures/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.reset())
afterAll(() => database.close())

describe('presses in the database', () => {
  pressStoreContract(async () => ({ store: database.presses, ann: 'ann', bob: 'bob' }))

  test('one of fifty who take it at once gets it', async () => {
    const now = database.clock.now()
    const press = { command: 'buy', input: { market: 'BTC\u0000' }, accountId: 'ann', confirms: undefined, replaces: false, at: undefined }
    await database.presses.keep([{ ...press, id: 'hot', expiresAt: now + 1 }])
    const taken = await Promise.all(Array.from({ length: 50 }, () => database.presses.take('hot', 'ann', now)))
    expect(taken.filter(({ outcome }) => outcome === 'taken')).toEqual([{ outcome: 'taken', press: { ...press, expiresAt: now + 1 } }])
    expect(taken.filter(({ outcome }) => outcome === 'used')).toHaveLength(49)
  })
})

describe('the inbox in the database', () => {
  inboxContract(async () => ({ inbox: database.inbox, passLease: async () => database.clock.move(MINUTE_MS) }))

  test('a delivery is left alone until its minute is over', async () => {
    await database.inbox.claim('telegram', 'slow')
    database.clock.move(MINUTE_MS - 1)
    expect(await database.inbox.claim('telegram', 'slow')).toBe('running')
    database.clock.move(1)
    expect(await database.inbox.claim('telegram', 'slow')).toBe('fresh')
  })
})
