import { createHash } from 'node:crypto'

/** RFC 4648. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const CHARACTERS = 6

/** Six letters and digits from a token that nobody can guess: one of 2^30, of which few are in use. */
export function shareCode(token: string): string {
  const digest = createHash('sha256').update(token).digest()
  return Array.from(digest.subarray(0, CHARACTERS), (byte) => BASE32[byte % BASE32.length]).join('')
}
