import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../../src/storage/database.ts'
import { ledgerRules } from '../../../src/trading/ledger/ledger-rules.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley embedded '))
const made = join(folder, 'made at first start')
const clock = { now: () => Date.UTC(2026, 0, 1) }
const open = (dataDir: string): Promise<Database> => openDatabase({ url: undefined, dataDir, clock, ledger: ledgerRules })
const desk = { kind: 'desk', id: '' } as const

beforeAll(async () => {
  mkdirSync(made)
  const database = await open(made)
  await database.settings.put(desk, { kept: true }, { userId: 'x', callId: 'first', action: 'set', platform: 'console' })
  await database.close()
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A copy of the database, to be damaged. */
function copy(name: string): string {
  const dataDir = join(folder, name)
  cpSync(made, dataDir, { recursive: true })
  return dataDir
}

const tablesIn = (dataDir: string): string[] => readdirSync(join(dataDir, 'db/global')).filter((name) => /^\d+$/.test(name))

test('the first start makes it, the next one finds it', async () => {
  expect(readdirSync(made)).toEqual(['db'])
  const database = await open(made)
  expect(database.kind).toBe('embedded')
  await database.ping()
  expect(await database.settings.all(desk)).toEqual(new Map([['kept', true]]))
  await database.close()
})

test('a second process is refused before it opens anything', async () => {
  const dataDir = copy('twice')
  const database = await open(dataDir)
  rmSync(join(dataDir, 'db', 'PG_VERSION'))
  await expect(open(dataDir)).rejects.toMatchObject({ code: 'conflict' })
  await database.close()
})

test('what a start that was cut short left behind is no database', async () => {
  const dataDir = copy('cut short')
  cpSync(join(dataDir, 'db'), join(dataDir, 'db.new-1'), { recursive: true })
  const database = await open(dataDir)
  expect((await database.settings.all(desk)).size).toBe(1)
  await database.close()
})

test('kill -9 loses nothing that was acknowledged, and frees the lock', async () => {
  const dataDir = copy('killed')
  const writer = spawn(process.execPath, [
    '--import',
    'tsx',
    fileURLToPath(new URL('../../fixtures/embedded-writer.ts', import.meta.url)),
    dataDir,
  ])
  let said = ''
  for await (const text of writer.stdout.setEncoding('utf8')) {
    said += text
    if (said.split('\n').length > 20) writer.kill('SIGKILL')
  }
  if (writer.signalCode === null) await once(writer, 'exit')
  const acknowledged = Number(said.trimEnd().split('\n').at(-1))
  const database = await open(dataDir)
  expect(acknowledged).toBeGreaterThanOrEqual(20)
  expect((await database.settings.all(desk)).get('count')).toBeGreaterThanOrEqual(acknowledged)
  await database.close()
})

describe('is refused and left as it is when', () => {
  test.each<[string, (db: string) => void]>([
    ['it has lost its version', (db) => rmSync(join(db, 'PG_VERSION'))],
    ['its control file is empty', (db) => truncateSync(join(db, 'global/pg_control'), 0)],
    [
      'its log is cut',
      (db) => {
        for (const name of readdirSync(join(db, 'pg_wal')).filter((each) => each.length === 24))
          truncateSync(join(db, 'pg_wal', name), 5_000)
      },
    ],
    ['its tables are gone', (db) => rmSync(join(db, 'base'), { recursive: true })],
  ])('%s', async (name, damage) => {
    const dataDir = copy(name)
    damage(join(dataDir, 'db'))
    const before = tablesIn(dataDir)
    await expect(open(dataDir)).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('is damaged') })
    expect(tablesIn(dataDir)).toEqual(before)
    await expect(open(dataDir)).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('another version of PostgreSQL made it', async () => {
    const dataDir = copy('older')
    writeFileSync(join(dataDir, 'db/PG_VERSION'), '17\n')
    await expect(open(dataDir)).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('PostgreSQL 17') })
  })

  test('it is a file', async () => {
    const dataDir = join(folder, 'file')
    mkdirSync(dataDir)
    writeFileSync(join(dataDir, 'db'), '')
    await expect(open(dataDir)).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('is damaged') })
  })
})
