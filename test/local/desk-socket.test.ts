import { once } from 'node:events'
import { mkdirSync, mkdtempSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Refusal } from '../../src/basics/refusal.ts'
import { askDesk, serveDesk, socketPathOf } from '../../src/local/desk-socket.ts'

const ignore = (): void => undefined
const folder = (): string => mkdtempSync(join(tmpdir(), 'parley socket '))

test('asks a desk that runs, and learns when none does', async () => {
  const dataDir = folder()
  expect(await askDesk(dataDir, 'say', {})).toBeUndefined()
  const desk = await serveDesk(dataDir, { say: async (params) => ({ heard: params }) }, ignore)
  expect(await askDesk(dataDir, 'say', { lines: ['/price btc'] })).toEqual({ result: { heard: { lines: ['/price btc'] } } })
  await desk.stop()
  expect(await askDesk(dataDir, 'say', {})).toBeUndefined()
})

test('takes over what a crash left behind', async () => {
  const dataDir = folder()
  writeFileSync(socketPathOf(dataDir), '')
  const desk = await serveDesk(dataDir, { ping: async () => 'pong' }, ignore)
  expect(await askDesk(dataDir, 'ping', null)).toEqual({ result: 'pong' })
  await desk.stop()
})

test('carries refusals over, and tells nothing of failures', async () => {
  const dataDir = folder()
  const failures: unknown[] = []
  const handlers = {
    refuse: () => Promise.reject(new Refusal('not-found', 'No such file.', { hint: 'Look again.' })),
    fail: () => Promise.reject(new Error('secret')),
  }
  const desk = await serveDesk(dataDir, handlers, (error) => void failures.push(error))
  await expect(askDesk(dataDir, 'refuse', {})).rejects.toMatchObject({ code: 'not-found', message: 'No such file.', hint: 'Look again.' })
  await expect(askDesk(dataDir, 'fail', {})).rejects.toThrow('The desk could not do that. Its log says why.')
  expect(failures).toEqual([new Error('secret')])
  await expect(askDesk(dataDir, 'toString', {})).rejects.toThrow('of another version')
  await desk.stop()
})

test('whoever leaves before the answer does no harm', async () => {
  const dataDir = folder()
  const desk = await serveDesk(dataDir, { much: async () => 'x'.repeat(1_000_000) }, ignore)
  for (let round = 0; round < 5; round++) {
    const socket = createConnection(socketPathOf(dataDir))
    socket.write('{"method":"much"}\n'.repeat(20))
    await once(socket, 'readable')
    socket.destroy()
    await once(socket, 'close')
  }
  expect(await askDesk(dataDir, 'much', null)).toEqual({ result: 'x'.repeat(1_000_000) })
  await desk.stop()
})

test('says so when the desk stops before it answers', async () => {
  const dataDir = folder()
  const desk = await serveDesk(dataDir, { stop: () => desk.stop() }, ignore)
  await expect(askDesk(dataDir, 'stop', null)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('stopped before'),
  })
})

test('only the owner of the folder gets in', async () => {
  const dataDir = folder()
  const desk = await serveDesk(dataDir, {}, ignore)
  expect(statSync(socketPathOf(dataDir)).mode & 0o777).toBe(0o600)
  await desk.stop()
})

test('a folder with a long path works too', async () => {
  const dataDir = join(realpathSync(folder()), 'd'.repeat(120))
  mkdirSync(dataDir)
  const desk = await serveDesk(dataDir, { ping: async () => 'pong' }, ignore)
  expect(await askDesk(dataDir, 'ping', null)).toEqual({ result: 'pong' })
  await desk.stop()
})
