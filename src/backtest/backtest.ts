import type { Candles } from '../basics/candles.ts'

/**
 * One market as a backtest sees it; all of one backtest have the same timeframe. Columns are as long as the candles; NaN is unknown, and nothing
 * happens on it.
 */
export interface BacktestSeries {
  readonly marketId: string
  readonly candles: Candles
  /** 1 where the entry is true at the close of the candle, 0 where it is not. */
  readonly entry: Float64Array
  readonly exit?: Float64Array
  /** Prices that formulas say of the stop and the target at the close of the signal's candle. */
  readonly stop?: Float64Array
  readonly target?: Float64Array
  /** ATR of 14 bars, where levels are said in average true ranges. */
  readonly range?: Float64Array
  /** The first candle that is looked at, so the first fill is at the open of the next: those before only warm the formulas up. */
  readonly from: number
}

/** A level as the engine needs it: a share of the mean entry price, ranges, risks, or the column of the series. */
export type BacktestLevel =
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'ranges'; readonly ranges: number }
  | { readonly kind: 'risks'; readonly risks: number }
  | { readonly kind: 'column' }

export interface BacktestRules {
  /** What there is at first, in the quote currency. */
  readonly cash: number
  /** What one entry costs, its fee included: a share of what `growth` says, or money. Or so much that 'risk' share of it is lost at the stop. */
  readonly size: { readonly kind: 'share' | 'risk'; readonly share: number } | { readonly kind: 'money'; readonly money: number }
  /** Of each fill's value: 0.001 is 0.1 %. */
  readonly fee: number
  /** How much worse than its price a market order, a stop or a trail fills: 0.0005 is 0.05 %. */
  readonly slippage: number
  readonly stop?: BacktestLevel
  readonly target?: BacktestLevel
  /** As a share below the highest price since the entry. */
  readonly trail?: number
  readonly holdBars?: number
  readonly coolDownBars: number
  readonly entriesMax: number
  /** An entry worth less is not made. */
  readonly minimumCost: number
  /** Of a candle that touched stop and target: 'stop' is what counts, 'target' says how good it may have been. */
  readonly ambiguous: 'stop' | 'target'
  /** Shares of the first cash ('fixed'), or of the equity of the moment ('compound'). */
  readonly growth: 'compound' | 'fixed'
}

export const EXIT_REASONS = ['exit', 'stop', 'target', 'trail', 'time', 'end'] as const
export type ExitReason = (typeof EXIT_REASONS)[number]

/**
 * A position from its first entry to its exit. Prices are what was paid, slippage included. Times are market time in milliseconds: when the candle opened
 * in which it happened, be it at its open, inside it or, at the end, at its close.
 */
export interface BacktestTrade {
  readonly marketId: string
  readonly quantity: number
  readonly entryAt: number
  /** The mean of its entries. */
  readonly entryPrice: number
  readonly exitAt: number
  readonly exitPrice: number
  /** Net of both fees, in the quote currency. */
  readonly pnl: number
  readonly fees: number
  readonly reason: ExitReason
  /** The candle of its exit touched stop and target. */
  readonly ambiguous: boolean
  /** What would have been lost at the stops that its entries were made with, fees aside; undefined without one. */
  readonly risk: number | undefined
  /** Candles from the first entry to the exit. */
  readonly bars: number
}

/** What came of it. Equity is what all was worth at the close of each candle of the joined time line. */
export interface BacktestResult {
  readonly trades: readonly BacktestTrade[]
  /** Closes, oldest first, as long as `equity`. */
  readonly times: Float64Array
  readonly equity: Float64Array
  /** In how many candles of the time line something was held, those of exits included, of all. */
  readonly barsHeld: number
  readonly barsAll: number
  readonly feesPaid: number
  /** Entries that were not made: too little cash, less than the minimum, a level that is unknown or on the wrong side of the price, or sold before. */
  readonly skipped: number
}
