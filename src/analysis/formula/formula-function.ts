import type { Candle, Candles } from '../../basics/candles.ts'
import type { Timeframe } from '../../basics/timeframe.ts'

/** What a function takes in one place. */
export type Parameter =
  /** A series of numbers; where `optional`, the close when it is left out, and then it stands first. */
  | { readonly kind: 'source'; readonly name: string; readonly optional: boolean }
  | { readonly kind: 'condition'; readonly name: string }
  | {
      readonly kind: 'number'
      readonly name: string
      readonly usual: number
      readonly least: number
      readonly most: number
      readonly whole: boolean
      /** A share, which is written in percent: 2%. */
      readonly percent?: boolean
    }
  /** So many bars, or a stretch of time such as 1h. */
  | { readonly kind: 'window'; readonly name: string; readonly usual: number; readonly most: number }
  /** A coin; undefined in `usual` means it must be said. */
  | { readonly kind: 'asset'; readonly name: string; readonly optional: boolean }

/** Whether its number is written in percent. */
export function isPercent(parameter: Parameter | undefined): boolean {
  return parameter?.kind === 'number' && parameter.percent === true
}

/** What a function is given before its first bar: numbers in the order of its parameters of the kinds 'number' and 'window', windows turned into bars. */
export type FunctionNumbers = readonly number[]

/**
 * A function at work, one bar after another. `sources` holds the values of its sources and conditions at this bar, in their order; NaN is unknown.
 * What it gives is known at the close of this bar and from nothing later. It may keep the candle, which nobody changes, but not the list of sources.
 */
export interface FunctionRun {
  next(candle: Candle, sources: readonly number[]): number
}

/** How far back a function looks: before its first value, and until it no longer matters where the candles begin (see `study.ts`). */
export interface LookBack {
  readonly warmUp: number
  readonly history: number
}

/** One function of the formula language. An 'event' is a number that may stand for a condition: 0 is no. */
export interface FormulaFunction {
  readonly name: string
  readonly about: string
  readonly parameters: readonly Parameter[]
  readonly gives: 'number' | 'truth' | 'event'
  readonly lookBack: (numbers: FunctionNumbers, timeframe: Timeframe) => LookBack
  readonly start: (numbers: FunctionNumbers, timeframe: Timeframe) => FunctionRun
  /** The whole column at once, where that is faster than bar by bar; bit for bit the same. */
  readonly batch?: (columns: FunctionColumns, numbers: FunctionNumbers) => Float64Array
  /** The same over a stretch of time in milliseconds, where its window was said as one: candles that are missing do not make it longer. */
  readonly overTime?: (ms: number, timeframe: Timeframe) => FunctionRun
}

export interface FunctionColumns {
  readonly candles: Candles
  readonly sources: readonly Float64Array[]
}
