import type { TestTask } from '../../src/backtest/backtest-worker.ts'
import { readTested, type TestedRules } from '../../src/backtest/tested-rules.ts'
import { walk } from '../analysis/some-candles.ts'

const TERMS = { cash: 10_000, fee: 0.001, slippage: 0.0005, minimumCost: 0, growth: 'compound' } as const

/** A strategy on a walk by chance, as the threads take it. */
export function testedWalk({
  count = 2000,
  rules = {},
}: {
  readonly count?: number
  readonly rules?: Partial<TestedRules>
} = {}): TestTask {
  const strategy = readTested(
    {
      entry: 'sma(10) crosses above sma(20)',
      exit: 'sma(10) crosses below sma(20)',
      size: { kind: 'share', share: 0.99 },
      ...rules,
    },
    TERMS,
  )
  const data = { candles: walk({ seed: 7, count }), frames: new Map(), outside: new Map() }
  return { markets: [{ marketId: 'walk', data, from: 0 }], strategy, seed: 'walk' }
}
