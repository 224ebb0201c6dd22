import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BacktestResult, BacktestTrade } from '../../../src/backtest/backtest.ts'
import { monteCarlo } from '../../../src/backtest/trials/monte-carlo.ts'
import { percentilesOf } from '../../../src/backtest/trials/percentiles.ts'
import { shuffle } from '../../../src/backtest/trials/shuffle.ts'
import { grown, tradeSteps } from '../../../src/backtest/trials/trade-steps.ts'
import { seededRng } from '../../../src/basics/rng.ts'
import { RULES } from './some-trials.ts'

/** Trades that gained or lost these shares of the account, one after another. */
function resultOf(shares: readonly number[]): BacktestResult {
  let account = RULES.cash
  const trades = shares.map((share, index): BacktestTrade => {
    const pnl = account * share
    account += pnl
    return {
      marketId: 'm',
      quantity: 1,
      entryAt: index,
      entryPrice: 1,
      exitAt: index + 1,
      exitPrice: 1,
      pnl,
      fees: 0,
      reason: 'exit',
      ambiguous: false,
      risk: undefined,
      bars: 1,
    }
  })
  return { trades, times: new Float64Array(), equity: new Float64Array(), barsHeld: 0, barsAll: 0, feesPaid: 0, skipped: 0 }
}

const someShares = fc.array(fc.double({ min: -0.3, max: 0.4, noNaN: true }), { minLength: 1, maxLength: 60 })
const draw = (shares: readonly number[], seed: number, rules = RULES) =>
  monteCarlo(resultOf(shares), rules, { draws: 100, rng: seededRng(seed) })
const ends = (steps: Float64Array, growth: 'multiplied' | 'added') => steps.reduce((account, step) => grown(account, step, growth), 1)

describe('other orders of trades', () => {
  test('never change what they come to', () => {
    fc.assert(
      fc.property(someShares, fc.integer(), fc.constantFrom('compound' as const, 'fixed' as const), (shares, seed, growth) => {
        const result = resultOf(shares)
        const steps = tradeSteps(result, { ...RULES, growth })
        const way = growth === 'compound' ? 'multiplied' : 'added'
        const end = 1 + result.trades.reduce((sum, { pnl }) => sum + pnl, 0) / RULES.cash
        expect(ends(steps, way)).toBeCloseTo(end, 9)
        expect(ends(shuffle(steps.slice(), seededRng(seed)), way)).toBeCloseTo(end, 9)
      }),
    )
  })

  test('are the same for the same seed, in order, and change nothing that was given', () => {
    fc.assert(
      fc.property(someShares, fc.integer(), (shares, seed) => {
        const result = resultOf(shares)
        const before = structuredClone(result)
        const told = monteCarlo(result, RULES, { draws: 50, rng: seededRng(seed) })
        expect(told).toEqual(monteCarlo(result, RULES, { draws: 50, rng: seededRng(seed) }))
        expect(result).toEqual(before)
        for (const each of [told?.shuffled.maxDrawdown, told?.resampled.totalReturn, told?.resampled.maxDrawdown]) {
          const { p5 = 0, p50 = 0, p95 = 0 } = each ?? {}
          expect(p5).toBeLessThanOrEqual(p50)
          expect(p50).toBeLessThanOrEqual(p95)
        }
        expect(told?.resampled.maxDrawdown.p95).toBeLessThanOrEqual(0)
      }),
    )
  })
})

test('the same trade again and again leaves nothing to chance', () => {
  const told = draw([0.01, 0.01, 0.01, 0.01], 1)
  const all = 1.01 ** 4 - 1
  for (const each of Object.values(told?.resampled.totalReturn ?? {})) expect(each).toBeCloseTo(all, 12)
  expect(told?.resampled.maxDrawdown).toEqual({ p5: 0, p50: 0, p95: 0 })
  expect(told?.ruin).toBe(0)
})

test('losses that wait at the end can come at once', () => {
  const told = draw([...Array.from({ length: 20 }, () => 0.05), ...Array.from({ length: 20 }, () => -0.04)], 2)
  // All losses in a row are 56 % down; some order is nearly as bad, and none is worse.
  expect(told?.shuffled.maxDrawdown.p5).toBeGreaterThan(0.96 ** 20 - 1)
  expect(told?.shuffled.maxDrawdown.p5).toBeLessThan(told?.shuffled.maxDrawdown.p95 ?? 0)
})

test('says how often half was lost', () => {
  expect(
    draw(
      Array.from({ length: 10 }, () => -0.1),
      3,
    )?.ruin,
  ).toBe(1)
  const some = draw([...Array.from({ length: 8 }, () => 0.3), ...Array.from({ length: 8 }, () => -0.25)], 4)?.ruin ?? 0
  expect(some).toBeGreaterThan(0)
  expect(some).toBeLessThan(1)
})

test('of no trades nothing is said', () => {
  expect(draw([], 1)).toBeUndefined()
})

test('percentiles lie between the nearest two', () => {
  expect(percentilesOf(Float64Array.of(5, 1, 4, 2, 3))).toEqual({ p5: 1.2, p50: 3, p95: 4.8 })
  expect(percentilesOf(Float64Array.of(7))).toEqual({ p5: 7, p50: 7, p95: 7 })
})

test('every order is as likely', () => {
  const rng = seededRng('orders')
  const counts = new Map<string, number>()
  for (let time = 0; time < 6000; time++) {
    const order = shuffle(Uint32Array.of(1, 2, 3), rng).join('')
    counts.set(order, (counts.get(order) ?? 0) + 1)
  }
  expect(counts.size).toBe(6)
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120)
})
