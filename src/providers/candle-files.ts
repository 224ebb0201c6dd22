import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { CandleFiles } from '../market/market-ports.ts'

const FILES_MAX = 1000

/** The CSV files of a folder, in the order of their names. Throws when there is no such folder. */
export function candleFiles(folder: string): CandleFiles {
  return {
    async names() {
      const names = await readdir(folder)
      return names
        .filter((name) => name.endsWith('.csv'))
        .sort()
        .slice(0, FILES_MAX)
    },
    open: (name) => openCandleFile(join(folder, name)),
  }
}

/** The bytes of one file, piece by piece. */
export function openCandleFile(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path)
}
