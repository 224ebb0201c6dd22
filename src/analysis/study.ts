import type { Candles } from '../basics/candles.ts'

/** What an indicator computes: one column per output, as long as the candles, NaN only while it warms up. */
export interface StudyResult {
  /** As it is headed on a picture or in a table: "EMA 20". */
  readonly label: string
  /** Its canonical form: "ema(20)". */
  readonly formula: string
  readonly pane: 'price' | 'own'
  readonly levels: readonly number[]
  readonly outputs: readonly StudyOutput[]
}

export interface StudyOutput {
  /** Its canonical form, alone: "macd_signal(12,26,9)". */
  readonly formula: string
  readonly label: string
  readonly shape: 'line' | 'bars' | 'band-edge' | 'dots'
  readonly values: Float64Array
}

/** An indicator with its numbers, as somebody asked for it. */
export interface StudyRequest {
  readonly name: string
  readonly formula: string
  readonly label: string
  readonly pane: 'price' | 'own'
  /** How many candles before the first value. */
  readonly warmUp: number
  readonly compute: (candles: Candles) => StudyResult
}
