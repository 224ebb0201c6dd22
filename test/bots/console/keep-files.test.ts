import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { keepFilesIn } from '../../../bots/console/keep-files.ts'

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-files-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

test('writes the bytes under a name of their own, once', async () => {
  const folder = await newFolder()
  const keep = keepFilesIn(join(folder, 'new'))
  const path = await keep(new Uint8Array([1, 2]), 'Candles BTC/USDT.csv')
  expect(path).toMatch(/new[/\\]candles-btc-usdt-[0-9a-f]{12}\.csv$/)
  expect([...(await readFile(path))]).toEqual([1, 2])
  expect(await keep(new Uint8Array([1, 2]), 'Candles BTC/USDT.csv')).toBe(path)
  expect(await keep(new Uint8Array([3]), 'Candles BTC/USDT.csv')).not.toBe(path)
})

test.each(['../../etc/passwd', '..', '.', '', 'x'.repeat(5000), '\u0000', 'a/b/../c.png', '.bashrc', 'фото.png'])(
  'keeps %j in its folder',
  async (name) => {
    const folder = await newFolder()
    expect(dirname(await keepFilesIn(folder)(new Uint8Array([1]), name))).toBe(folder)
    expect(await readdir(folder)).toHaveLength(1)
  },
)
