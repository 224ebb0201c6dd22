import type { BacktestRules } from './backtest.ts'

/** Quantities are rounded down to eight decimals, as most venues count. */
const UNITS = 1e8

interface EntryBasis {
  /** Slippage included. */
  readonly price: number
  readonly stop: number
  readonly cash: number
  /** What all is worth at the moment of the fill. */
  readonly equity: number
}

/** How much an entry buys: no more than the cash pays with the fee, and 0 where that is worth less than `minimumCost` or there is no stop to size by. */
export function entryQuantity(rules: BacktestRules, basis: EntryBasis): number {
  const { price, cash } = basis
  const unitCost = price + price * rules.fee
  const wanted = wantedQuantity(rules, basis)
  const quantity = Math.floor(Math.min(wanted, cash / unitCost) * UNITS) / UNITS
  return quantity > 0 && quantity * price >= rules.minimumCost ? quantity : 0
}

function wantedQuantity(rules: BacktestRules, { price, stop, equity }: EntryBasis): number {
  const { size } = rules
  const unitCost = price + price * rules.fee
  if (size.kind === 'money') return size.money / unitCost
  const share = size.share * (rules.growth === 'fixed' ? rules.cash : equity)
  if (size.kind === 'share') return share / unitCost
  return rules.stop === undefined ? 0 : share / (price - stop)
}
