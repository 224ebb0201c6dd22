import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { AlreadyDone } from '../../src/basics/origin.ts'
import { newcomer } from '../contracts/account-store.contract.ts'
import { personalSettingStoreContract } from '../contracts/personal-setting-store.contract.ts'
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

personalSettingStoreContract(async () => ({ store: database.personalSettings, ann: await someone('ann'), bob: await someone('bob') }))

test('a call that comes twice changes once, in one audited piece', async () => {
  const ann = await someone('ann')
  const origin = nextOrigin()
  const raise = { most: { value: '20%', effectiveAt: 0 } }
  await database.personalSettings.write(ann, { set: { zone: 'UTC' }, unset: [], raise }, origin)
  await expect(database.personalSettings.write(ann, { set: {}, unset: ['zone'], raise: {} }, origin)).rejects.toThrow(AlreadyDone)
  expect((await database.personalSettings.read(ann)).set.get('zone')).toBe('UTC')
})

test('what goes wrong in the middle leaves nothing behind', async () => {
  const ann = await someone('ann')
  const raise = { most: { value: 'no\0text', effectiveAt: 0 } }
  await expect(database.personalSettings.write(ann, { set: { zone: 'UTC' }, unset: [], raise }, nextOrigin())).rejects.toThrow()
  expect((await database.personalSettings.read(ann)).set.size).toBe(0)
})
