import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { AlreadyDone } from '../../src/basics/origin.ts'
import { nextOrigin, settingStoreContract } from '../contracts/setting-store.contract.ts'
import { openTestDatabase, type TestDatabase } from '../fixtures/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.reset())
afterAll(() => database.close())

const ann = { kind: 'user', id: 'ann' } as const

settingStoreContract(async () => database.settings)

test('counts the changes of a key', async () => {
  await database.settings.put(ann, { zone: 'UTC', colours: 'light' }, nextOrigin())
  await database.settings.put(ann, { zone: 'Asia/Tokyo' }, nextOrigin())
  expect(await database.driver.run('SELECT key, version FROM settings ORDER BY key')).toEqual([
    { key: 'colours', version: 1 },
    { key: 'zone', version: 2 },
  ])
})

test('a call changes once, with one audit row, however often it comes', async () => {
  const origin = nextOrigin()
  const calls = Array.from({ length: 5 }, (_, value) => database.settings.put(ann, { value }, origin))
  const outcomes = await Promise.allSettled(calls)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(AlreadyDone)
  await expect(database.settings.remove(ann, ['value'], origin)).rejects.toThrow(AlreadyDone)
  expect((await database.settings.all(ann)).size).toBe(1)
  expect(await database.driver.run('SELECT action, subject, platform FROM audit_entries')).toEqual([
    { action: 'settings set', subject: 'user:ann', platform: 'console' },
  ])
})

test('a setting takes as many statements as it needs', async () => {
  const statements: string[] = []
  const stop = database.onQuery((statement) => statements.push(statement.trim().split(/\s/, 1).join()))
  await database.settings.put(ann, { a: 1, b: 2, c: 3 }, nextOrigin())
  await database.settings.all(ann)
  stop()
  await database.settings.all(ann)
  expect(statements.filter((word) => ['INSERT', 'UPDATE', 'SELECT', 'DELETE'].includes(word))).toEqual(['INSERT', 'INSERT', 'SELECT'])
})
