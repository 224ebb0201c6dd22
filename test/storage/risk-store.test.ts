import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { AlreadyDone } from '../../src/basics/origin.ts'
import { newcomer } from '../contracts/account-store.contract.ts'
import { nextOrigin } from '../contracts/setting-store.contract.ts'
import { openTestDatabase, type TestDatabase } from '../fixtures/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.reset())
afterAll(() => database.close())

const someone = async (name: string): Promise<string> => {
  const { user, origin } = newcomer(name)
  return (await database.accounts.create(user, origin)).user.id
}

test('remembers what was lifted, by whom', async () => {
  const ann = await someone('ann')
  const bob = await someone('bob')
  await database.risk.lift(ann, ['drawdown:2026-01-01', 'losses-in-row:5'], nextOrigin())
  await database.risk.lift(ann, ['drawdown:2026-01-01'], nextOrigin())
  expect(await database.risk.lifted(ann)).toEqual(new Set(['drawdown:2026-01-01', 'losses-in-row:5']))
  expect((await database.risk.lifted(bob)).size).toBe(0)
})

test('keeps the newest in sight', async () => {
  const ann = await someone('ann')
  for (let day = 1; day <= 25; day++) {
    await database.risk.lift(ann, [`drawdown:${day}`], nextOrigin())
    database.clock.move(1)
  }
  const lifted = await database.risk.lifted(ann)
  expect([lifted.has('drawdown:25'), lifted.has('drawdown:1')]).toEqual([true, false])
})

test('a call that comes twice lifts once', async () => {
  const ann = await someone('ann')
  const origin = nextOrigin()
  await database.risk.lift(ann, ['drawdown:1'], origin)
  await expect(database.risk.lift(ann, ['drawdown:2'], origin)).rejects.toThrow(AlreadyDone)
  expect(await database.risk.lifted(ann)).toEqual(new Set(['drawdown:1']))
})
