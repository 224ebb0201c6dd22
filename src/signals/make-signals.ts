import type { SeriesReading } from './series-reading.ts'
import type { Signal } from './signal.ts'

export interface SignalWish {
  readonly marketId: string
  readonly reading: SeriesReading
  /** Coarser timeframes of the same market, finest first. */
  readonly higher: readonly SeriesReading[]
  /** Only signals whose last candle is at this index or after it. */
  readonly from: number
  /** Signals of the series that were undecided before that. */
  readonly open: readonly Signal[]
}

/** The signals in these candles, oldest first. */
export function makeSignals({ open }: SignalWish): readonly Signal[] {
  return open.slice(0, 0)
}
