import { expect, test } from 'vitest'
import { freeLeases } from '../../../src/storage/engine/free-leases.ts'
import { openTestDatabase } from '../../fixtures/test-database.ts'

test('what a crash left begun is handed out at once, what was finished is not', async () => {
  const database = await openTestDatabase()
  expect(await database.inbox.claim('telegram', 'begun')).toBe('fresh')
  expect(await database.inbox.claim('telegram', 'finished')).toBe('fresh')
  await database.inbox.finish('telegram', 'finished')
  expect(await database.inbox.claim('telegram', 'begun')).toBe('running')
  await freeLeases(database.driver)
  expect(await database.inbox.claim('telegram', 'begun')).toBe('fresh')
  expect(await database.inbox.claim('telegram', 'finished')).toBe('done')
  await database.close()
})
