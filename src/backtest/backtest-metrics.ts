/** What a backtest comes to. Ratios are plain (0.05 is 5 %); what cannot be said of so little is undefined. */
export interface BacktestMetrics {
  readonly trades: number
  readonly wins: number
  readonly totalReturn: number
  readonly annualReturn: number | undefined
  /** What the same cash had come to, all of it in the market from the first candle to the last; the mean of several markets. */
  readonly buyAndHold: number
  readonly winRate: number | undefined
  readonly profitFactor: number | undefined
  readonly sharpe: number | undefined
  readonly sortino: number | undefined
  readonly calmar: number | undefined
  /** The deepest fall from a peak; 0 or below. */
  readonly maxDrawdown: number
  /** Milliseconds of market time. */
  readonly maxDrawdownMs: number
  /** Of trades' returns on what they cost. */
  readonly averageWin: number | undefined
  readonly averageLoss: number | undefined
  readonly expectancy: number | undefined
  readonly recoveryFactor: number | undefined
  /** Share of candles in which something was held. */
  readonly exposure: number
  readonly fees: number
  readonly finalEquity: number
  readonly ambiguousTrades: number
}
