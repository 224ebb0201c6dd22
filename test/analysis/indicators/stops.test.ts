import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ParabolicSar } from '../../../src/analysis/indicators/parabolic-sar.ts'
import { Supertrend } from '../../../src/analysis/indicators/supertrend.ts'
import type { Candles } from '../../../src/basics/candles.ts'
import { candlesFrom } from '../../../src/basics/candles.ts'
import { someWalk } from '../some-candles.ts'
import { overCandles } from './run-over.ts'

const walks = someWalk({ most: 80 })

/** One bar per price, two wide, closing in its middle. */
const around = (prices: readonly number[]) =>
  candlesFrom(
    '1d',
    prices.map((price, index) => ({ time: index, open: price, high: price + 1, low: price - 1, close: price, volume: 1 })),
  )

function supertrend(candles: Candles, period: number, width: number): { line: Float64Array; direction: number[] } {
  const run = new Supertrend(period, width)
  const direction: number[] = []
  const line = overCandles(
    {
      next(candle) {
        const value = run.next(candle)
        direction.push(run.direction)
        return value
      },
    },
    candles,
  )
  return { line, direction }
}

describe('parabolic stop and reverse', () => {
  it('runs after a rise, faster with each new high, and turns when it is touched', () => {
    const stops = overCandles(new ParabolicSar(0.1, 0.2), around([10, 11, 12, 13, 5, 4]))
    // It starts at the first low, 9, with the second high, 12: 9 + 0.1 · 3 = 9.3, then 9.3 + 0.2 · (13 − 9.3) = 10.04, held at the low of 10 two bars before.
    expect([...stops.slice(1, 4)].map((value) => Number(value.toFixed(6)))).toEqual([9, 9.3, 10])
    // The fall touches it, so the stop jumps above to the highest high of the rise.
    expect(stops[4]).toBe(14)
    expect(stops[5]).toBeLessThanOrEqual(14)
    expect(stops[5]).toBeGreaterThanOrEqual(6)
  })

  it('stands outside the bar, on one side', () => {
    fc.assert(
      fc.property(walks, (candles) => {
        const stops = overCandles(new ParabolicSar(0.02, 0.2), candles)
        expect(stops[0]).toBeNaN()
        for (const [index, stop] of stops.entries()) {
          if (index > 0) expect(stop <= (candles.low[index] ?? Number.NaN) || stop >= (candles.high[index] ?? Number.NaN)).toBe(true)
        }
      }),
    )
  })
})

describe('supertrend', () => {
  it('begins above, changes sides when the close passes it, and never gives way', () => {
    const { line, direction } = supertrend(around([10, 10, 10, 10, 30, 31, 5]), 2, 1)
    expect([...direction]).toEqual([Number.NaN, Number.NaN, -1, -1, 1, 1, -1])
    expect(line[2]).toBe(12)
    expect(line[3]).toBe(12)
  })

  it('is below the close while rising and above while falling, and moves only with the trend', () => {
    fc.assert(
      fc.property(walks, fc.integer({ min: 1, max: 10 }), (candles, period) => {
        const { line, direction } = supertrend(candles, period, 2)
        for (let index = period; index < line.length; index++) {
          const [now = 0, before = 0, close = 0] = [line[index], line[index - 1], candles.close[index]]
          if (direction[index] === 1) expect(close).toBeGreaterThanOrEqual(now)
          else expect(close).toBeLessThanOrEqual(now)
          if (index > period && direction[index] === direction[index - 1])
            expect((now - before) * (direction[index] ?? 0)).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })
})
