import type { Timeframe } from '../../basics/timeframe.ts'
import type { SeriesName } from '../series.ts'

/**
 * A formula after it was read and checked: names are known, what may be left out is filled in, and its canonical text is `printNode` of it.
 * A node is a number or a yes/no per bar, where NaN is "unknown", 1 yes and 0 no.
 */
export type FormulaNode =
  | { readonly kind: 'number'; readonly value: number; readonly percent: boolean }
  | { readonly kind: 'series'; readonly series: SeriesName }
  /** The close of another market, as it was written in small letters: "eth", "eth/btc", "kraken:btc/usd". */
  | { readonly kind: 'market'; readonly name: string }
  | FormulaCall
  | { readonly kind: 'ago'; readonly of: FormulaNode; readonly bars: number }
  /** The value at the last closed candle of another timeframe. Never inside another one. */
  | { readonly kind: 'on'; readonly of: FormulaNode; readonly timeframe: Timeframe }
  | { readonly kind: 'negative' | 'not'; readonly of: FormulaNode }
  | { readonly kind: 'binary'; readonly operator: Operator; readonly left: FormulaNode; readonly right: FormulaNode }
  /** True where `of` has been true for so many bars; of a crossing: crossed `bars` − 1 bars ago, and stayed. */
  | { readonly kind: 'for'; readonly of: FormulaNode; readonly bars: number }

/** A function with its arguments in the order of its definition, none left out. */
export interface FormulaCall {
  readonly kind: 'call'
  readonly name: string
  readonly args: readonly FormulaArgument[]
}

export type FormulaArgument =
  | { readonly kind: 'node'; readonly node: FormulaNode }
  | { readonly kind: 'value'; readonly value: number }
  /** A stretch of time: so many milliseconds, as it was written: "15m", "4h", "1d". */
  | { readonly kind: 'duration'; readonly ms: number; readonly words: string }
  /** A coin, in small letters, such as btc in sentiment(btc). */
  | { readonly kind: 'asset'; readonly asset: string }

export const ARITHMETIC = ['+', '-', '*', '/', '^'] as const
export const COMPARISONS = ['<', '<=', '>', '>=', '==', '!='] as const
export const CROSSINGS = ['crosses', 'crosses above', 'crosses below'] as const
export const LOGIC = ['and', 'or'] as const
export type Operator = (typeof ARITHMETIC)[number] | (typeof COMPARISONS)[number] | (typeof CROSSINGS)[number] | (typeof LOGIC)[number]

/** Over which markets a formula is asked: any(top50), any(all), any(watchlist), any(btc, eth). Undefined where it is asked of one market. */
export type FormulaScope =
  | { readonly kind: 'top'; readonly count: number }
  | { readonly kind: 'all' }
  | { readonly kind: 'watchlist' }
  | { readonly kind: 'markets'; readonly names: readonly string[] }

/** What somebody wrote, read and found good. */
export interface Formula {
  /** The one form in which it is stored and shown; reading it gives the same formula. */
  readonly text: string
  readonly yields: 'number' | 'truth'
  readonly scope: FormulaScope | undefined
  readonly root: FormulaNode
}
