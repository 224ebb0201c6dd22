import type { SeriesReading } from './series-reading.ts'
import type { KeptSignal } from './signal.ts'
import type { Cell, Look, SeriesKey } from './signal-ports.ts'

/** So many closed candles are read for a look. */
export const LOOK_CANDLES = 600

interface LookInput {
  readonly series: SeriesKey
  /** Its last closed candles, at least one; see `readSeries`. */
  readonly reading: SeriesReading
  /** Coarser timeframes of the same market. */
  readonly higher: readonly SeriesReading[]
  readonly before: Pick<Cell, 'candle' | 'version'> | undefined
  /** Kept signals of the series without an outcome. */
  readonly undecided: readonly KeptSignal[]
  readonly newId: () => string
}

/** One look at the last closed candles of a series. */
export declare function lookAt(input: LookInput): Look
