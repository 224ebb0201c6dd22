import { expect, test } from 'vitest'
import type { BacktestMetrics } from '../../../../src/backtest/backtest-metrics.ts'
import { metricFigures } from '../../../../src/commands/research/backtests/backtest-words.ts'

const METRICS: BacktestMetrics = {
  trades: 12,
  wins: 3,
  averageWin: 0.02,
  averageLoss: -0.02,
  recoveryFactor: -0.9,
  ambiguousTrades: 0,
  totalReturn: -0.4,
  annualReturn: -0.9999,
  buyAndHold: 0.05,
  sharpe: undefined,
  sortino: -1.25,
  calmar: -2.3,
  maxDrawdown: -0.435,
  maxDrawdownMs: 86_400_000,
  winRate: 0.25,
  profitFactor: 954.82,
  expectancy: -0.01,
  exposure: 0.3,
  fees: 12.5,
  finalEquity: 6000,
}

test.each([
  [-74_964.18, 'too little to say'],
  [undefined, 'too little to say'],
  [-48.649, '-48.65'],
  [0.5, '0.50'],
])('a Sharpe ratio of %s is told as %s', (sharpe, words) => {
  expect(metricFigures({ ...METRICS, sharpe }, 'USDT')).toMatchObject({ Sharpe: words, Sortino: '-1.25', 'Profit factor': '954.82' })
})
