import { createHash } from 'node:crypto'

/** RFC 4648. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const CHARACTERS = 6

/** Six letters and digits that follow from what a thing is, so that the same thing has the same name wherever it is found again. */
export function contentCode(words: string): string {
  const digest = createHash('sha256').update(words).digest()
  return Array.from(digest.subarray(0, CHARACTERS), (byte) => BASE32[byte % BASE32.length]).join('')
}
