import { afterEach, describe, expect, test } from 'vitest'
import { findMigrations, migrate, readMigrations } from '../../../src/storage/engine/migrations.ts'
import type { SqlDriver } from '../../../src/storage/engine/sql-driver.ts'
import { openTestDriver } from '../../fixtures/test-database.ts'

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

async function migrated(): Promise<SqlDriver> {
  const { driver, afterClose } = await openTestDriver()
  cleanups.push(() => driver.close(), afterClose)
  return driver
}

const applied = async (driver: SqlDriver): Promise<unknown[]> =>
  (await driver.run('SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1')).map(
    ({ name }) => name,
  )
const names = async (): Promise<string[]> => (await readMigrations(await findMigrations())).migrationDirectories.map(({ path }) => path)

test('all are applied and recorded as Prisma records them, once', async () => {
  const driver = await migrated()
  expect(await applied(driver)).toEqual(await names())
  await migrate(driver)
  expect(await applied(driver)).toEqual(await names())
})

test('times are kept in UTC', async () => {
  const driver = await migrated()
  expect(await driver.run('SHOW TimeZone')).toEqual([{ TimeZone: 'UTC' }])
})

describe('a database is refused, and left alone, when', () => {
  test('a migration of it was begun and not finished', async () => {
    const driver = await migrated()
    await driver.run('UPDATE _prisma_migrations SET finished_at = NULL')
    await expect(migrate(driver)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('in the middle of a change'),
    })
  })

  test('a newer program made it', async () => {
    const driver = await migrated()
    await driver.run(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '29990101000000_later', now())`,
    )
    await expect(migrate(driver)).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('newer version') })
  })

  test("it holds somebody else's tables", async () => {
    const driver = await migrated()
    await driver.run('DROP TABLE _prisma_migrations')
    await expect(migrate(driver)).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining("somebody else's tables") })
    expect(await driver.run(`SELECT to_regclass('_prisma_migrations')::text AS name`)).toEqual([{ name: null }])
  })
})
