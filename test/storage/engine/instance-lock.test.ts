import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { lockInstance } from '../../../src/storage/engine/instance-lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley lock '))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const fresh = (name: string): string => {
  const made = join(folder, name)
  mkdirSync(made)
  return made
}

describe.each([process.platform, 'darwin'] as const)('the lock on %s', (platform) => {
  test('is held by one, until it is released', async () => {
    const place = fresh(`held ${platform}`)
    const lock = await lockInstance(place, platform)
    await expect(lockInstance(place, platform)).rejects.toMatchObject({
      code: 'conflict',
      message: `Another Parley is already running on ${place}.`,
    })
    await lock.release()
    await (await lockInstance(place, platform)).release()
  })

  test('is one for one folder, whatever it is called', async () => {
    const place = fresh(`real ${platform}`)
    symlinkSync(place, join(folder, `linked ${platform}`))
    const lock = await lockInstance(place, platform)
    await expect(lockInstance(join(folder, `linked ${platform}`), platform)).rejects.toMatchObject({ code: 'conflict' })
    await (await lockInstance(folder, platform)).release()
    await lock.release()
  })
})

describe('where it is a file', () => {
  test('one of a process that is gone is void', async () => {
    const place = fresh('stale')
    const { pid } = spawnSync(process.execPath, ['-e', ''])
    writeFileSync(join(place, 'parley.pid'), String(pid))
    const lock = await lockInstance(place, 'darwin')
    await lock.release()
    expect(existsSync(join(place, 'parley.pid'))).toBe(false)
  })

  test.each(['', 'nonsense', '-1'])('one that says %j is void', async (text) => {
    const place = fresh(`odd ${text}`)
    writeFileSync(join(place, 'parley.pid'), text)
    await (await lockInstance(place, 'darwin')).release()
  })
})
