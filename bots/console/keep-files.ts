import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '../../src/basics/refusal.ts'
import type { KeepFile } from '../../src/chat/json-answer.ts'

const STAMP_CHARS = 12

/** Writes pictures and files into a folder, which is made when it is needed. The same bytes under the same name are one file. */
export function keepFilesIn(folder: string): KeepFile {
  return async (bytes, name) => {
    const stamp = createHash('sha256').update(bytes).digest('hex').slice(0, STAMP_CHARS)
    const [, stem = '', ending = ''] =
      /^(.*?)(\.[a-z0-9]{1,10})?$/.exec(
        name
          .toLowerCase()
          .replaceAll(/[^a-z0-9._-]+/g, '-')
          .slice(-60),
      ) ?? []
    const path = join(folder, `${stem.replace(/^[.-]+/, '')}-${stamp}${ending}`)
    try {
      await mkdir(folder, { recursive: true })
      await writeFile(path, bytes)
    } catch (cause) {
      throw new Refusal('unavailable', `The answer holds a file that cannot be written to ${folder}.`, {
        hint: 'Make room or give rights there, and ask again.',
        cause,
      })
    }
    return path
  }
}
