/**
 * What a backtest comes to. Ratios are plain (0.05 is 5 %); what cannot be said of so little is undefined. Returns of the equity are taken from the end of
 * one day (UTC) to that of the next, for a year of 365 days, or 252 where the market rests at weekends; the riskless return is 0 (see `yearlyRatios`).
 *
 * Figures of trades are made of their returns: PnL net of fees, over what the entries cost without them. Money would count late trades of a grown account
 * for more than early ones.
 */
export interface BacktestMetrics {
  readonly trades: number
  /** Trades with a PnL above 0. */
  readonly wins: number
  /** Of the first cash. */
  readonly totalReturn: number
  /** The geometric mean of the returns of days, compounded over a year; undefined with fewer than ten of them, as are the three ratios made of it. */
  readonly annualReturn: number | undefined
  /** What the close of the last candle is to that of the first, costs aside; the mean of several markets. */
  readonly buyAndHold: number
  /** Of all trades; undefined without one. */
  readonly winRate: number | undefined
  /** The sum of the returns of wins over that of losses; undefined without a loss. */
  readonly profitFactor: number | undefined
  /** The annual return over the annual volatility, which is compounded as the return is. */
  readonly sharpe: number | undefined
  /** The annual return over the downside: the root of the mean squared loss of a day, gains counted as 0, times the root of the days of a year. */
  readonly sortino: number | undefined
  /** The annual return over the depth of the deepest drawdown. */
  readonly calmar: number | undefined
  /** The deepest fall from a peak; 0 or below. */
  readonly maxDrawdown: number
  /** The longest time from a peak until it was reached again, or to the end, in milliseconds of market time. */
  readonly maxDrawdownMs: number
  /** The mean return of trades that won; undefined without one. */
  readonly averageWin: number | undefined
  /** Of those that lost; below 0. */
  readonly averageLoss: number | undefined
  /** Of all. */
  readonly expectancy: number | undefined
  /** The total return over the depth of the deepest drawdown. */
  readonly recoveryFactor: number | undefined
  /** Share of candles in which something was held, those of exits included. */
  readonly exposure: number
  readonly fees: number
  readonly finalEquity: number
  /** How many trades ended in a candle that touched stop and target. */
  readonly ambiguousTrades: number
}
