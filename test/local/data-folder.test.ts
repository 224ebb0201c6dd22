import { existsSync, mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeDataFolder } from '../../src/local/data-folder.ts'

const above = mkdtempSync(join(tmpdir(), 'parley data '))
const refused = { code: 'unavailable', message: expect.stringContaining('cannot be written to') }

test('makes all that is missing, for its owner alone', () => {
  const folder = join(above, 'dä ta', 'sub')
  makeDataFolder(folder)
  makeDataFolder(folder)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
})

test('refuses a file in the way, at its end and before', () => {
  const file = join(above, 'file')
  writeFileSync(file, '', { mode: 0o777 })
  expect(() => makeDataFolder(file)).toThrow(expect.objectContaining(refused))
  expect(() => makeDataFolder(join(file, 'sub'))).toThrow(expect.objectContaining(refused))
  expect(() => makeDataFolder(join(above, 'x'.repeat(300)))).toThrow(expect.objectContaining(refused))
})

test.skipIf(!existsSync('/proc/self'))('ends where nobody can make a folder', () => {
  expect(() => makeDataFolder('/proc/parley/sub')).toThrow(expect.objectContaining(refused))
})
