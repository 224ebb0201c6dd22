import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg'
import { Refusal } from '../../basics/refusal.ts'
import { startSchemaEngine } from './schema-engine.ts'
import type { Sql, SqlDriver } from './sql-driver.ts'

const LEVELS_MAX = 5

/** What has to be done to a database, as its own record of migrations tells. */
interface MigrationState {
  readonly missing: readonly string[]
  readonly unfinished: readonly string[]
  readonly unknown: readonly string[]
}

/** The folder of migrations: three levels above this file in the sources, four in what was built from them. */
export async function findMigrations(): Promise<string> {
  let folder = import.meta.dirname
  for (let level = 0; level < LEVELS_MAX; level++) {
    const migrations = join(folder, 'prisma', 'migrations')
    if ((await stat(migrations).catch(() => undefined))?.isDirectory()) return migrations
    folder = dirname(folder)
  }
  throw new Error('The folder prisma/migrations is missing')
}

/** The migrations in order, in the form that Prisma's engine takes. */
export async function readMigrations(baseDir: string): Promise<MigrationList> {
  const entries = await readdir(baseDir, { withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
  const read = async (path: string) => ({
    path,
    migrationFile: {
      path: 'migration.sql',
      content: { tag: 'ok' as const, value: await readFile(join(baseDir, path, 'migration.sql'), 'utf8') },
    },
  })
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: await readFile(join(baseDir, 'migration_lock.toml'), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(names.map(read)),
  }
}

/**
 * Brings the database to the newest migration; of several processes that do so at once, one does and the others wait.
 * Throws `Refusal('unavailable')` for one that was left in the middle, is newer than this program, or is somebody else's.
 */
export async function migrate(driver: SqlDriver): Promise<void> {
  const list = await readMigrations(await findMigrations())
  const names = list.migrationDirectories.map(({ path }) => path)
  if (isCurrent(await stateOf(driver, names))) return
  await driver.alone(async () => {
    const state = await stateOf(driver, names)
    refuseForeign(state)
    if (isCurrent(state)) return
    if (state.missing.length === names.length) await refuseFull(driver)
    const engine = await startSchemaEngine(driver.adapter)
    try {
      await engine.applyMigrations({ migrationsList: list, filters: { externalTables: [], externalEnums: [] } })
    } finally {
      engine.free()
    }
  })
}

function isCurrent({ missing, unfinished, unknown }: MigrationState): boolean {
  return missing.length + unfinished.length + unknown.length === 0
}

async function stateOf(sql: Sql, names: readonly string[]): Promise<MigrationState> {
  const [record] = await sql.run(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS kept`)
  if (record?.kept !== true) return { missing: names, unfinished: [], unknown: [] }
  const rows = await sql.run(
    `SELECT migration_name AS name, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  )
  const namesWhere = (finished: boolean): string[] => rows.filter((row) => row.finished === finished).map((row) => String(row.name))
  const done = namesWhere(true)
  return {
    missing: names.filter((name) => !done.includes(name)),
    unfinished: namesWhere(false),
    unknown: done.filter((name) => !names.includes(name)),
  }
}

function refuseForeign({ unfinished, unknown }: MigrationState): void {
  const [half] = unfinished
  if (half !== undefined)
    throw new Refusal('unavailable', `The database was left in the middle of a change (${half}), so nothing is done with it.`, {
      hint: 'Restore the backup that was made before the update.',
    })
  const [newer] = unknown
  if (newer !== undefined)
    throw new Refusal('unavailable', `The database was made by a newer version of this program (${newer}).`, {
      hint: 'Start that version, or restore a backup of this one.',
    })
}

async function refuseFull(sql: Sql): Promise<void> {
  const [row] = await sql.run(
    `SELECT count(*) AS count FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`,
  )
  if (Number(row?.count) === 0) return
  throw new Refusal('unavailable', "The database holds somebody else's tables, so nothing is done with it.", {
    hint: 'Make an empty database and name it in DATABASE_URL.',
  })
}
