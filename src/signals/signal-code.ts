import { createHash } from 'node:crypto'
import type { SeriesKey } from './signal-ports.ts'

/** RFC 4648. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const CHARACTERS = 6

interface Named extends SeriesKey {
  readonly source: string
  readonly direction: string
  readonly last: number
}

/** What people call a signal: six letters and digits that follow from what it is, so that it has the same name wherever it is found again. */
export function signalCode({ feed, marketId, timeframe, source, direction, last }: Named): string {
  const digest = createHash('sha256').update([feed, marketId, timeframe, source, direction, last].join(' ')).digest()
  return Array.from(digest.subarray(0, CHARACTERS), (byte) => BASE32[byte % BASE32.length]).join('')
}
