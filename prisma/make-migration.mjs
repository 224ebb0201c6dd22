/**
 * Writes the next migration: what leads from the migrations that there are to schema.prisma. Needs no network, other than `prisma migrate`.
 * `node --import tsx prisma/make-migration.mjs add_alerts`; then write by hand what a schema cannot say (CHECKs, partial indexes) at its end.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openPglite } from '../src/storage/engine/embedded-driver.ts'
import { findMigrations, readMigrations } from '../src/storage/engine/migrations.ts'
import { startSchemaEngine } from '../src/storage/engine/schema-engine.ts'

const [, , name = ''] = process.argv
if (!/^[a-z0-9_]+$/.test(name)) throw new Error('Name the migration in snake case: make-migration.mjs add_alerts')

const driver = await openPglite({})
const engine = await startSchemaEngine(driver.adapter)
const folder = await findMigrations()
const path = 'schema.prisma'
const { stdout } = await engine.diff({
  from: { tag: 'migrations', ...(await readMigrations(folder)) },
  to: { tag: 'schemaDatamodel', files: [{ path, content: readFileSync(join(import.meta.dirname, path), 'utf8') }] },
  script: true,
  exitCode: null,
  filters: { externalTables: [], externalEnums: [] },
})
await driver.close()
const time = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
const made = join(folder, `${time}_${name}`)
mkdirSync(made)
writeFileSync(join(made, 'migration.sql'), stdout ?? '')
console.log(`Wrote ${made}`)
