import type { Candles } from '../../basics/candles.ts'
import type { Timeframe } from '../../basics/timeframe.ts'

/** Candles that a formula looks at beside those it is asked of: of another market, of another timeframe, or both. `market` undefined is the formula's own. */
export interface FrameNeed {
  readonly market: string | undefined
  readonly timeframe: Timeframe
  /** How many candles before the first bar that counts. */
  readonly bars: number
}

/** Numbers from outside, such as sentiment(btc). */
export interface OutsideNeed {
  readonly name: string
  readonly asset: string | undefined
}

/** All that must be there before a formula can be asked on candles of one timeframe. */
export interface FormulaNeeds {
  /** Bars of its own timeframe before its first answer can be known, and until it no longer matters where the candles begin. */
  readonly warmUp: number
  readonly history: number
  readonly frames: readonly FrameNeed[]
  readonly outside: readonly OutsideNeed[]
}

/** Values from outside, oldest first: each counts from the moment it was known (market time, milliseconds). */
export interface OutsideSeries {
  readonly knownAt: Float64Array
  readonly value: Float64Array
}

/** What a formula is asked on. Frames by `frameKey`, outside series by `outsideKey`; what is missing is unknown on every bar. */
export interface FormulaData {
  readonly candles: Candles
  readonly frames: ReadonlyMap<string, Candles>
  readonly outside: ReadonlyMap<string, OutsideSeries>
}

export function frameKey({ market, timeframe }: Pick<FrameNeed, 'market' | 'timeframe'>): string {
  return `${market ?? ''} ${timeframe}`
}

export function outsideKey({ name, asset }: OutsideNeed): string {
  return `${name} ${asset ?? ''}`
}
