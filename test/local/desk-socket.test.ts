import { mkdirSync, mkdtempSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Refusal } from '../../src/basics/refusal.ts'
import { askDesk, serveDesk, socketPathOf } from '../../src/local/desk-socket.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'parley socket '))

test('asks a desk that runs, and learns when none does', async () => {
  const dataDir = folder()
  expect(await askDesk(dataDir, 'say', {})).toBeUndefined()
  const desk = await serveDesk(dataDir, { say: async (params) => ({ heard: params }) })
  expect(await askDesk(dataDir, 'say', { lines: ['/price btc'] })).toEqual({ result: { heard: { lines: ['/price btc'] } } })
  await desk.stop()
  expect(await askDesk(dataDir, 'say', {})).toBeUndefined()
})

test('takes over what a crash left behind', async () => {
  const dataDir = folder()
  writeFileSync(socketPathOf(dataDir), '')
  const desk = await serveDesk(dataDir, { ping: async () => 'pong' })
  expect(await askDesk(dataDir, 'ping', null)).toEqual({ result: 'pong' })
  await desk.stop()
})

test('carries refusals over, and tells nothing of failures', async () => {
  const dataDir = folder()
  const desk = await serveDesk(dataDir, {
    refuse: () => Promise.reject(new Refusal('not-found', 'No such file.', { hint: 'Look again.' })),
    fail: () => Promise.reject(new Error('secret')),
  })
  await expect(askDesk(dataDir, 'refuse', {})).rejects.toMatchObject({ code: 'not-found', message: 'No such file.', hint: 'Look again.' })
  await expect(askDesk(dataDir, 'fail', {})).rejects.toThrow('The desk could not do that. Its log says why.')
  await expect(askDesk(dataDir, 'toString', {})).rejects.toThrow('of another version')
  await desk.stop()
})

test('only the owner of the folder gets in', async () => {
  const dataDir = folder()
  const desk = await serveDesk(dataDir, {})
  expect(statSync(socketPathOf(dataDir)).mode & 0o777).toBe(0o600)
  await desk.stop()
})

test('a folder with a long path works too', async () => {
  const dataDir = join(realpathSync(folder()), 'd'.repeat(120))
  mkdirSync(dataDir)
  const desk = await serveDesk(dataDir, { ping: async () => 'pong' })
  expect(await askDesk(dataDir, 'ping', null)).toEqual({ result: 'pong' })
  await desk.stop()
})
