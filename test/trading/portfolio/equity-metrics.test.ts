import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY_MS } from '../../../src/basics/timeframe.ts'
import { equityMetrics } from '../../../src/trading/portfolio/equity-metrics.ts'

const START = Date.UTC(2024, 0, 1)
const daily = (equities: readonly number[]) => equities.map((equity, day) => ({ at: START + day * DAY_MS, equity }))

test('measures a fall from its peak, and how long it lasted', () => {
  const { change, drawdown, drawdownMs } = equityMetrics(daily([100, 120, 90, 110, 121, 115]))
  expect([change, drawdown]).toEqual([expect.closeTo(0.15), -0.25])
  expect(drawdownMs).toBe(2 * DAY_MS)
})

test('gives no figure for a year from a few days', () => {
  expect(equityMetrics(daily([100, 101, 99]))).toMatchObject({ sharpe: undefined, sortino: undefined, calmar: undefined })
})

test('agrees with a calculation by hand', () => {
  const up = 0.02
  const down = -0.01
  const returns = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? up : down))
  const equities = [100]
  for (const each of returns) equities.push((equities.at(-1) ?? 0) * (1 + each))
  const { sharpe, sortino, calmar, change } = equityMetrics(daily(equities))
  const mean = 0.005
  expect(sharpe).toBeCloseTo((mean / Math.sqrt((20 * 0.015 ** 2) / 19)) * Math.sqrt(365), 9)
  expect(sortino).toBeCloseTo((mean / Math.sqrt(0.01 ** 2 / 2)) * Math.sqrt(365), 9)
  expect(calmar).toBeCloseTo(((1 + change) ** (365 / 20) - 1) / 0.01, 6)
})

test('days without a look stand still', () => {
  const gap = [...daily(Array.from({ length: 11 }, () => 100)), { at: START + 30 * DAY_MS, equity: 110 }]
  expect(equityMetrics(gap).sharpe).toBeCloseTo(
    (0.1 / 30 / Math.sqrt((29 * (0.1 / 30) ** 2 + (0.1 - 0.1 / 30) ** 2) / 29)) * Math.sqrt(365),
    9,
  )
})

test('a drawdown is a share between all and nothing, and only its size counts', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 50 }), (equities) => {
      const { drawdown, drawdownMs } = equityMetrics(daily(equities))
      expect(drawdown).toBeLessThanOrEqual(0)
      expect(drawdown).toBeGreaterThanOrEqual(-1)
      expect(drawdownMs).toBeLessThanOrEqual(Math.max(0, equities.length - 1) * DAY_MS)
      const twice = equityMetrics(daily(equities.map((equity) => equity * 2)))
      expect(twice.drawdown).toBeCloseTo(drawdown, 12)
    }),
  )
})
