import type { Candles } from '../basics/candles.ts'

/** One market as a backtest sees it. Columns are as long as the candles; NaN is unknown, and nothing happens on it. */
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
  /** The first candle that may trade: those before only warm the formulas up. */
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

/** A position from its first entry to its exit. Prices are what was paid, slippage included; times are market time in milliseconds. */
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
  /** What would have been lost at the first stop, fees aside; undefined without one. */
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
  /** How many candles something was held, of all. */
  readonly barsHeld: number
  readonly barsAll: number
  readonly feesPaid: number
  /** Entries that were not made: too little cash, less than the minimum, or no stop to size by. */
  readonly skipped: number
}
