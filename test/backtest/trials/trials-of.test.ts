import { expect, test } from 'vitest'
import { COST_TIMES } from '../../../src/backtest/trials/cost-sweep.ts'
import { cutSeries } from '../../../src/backtest/trials/cut-series.ts'
import { trialsOf } from '../../../src/backtest/trials/trials-of.ts'
import { seededRng } from '../../../src/basics/rng.ts'
import { ENGINE, noiseMarket, runOf, strategyOf } from './some-trials.ts'

const strategy = strategyOf({
  entry: 'close > open',
  exit: 'close < open',
  stop: 'lowest(low,5)',
  rules: { target: { kind: 'ranges', ranges: 2 } },
})
const market = noiseMarket({ seed: 9, count: 300 })

test('gathers all that a verdict asks for, the same for the same seed', () => {
  const tested = runOf(strategy, market)
  const origins = { forward: [{ inside: 0.1, outside: 0.05 }], variants: 12 }
  const gathered = () => trialsOf({ tested, rules: strategy.rules, origins }, ENGINE, seededRng('trials'))
  const trials = gathered()
  expect(trials).toMatchObject(origins)
  expect(trials.costs.map(({ times }) => times)).toEqual([...COST_TIMES])
  expect(trials.random.length).toBeGreaterThanOrEqual(200)
  expect(gathered()).toEqual(trials)
})

test('a stretch of a series has all its columns, of the same candles, and none that opened before it or when it ended', () => {
  const { series } = runOf(strategy, { ...market, from: 60 })
  const { time } = market.data.candles
  const at = (index: number): number => time[index] ?? Number.NaN
  const [cut] = cutSeries(series, { from: at(50), to: at(100) })
  // Nothing before its first candle may trade.
  expect(cut?.candles.time).toEqual(time.subarray(60, 100))
  expect(cut?.from).toBe(0)
  for (const name of ['entry', 'exit', 'stop', 'range'] as const) {
    expect(series[0]?.[name]).toBeDefined()
    expect(cut?.[name]).toEqual(series[0]?.[name]?.subarray(60, 100))
  }
  expect(cut).not.toHaveProperty('target')
  expect(cutSeries(series, { from: at(10), to: at(60) })).toEqual([])
})
