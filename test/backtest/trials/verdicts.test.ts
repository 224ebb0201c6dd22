import { describe, expect, test } from 'vitest'
import { optimise } from '../../../src/backtest/trials/optimise.ts'
import { parametersOf } from '../../../src/backtest/trials/parameters-of.ts'
import { planThinnedGrid } from '../../../src/backtest/trials/plan-variants.ts'
import { finishTrial } from '../../../src/backtest/trials/trial-progress.ts'
import type { TrialMarket, TrialStrategy } from '../../../src/backtest/trials/trial-strategy.ts'
import { walkForward } from '../../../src/backtest/trials/walk-forward.ts'
import { withParameters } from '../../../src/backtest/trials/with-parameters.ts'
import { seededRng } from '../../../src/basics/rng.ts'
import { randomStrategy } from './random-strategies.ts'
import { ENGINE, edgeMarket, noiseMarket, strategyOf, verdictOn } from './some-trials.ts'

const CANDLES = 2000
const STRATEGIES = 120
const AS_IT_IS = { forward: [], variants: 1 }

/** Optimises as a person would, and judges the best with all that is known of it. */
function verdictOnBest(strategy: TrialStrategy, market: TrialMarket, variants: number) {
  const plan = planThinnedGrid(parametersOf(strategy).slice(0, 4), variants)
  const search = { strategy, markets: [market], plan, objective: 'return', tradesMin: 30 } as const
  const { best } = finishTrial(optimise(search, ENGINE))
  const { windows: forward } = finishTrial(walkForward(search, 4, ENGINE))
  const chosen = withParameters(strategy, plan.parameters, best?.values ?? [])
  return {
    best,
    alone: verdictOn(chosen, market, { ...AS_IT_IS, seed: '1' }),
    told: verdictOn(chosen, market, { forward, variants: plan.rows.length, seed: '1' }),
  }
}

describe('random strategies on prices without memory', () => {
  test.each([
    ['with the usual costs', {}],
    ['without costs, where only chance decides', { fee: 0, slippage: 0 }],
  ])('%s, at most five in a hundred are called sound', (_, costs) => {
    let sound = 0
    for (let seed = 0; seed < STRATEGIES; seed++) {
      const strategy = randomStrategy(seededRng(`strategy ${seed}`))
      const market = noiseMarket({ seed, count: CANDLES })
      const { grade } = verdictOn({ ...strategy, rules: { ...strategy.rules, ...costs } }, market, { ...AS_IT_IS, seed: `${seed}` })
      if (grade === 'sound') sound++
    }
    expect(sound / STRATEGIES).toBeLessThanOrEqual(0.05)
  })
})

describe('a strategy that knows something', () => {
  const strategy = strategyOf({ entry: 'volume > 2 * sma(volume,20)', rules: { holdBars: 4, stop: { kind: 'share', share: 0.05 } } })

  test.each([1, 2, 3, 4, 5])('is sound, market %i', (seed) => {
    expect(verdictOn(strategy, edgeMarket({ seed, count: CANDLES }, 0.01), { ...AS_IT_IS, seed: '1' })).toMatchObject({ grade: 'sound' })
  })

  test.each([1, 2, 3])('is still sound as the best of many, market %i', (seed) => {
    const { told } = verdictOnBest(strategy, edgeMarket({ seed, count: CANDLES }, 0.01), 30)
    expect(told).toMatchObject({ grade: 'sound', words: expect.stringContaining('of its return outside') })
  })

  test.each([1, 2, 3])('is not sound where there is nothing to know, market %i', (seed) => {
    expect(verdictOn(strategy, edgeMarket({ seed, count: CANDLES }, 0), { ...AS_IT_IS, seed: '1' }).grade).not.toBe('sound')
  })
})

test('the best of many on prices without memory looks sound alone, and is found out', () => {
  const strategy = strategyOf({ entry: 'ema(8) crosses above ema(20)', exit: 'rsi(14) > 60', rules: { fee: 0, slippage: 0 } })
  const verdicts = Array.from({ length: 12 }, (_, seed) =>
    verdictOnBest(strategy, noiseMarket({ seed: `overfit ${seed}`, count: CANDLES }), 60),
  )
  expect(verdicts.every(({ best }) => (best?.metrics.totalReturn ?? 0) > 0)).toBe(true)
  expect(verdicts.filter(({ alone }) => alone.grade === 'sound').length).toBeGreaterThanOrEqual(3)
  expect(verdicts.filter(({ told }) => told.grade === 'sound')).toEqual([])
})
