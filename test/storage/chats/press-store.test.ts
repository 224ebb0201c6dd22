import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { pressStoreContract } from '../../contracts/press-store.contract.ts'
import { openTestDatabase, type TestDatabase } from '../../fixtures/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.reset())
afterAll(() => database.close())

pressStoreContract(async () => ({ store: database.presses, ann: 'ann', bob: 'bob' }))

test('one of fifty who take a press at once gets it, with any text in its input', async () => {
  const now = database.clock.now()
  const input = { market: 'BTC\u0000', note: '\ud83d', deep: [{ a: null }] }
  const press = { command: 'buy', input, accountId: 'ann', confirms: undefined, replaces: false, at: undefined }
  await database.presses.keep([{ ...press, id: 'hot', expiresAt: now + 1 }])
  const taken = await Promise.all(
    Array.from({ length: 50 }, (_, n) => database.presses.take('hot', { accountId: 'ann', callId: `call ${n}` }, now)),
  )
  expect(taken.filter(({ outcome }) => outcome === 'taken')).toEqual([{ outcome: 'taken', press: { ...press, expiresAt: now + 1 } }])
  expect(taken.filter(({ outcome }) => outcome === 'used')).toHaveLength(49)
})
