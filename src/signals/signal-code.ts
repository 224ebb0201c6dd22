import { contentCode } from '../basics/content-code.ts'
import type { SeriesKey } from './signal-ports.ts'

interface Named extends SeriesKey {
  readonly source: string
  readonly direction: string
  readonly last: number
}

/** What people call a signal: six letters and digits that follow from what it is, so that it has the same name wherever it is found again. */
export function signalCode({ feed, marketId, timeframe, source, direction, last }: Named): string {
  return contentCode([feed, marketId, timeframe, source, direction, last].join(' '))
}
