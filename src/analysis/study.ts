import type { Candles } from '../basics/candles.ts'
import type { Timeframe } from '../basics/timeframe.ts'

/** What an indicator computes: one column per output, as long as the candles, NaN only while it warms up. */
export interface StudyResult {
  /** As it is headed on a picture or in a table: "EMA 20". */
  readonly label: string
  /** Its canonical form: "ema(20)". */
  readonly formula: string
  readonly pane: StudyPane
  readonly levels: readonly number[]
  readonly outputs: readonly StudyOutput[]
}

export interface StudyOutput {
  /** Its canonical form, alone: "macd_signal(12,26,9)". */
  readonly formula: string
  readonly label: string
  readonly shape: StudyShape
  readonly values: Float64Array
}

export type StudyPane = 'price' | 'own'
/** A `stop` is a line that changes sides of the price, and is not drawn across it. */
export type StudyShape = 'line' | 'stop' | 'bars' | 'band-edge' | 'dots'

/** An indicator with its numbers, as somebody asked for it. */
export interface StudyRequest {
  readonly name: string
  readonly formula: string
  readonly label: string
  readonly pane: StudyPane
  /** How many candles before all of its first values. VWAP counts from the first UTC midnight. */
  readonly warmUp: number
  /** How many candles to load before the first that is shown, so that it no longer matters where they begin: to about one part in a million, less than is shown. */
  readonly history: (timeframe: Timeframe) => number
  readonly compute: (candles: Candles) => StudyResult
}

export const HISTORY_CANDLES_MAX = 5000

/** How many candles to load before the first that is shown, when all of these are computed. */
export function historyFor(studies: readonly StudyRequest[], timeframe: Timeframe): number {
  return Math.min(Math.max(0, ...studies.map(({ history }) => history(timeframe))), HISTORY_CANDLES_MAX)
}
