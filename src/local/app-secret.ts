import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RandomBytes } from '../basics/rng.ts'

const SECRET_BYTES = 32

/** The desk's own secret: the one that was given, or one made at the first start and kept in the data folder for this user alone. */
export function appSecret({
  given,
  dataDir,
  random,
}: {
  /** Base64. */
  readonly given: string | undefined
  readonly dataDir: string
  readonly random: RandomBytes
}): Uint8Array {
  if (given !== undefined) return Buffer.from(given, 'base64')
  const file = join(dataDir, 'secret')
  if (!existsSync(file)) writeFileSync(file, Buffer.from(random.bytes(SECRET_BYTES)).toString('base64'), { mode: 0o600, flag: 'wx' })
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'base64')
}
