import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Refusal } from '../../basics/refusal.ts'
import { openPglite } from './embedded-driver.ts'
import { migrate } from './migrations.ts'
import type { SqlDriver } from './sql-driver.ts'

/** The version of PostgreSQL that PGlite is made of: a directory of another one cannot be opened. */
const POSTGRES_VERSION = '18'
const UNFINISHED = 'db.new-'
const ERROR_CHARS_MAX = 2_000

/**
 * Opens the database in `dataDir/db`, or makes it at the first start. The folder `dataDir` is there, and the caller holds its instance lock.
 * A directory that is damaged is refused and left as it is: an empty one in its place would look like lost accounts.
 */
export async function openEmbedded(dataDir: string): Promise<SqlDriver> {
  const directory = join(dataDir, 'db')
  if (!existsSync(directory) || isEmptyFolder(directory)) await makeDatabase(dataDir, directory)
  refuseStrange(directory)
  const driver = await openPglite({ directory }).catch((error: unknown) => {
    throw damaged(directory, error)
  })
  try {
    await migrate(driver)
    return driver
  } catch (error) {
    await driver.close()
    throw error instanceof Refusal ? error : damaged(directory, error)
  }
}

/** Made aside and moved into place when it is whole, so that a start which is cut short leaves nothing that looks like a database. */
async function makeDatabase(dataDir: string, directory: string): Promise<void> {
  for (const name of readdirSync(dataDir)) if (name.startsWith(UNFINISHED)) rmSync(join(dataDir, name), { recursive: true, force: true })
  const aside = join(dataDir, `${UNFINISHED}${process.pid}`)
  await runMaker(aside)
  rmSync(directory, { recursive: true, force: true })
  renameSync(aside, directory)
}

/** In a process of its own, because making a database takes hundreds of megabytes that a process would never give back. */
function runMaker(directory: string): Promise<void> {
  const kind = extname(import.meta.url)
  const maker = fileURLToPath(new URL(`./make-embedded${kind}`, import.meta.url))
  const loader = kind === '.ts' ? ['--import', createRequire(import.meta.url).resolve('tsx')] : []
  const child = spawn(process.execPath, [...loader, maker, directory], { stdio: ['ignore', 'ignore', 'pipe'] })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-ERROR_CHARS_MAX)
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`The database could not be made (${code}): ${errors}`))))
  })
}

function isEmptyFolder(path: string): boolean {
  return statSync(path).isDirectory() && readdirSync(path).length === 0
}

function refuseStrange(directory: string): void {
  const file = join(directory, 'PG_VERSION')
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  if (version === POSTGRES_VERSION) return
  if (version === '') throw damaged(directory, undefined)
  throw new Refusal(
    'unavailable',
    `The database in ${directory} was made by PostgreSQL ${version}, and this program has ${POSTGRES_VERSION}.`,
    {
      hint: 'Make a backup with the program that made it, and restore that into a new folder.',
    },
  )
}

function damaged(directory: string, cause: unknown): Refusal {
  return new Refusal('unavailable', `The database in ${directory} is damaged and cannot be opened. It was left as it is.`, {
    hint: 'Move that folder away and restore the newest backup; without the folder, the next start makes an empty database.',
    cause,
  })
}
