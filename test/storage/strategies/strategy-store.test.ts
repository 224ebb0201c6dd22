import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newcomer } from '../../contracts/account-store.contract.ts'
import { nextOrigin } from '../../contracts/setting-store.contract.ts'
import { DRAFT, followedAs, strategyStoreContract } from '../../contracts/strategy-store.contract.ts'
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

strategyStoreContract(async () => ({ strategies: database.strategies, join }))

test('a change leaves a row in the audit, and a refused one leaves none', async () => {
  const ann = await join('ann')
  const { strategies } = database
  const made = { strategyId: uuid(1), versionId: uuid(2), draft: DRAFT }
  const origin = nextOrigin()
  await strategies.create(ann, made, origin)
  await expect(strategies.create(ann, { ...made, strategyId: uuid(3), versionId: uuid(4) }, nextOrigin())).rejects.toThrow('already')
  await strategies.delete(ann, uuid(1), nextOrigin())
  const rows = await database.driver.run(`SELECT subject FROM audit_entries WHERE action = '${origin.action}' ORDER BY sequence`)
  expect(rows.map(({ subject }) => subject)).toEqual([`strategy:${uuid(1)}`, `strategy:${uuid(1)}`])
})

test('who may not call the desk is not traded for', async () => {
  const eve = await join('eve', { status: 'blocked' })
  await database.strategies.create(
    eve,
    { strategyId: uuid(1), versionId: uuid(2), draft: DRAFT, followed: followedAs(uuid(2)) },
    nextOrigin(),
  )
  expect(await database.strategies.allFollowed()).toEqual([])
  expect(await database.strategies.of(eve)).toHaveLength(1)
})

test('all of a person, and all that is followed, is one statement each', async () => {
  const ann = await join('ann')
  for (const number of [1, 3, 5])
    await database.strategies.create(
      ann,
      { strategyId: uuid(number), versionId: uuid(number + 1), draft: { ...DRAFT, name: `s${number}` } },
      nextOrigin(),
    )
  const statements: string[] = []
  const deaf = database.onQuery((statement) => statements.push(statement))
  await database.strategies.of(ann)
  await database.strategies.allFollowed()
  await database.strategies.shared('ABCDEF')
  deaf()
  expect(statements).toHaveLength(3)
})

test('the database refuses a strategy that is followed in part', async () => {
  const ann = await join('ann')
  await database.strategies.create(ann, { strategyId: uuid(1), versionId: uuid(2), draft: DRAFT }, nextOrigin())
  await expect(database.driver.run(`UPDATE strategies SET followed_mode = 'paper'`)).rejects.toThrow('strategies_followed_check')
})
