import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newcomer } from '../contracts/account-store.contract.ts'
import { nextOrigin } from '../contracts/setting-store.contract.ts'
import { openTestDatabase, type TestDatabase } from '../fixtures/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.reset())
afterAll(() => database.close())

test('a session lasts until it is cleared, and a new one takes its place', async () => {
  const { user, origin } = newcomer('ann')
  const first = { from: Date.UTC(2021, 4, 19), speed: 0.5, startedAt: 1_767_225_600_123 }
  await database.accounts.create(user, origin)
  expect(await database.practice.read(user.id)).toBeUndefined()
  await database.practice.write(user.id, first, nextOrigin())
  expect(await database.practice.read(user.id)).toEqual(first)
  await database.practice.write(user.id, { ...first, speed: 3600 }, nextOrigin())
  expect(await database.practice.read(user.id)).toEqual({ ...first, speed: 3600 })
  await database.practice.clear(user.id, nextOrigin())
  expect(await database.practice.read(user.id)).toBeUndefined()
})
