import type { BacktestTrade } from './backtest.ts'

/** What the markets of one backtest share: the cash that they pay from and are paid into, and the list of what they did. */
export interface Purse {
  cash: number
  feesPaid: number
  skipped: number
  readonly trades: BacktestTrade[]
}

export function fullPurse(cash: number): Purse {
  return { cash, feesPaid: 0, skipped: 0, trades: [] }
}
