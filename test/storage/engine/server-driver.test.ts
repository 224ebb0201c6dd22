import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../../src/storage/database.ts'
import { ledgerRules } from '../../../src/trading/ledger/ledger-rules.ts'
import { makeServerDatabase } from '../../fixtures/test-database.ts'

const clock = { now: () => Date.UTC(2026, 0, 1) }
const open = (url: string) => openDatabase({ url, dataDir: 'unused', clock, ledger: ledgerRules })
const admin = process.env.TEST_DATABASE_URL ?? ''

describe('without a server', () => {
  let server: Server | undefined
  afterEach(() => server?.close())

  test.each([
    ['postgres://ann:hush-secret@127.0.0.1:9/parley', '127.0.0.1:9/parley', 'nobody answers there'],
    ['postgres://ann:hush-secret@nowhere.invalid/parley', 'nowhere.invalid/parley', ''],
  ])('%s is refused in words, without the password', async (url, place, why) => {
    const error: unknown = await open(url).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'unavailable', message: expect.stringContaining(place) })
    expect(error).toMatchObject({ message: expect.stringContaining(why) })
    expect(JSON.stringify([error, String(error), Object(error).hint])).not.toContain('hush-secret')
  })

  test('one that hangs up is refused', async () => {
    const hangingUp = createServer((socket) => socket.destroy())
    server = hangingUp
    await new Promise<void>((resolve) => hangingUp.listen(0, '127.0.0.1', resolve))
    const address = hangingUp.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await expect(open(`postgres://ann:hush-secret@127.0.0.1:${port}/parley`)).rejects.toMatchObject({ code: 'unavailable' })
  })
})

describe.skipIf(admin === '')('with a server', () => {
  test('several processes that start at once on an empty database all come up', async () => {
    const { url, drop } = await makeServerDatabase(admin)
    const databases = await Promise.all(Array.from({ length: 4 }, () => open(url)))
    for (const database of databases) {
      expect(database.kind).toBe('server')
      await database.ping()
      await database.close()
    }
    await drop()
  })

  test('a database that is not there is refused in words', async () => {
    const url = new URL(admin)
    url.pathname = '/parley_never_made'
    await expect(open(url.href)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('there is no such database'),
    })
  })
})
