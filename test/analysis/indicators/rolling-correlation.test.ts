import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RollingCorrelation } from '../../../src/analysis/indicators/rolling-correlation.ts'
import { someWalk } from '../some-candles.ts'
import { mean, sum } from './naive.ts'

const { NaN: unknown } = Number

function correlate(period: number, ones: Iterable<number>, others: Float64Array | readonly number[]): number[] {
  const correlation = new RollingCorrelation(period)
  return Array.from(ones, (one, index) => correlation.next(one, others[index] ?? unknown))
}

describe('the correlation of two series', () => {
  it('is 1 where they go together, −1 where they go against each other', () => {
    const wave = Array.from({ length: 30 }, (_, index) => 100 + 10 * Math.sin(index))
    const mirrored = wave.map((value) => 5 - 3 * value)
    expect(correlate(10, wave, wave).at(-1)).toBeCloseTo(1, 12)
    expect(correlate(10, wave, mirrored).at(-1)).toBeCloseTo(-1, 12)
  })

  it('is a known value', () => {
    expect(correlate(4, [1, -1, 2, -2], [1, 1, 1, -3]).at(-1)).toBeCloseTo(8 / Math.sqrt(120), 12)
  })

  it('is that of every window', () => {
    fc.assert(
      fc.property(someWalk({ most: 60 }), fc.integer({ min: 2, max: 12 }), ({ high, volume }, period) => {
        const got = correlate(period, high, volume)
        for (const [index, value] of got.entries()) {
          if (index < period - 1) {
            expect(value).toBeNaN()
            continue
          }
          const [x, y] = [high, volume].map((values) => [...values.slice(index - period + 1, index + 1)])
          expect(value).toBeCloseTo(pearson(x ?? [], y ?? []), 6)
          expect(Math.abs(value)).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('is exactly 0 where one of them stands still', () => {
    expect(correlate(3, [0.1, 0.1, 0.1], [1, 2, 3]).at(-1)).toBe(0)
    expect(correlate(3, [9, 0.1, 0.1, 0.1], [4, 1, 2, 3]).at(-1)).toBe(0)
  })

  it('skips bars at which one of them is unknown', () => {
    const whole = correlate(3, [1, 2, 4, 3], [5, 7, 6, 8])
    const holed = correlate(3, [1, unknown, 2, 9, 4, 3], [5, 1, 7, unknown, 6, 8])
    expect(holed).toEqual([unknown, unknown, unknown, unknown, whole[2], whole[3]])
  })
})

function pearson(x: readonly number[], y: readonly number[]): number {
  if (new Set(x).size === 1 || new Set(y).size === 1) return 0
  const products = x.map((value, index) => (value - mean(x)) * ((y[index] ?? unknown) - mean(y)))
  const spread = (values: readonly number[]): number => Math.sqrt(sum(values.map((value) => (value - mean(values)) ** 2)))
  return sum(products) / (spread(x) * spread(y))
}
