import type { BacktestMetrics } from '../backtest-metrics.ts'

/** What a search looks for most of. */
export const OBJECTIVES = ['sharpe', 'return', 'calmar', 'profit-factor'] as const
export type Objective = (typeof OBJECTIVES)[number]

const SCORES: Readonly<Record<Objective, (metrics: BacktestMetrics) => number | undefined>> = {
  sharpe: ({ sharpe }) => sharpe,
  return: ({ totalReturn }) => totalReturn,
  calmar: ({ calmar }) => calmar,
  'profit-factor': ({ profitFactor }) => profitFactor,
}

/** How good that is; undefined where it has fewer trades than it takes, or where it cannot be said. */
export function scoreOf(metrics: BacktestMetrics, objective: Objective, tradesMin: number): number | undefined {
  const score = metrics.trades < tradesMin ? undefined : SCORES[objective](metrics)
  return score === undefined || Number.isNaN(score) ? undefined : score
}
