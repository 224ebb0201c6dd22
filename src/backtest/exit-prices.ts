import type { BacktestLevel, BacktestRules, BacktestSeries } from './backtest.ts'

/** Where a position leaves, as prices. `NaN` is a level that nobody can say; without a rule there is one that no price reaches. */
export interface ExitPrices {
  readonly stop: number
  readonly target: number
}

interface ExitBasis {
  readonly series: BacktestSeries
  /** The candle of the last signal. */
  readonly signal: number
  /** What the levels are measured from, in the quote currency. */
  readonly price: number
}

export function exitPrices({ stop: below, target: above }: BacktestRules, basis: ExitBasis): ExitPrices {
  const { series, price } = basis
  const stop = below === undefined ? 0 : price - wayTo(below, basis, price - at(series.stop, basis))
  if (above === undefined) return { stop, target: Number.POSITIVE_INFINITY }
  if (above.kind === 'risks') return { stop, target: below === undefined ? Number.NaN : price + above.risks * (price - stop) }
  return { stop, target: price + wayTo(above, basis, at(series.target, basis) - price) }
}

function wayTo(level: BacktestLevel, basis: ExitBasis, column: number): number {
  switch (level.kind) {
    case 'share':
      return basis.price * level.share
    case 'ranges':
      return level.ranges * at(basis.series.range, basis)
    case 'column':
      return column
    case 'risks':
      return Number.NaN
  }
}

function at(column: Float64Array | undefined, { signal }: ExitBasis): number {
  return column?.[signal] ?? Number.NaN
}
