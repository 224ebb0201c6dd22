import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { candleFiles } from '../../src/providers/candle-files.ts'

test('lists the CSV files of a folder in order and reads them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'candles-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await Promise.all(['b.csv', 'a.csv', 'readme.md'].map((name) => writeFile(join(folder, name), `content of ${name}`)))
  const files = candleFiles(folder)
  expect(await files.names()).toEqual(['a.csv', 'b.csv'])
  const pieces: Uint8Array[] = []
  for await (const piece of files.open('b.csv')) pieces.push(piece)
  expect(Buffer.concat(pieces).toString()).toBe('content of b.csv')
})

test('throws when there is no such folder', async () => {
  await expect(candleFiles(join(tmpdir(), 'no-such-folder-of-candles')).names()).rejects.toThrow('ENOENT')
})
