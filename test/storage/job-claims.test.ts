import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../fixtures/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.reset())
afterAll(() => database.close())

test('one of many who claim a slot gets it', async () => {
  const slot = database.clock.now()
  const claims = await Promise.all(Array.from({ length: 10 }, () => database.jobs.claim('sweep', slot)))
  expect(claims.filter(Boolean)).toHaveLength(1)
})

test('jobs and slots are claimed apart, and stay claimed when finished', async () => {
  const slot = database.clock.now()
  expect(await database.jobs.claim('sweep', slot)).toBe(true)
  expect(await database.jobs.claim('other', slot)).toBe(true)
  expect(await database.jobs.claim('sweep', slot + 60_000)).toBe(true)
  await database.jobs.finish('sweep', slot, 'failed')
  expect(await database.jobs.claim('sweep', slot)).toBe(false)
  expect(await database.driver.run("SELECT outcome::text FROM job_runs WHERE job = 'sweep' ORDER BY slot")).toEqual([
    { outcome: 'failed' },
    { outcome: null },
  ])
})
