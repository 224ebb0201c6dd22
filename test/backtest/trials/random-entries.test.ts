import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COST_TIMES, costSweep } from '../../../src/backtest/trials/cost-sweep.ts'
import { randomEntries } from '../../../src/backtest/trials/random-entries.ts'
import { candlesFrom } from '../../../src/basics/candles.ts'
import { seededRng } from '../../../src/basics/rng.ts'
import { HOUR_MS } from '../../../src/basics/timeframe.ts'
import { randomStrategy } from './random-strategies.ts'
import { ENGINE, edgeMarket, marketOf, noiseMarket, RULES, runOf, strategyOf } from './some-trials.ts'

const FREE = { fee: 0, slippage: 0 }

/** Prices that rise by one part in a hundred at every candle, from its open to its close. */
const rising = marketOf(
  candlesFrom(
    '1h',
    Array.from({ length: 300 }, (_, index) => {
      const open = 100 * 1.01 ** index
      return { time: index * HOUR_MS, open, high: open * 1.01, low: open, close: open * 1.01, volume: 1 }
    }),
  ),
)

describe('random entries', () => {
  test('where every moment is as good as any other, come to what the strategy came to', () => {
    for (const words of [
      { entry: 'close > open', rules: { holdBars: 7 } },
      { entry: 'rsi(14) > 50', rules: { trail: 0.2, holdBars: 3, coolDownBars: 5 } },
    ]) {
      for (const costs of [FREE, {}]) {
        const strategy = strategyOf({ ...words, rules: { ...words.rules, ...costs } })
        const ran = runOf(strategy, rising)
        expect(ran.metrics.trades).toBeGreaterThan(10)
        const random = randomEntries(ran, strategy.rules, { draws: 20, rng: seededRng(1) })
        for (const each of random) expect((1 + each) / (1 + ran.metrics.totalReturn)).toBeCloseTo(1, 3)
      }
    }
  })

  test('are as large as the trades of the strategy, compounded or not', () => {
    const small = { size: { kind: 'share', share: 0.1 }, holdBars: 7, ...FREE } as const
    for (const rules of [small, { ...small, growth: 'fixed' as const }, { ...small, size: { kind: 'money', money: 500 } as const }]) {
      const strategy = strategyOf({ entry: 'close > open', rules })
      const ran = runOf(strategy, rising)
      const random = randomEntries(ran, strategy.rules, { draws: 5, rng: seededRng(1) })
      for (const each of random) expect(each / ran.metrics.totalReturn).toBeCloseTo(1, 3)
    }
  })

  test('ended inside a candle are held to the close of one', () => {
    const strategy = strategyOf({ entry: 'close > open', rules: { target: { kind: 'share', share: 0.005 }, ...FREE } })
    const ran = runOf(strategy, rising)
    expect(ran.result.trades[0]).toMatchObject({ reason: 'target', bars: 0 })
    const one = (1.01 - 1) * 0.999
    const random = randomEntries(ran, strategy.rules, { draws: 3, rng: seededRng(1) })
    expect(Math.log1p(random[0] ?? 0) / ran.result.trades.length).toBeCloseTo(Math.log1p(one), 4)
  })

  test('are sorted, the same for the same seed, all numbers, and change nothing that was given', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const strategy = randomStrategy(seededRng(seed))
        const ran = runOf(strategy, noiseMarket({ seed, count: 200 }))
        const before = structuredClone(ran)
        const draw = () => randomEntries(ran, strategy.rules, { draws: 20, rng: seededRng(seed) })
        const random = draw()
        expect(random).toEqual(draw())
        expect(random).toEqual(random.toSorted())
        expect(random.every((each) => Number.isFinite(each) && each > -1)).toBe(true)
        expect(ran).toEqual(before)
      }),
      { numRuns: 30 },
    )
  })

  test('lie below a strategy that knows something', () => {
    const strategy = strategyOf({ entry: 'volume > 500', rules: { holdBars: 4 } })
    const ran = runOf(strategy, edgeMarket({ seed: 1, count: 2000 }, 0.01))
    const random = randomEntries(ran, strategy.rules, { draws: 200, rng: seededRng(1) })
    expect(random.at(-1)).toBeLessThan(ran.metrics.totalReturn)
  })
})

describe('other costs', () => {
  test('are half, once, twice and three times as high, and higher ones never help', () => {
    const strategy = strategyOf({ entry: 'close > open', rules: { holdBars: 2 } })
    const { series, metrics } = runOf(strategy, noiseMarket({ seed: 1, count: 500 }))
    const costs = costSweep(series, strategy.rules, ENGINE)
    expect(costs.map(({ times }) => times)).toEqual([...COST_TIMES])
    expect(costs[1]?.totalReturn).toBe(metrics.totalReturn)
    const returns = costs.map(({ totalReturn }) => totalReturn)
    expect(returns).toEqual(returns.toSorted((one, other) => other - one))
    const dear = { ...RULES, ...strategy.rules, fee: 0.003, slippage: 0.0015 }
    expect(costs[3]?.totalReturn).toBeCloseTo(ENGINE.measure(ENGINE.run(series, dear), series, dear).totalReturn, 9)
  })
})
