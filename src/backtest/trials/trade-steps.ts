import type { BacktestResult, BacktestRules, BacktestTrade } from '../backtest.ts'

/** How trades add up: their shares are multiplied where profits are invested again, and added to the first cash where every trade is as large as the first. */
export type TradeGrowth = 'multiplied' | 'added'

export function growthOf({ growth, size }: Pick<BacktestRules, 'growth' | 'size'>): TradeGrowth {
  return growth === 'compound' && size.kind !== 'money' ? 'multiplied' : 'added'
}

/** What each trade did to the account, in the order of their exits: its profit as a share of what the account had come to before, or of the first cash where shares are added. */
export function tradeSteps({ trades }: Pick<BacktestResult, 'trades'>, rules: BacktestRules): Float64Array {
  const inOrder = trades.toSorted((one, other) => one.exitAt - other.exitAt)
  const multiplied = growthOf(rules) === 'multiplied'
  let account = rules.cash
  return Float64Array.from(inOrder, ({ pnl }: BacktestTrade) => {
    const step = pnl / (multiplied ? account : rules.cash)
    account += pnl
    return step
  })
}

/** The account after a step, as a multiple of the first cash. */
export function grown(account: number, step: number, growth: TradeGrowth): number {
  return growth === 'multiplied' ? account * (1 + step) : account + step
}
