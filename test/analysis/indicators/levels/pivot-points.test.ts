import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PivotPoints } from '../../../../src/analysis/indicators/levels/pivot-points.ts'
import { type Candle, candlesFrom } from '../../../../src/basics/candles.ts'
import { someWalk } from '../../some-candles.ts'
import { runOver } from '../run-columns.ts'

const bar = (time: number, [high, low, close]: readonly [number, number, number]): Candle => ({
  time,
  open: low,
  high,
  low,
  close,
  volume: 1,
})

it('takes the range of so many bars and the last close', () => {
  const candles = candlesFrom('1h', [bar(0, [99, 1, 50]), bar(1, [12, 4, 5]), bar(2, [10, 6, 8])])
  // From 12 to 4 with a close of 8: the pivot is 8.
  expect(runOver(new PivotPoints(2), candles).map((column) => column[2])).toEqual([8, 12, 4, 16, 0])
  expect(runOver(new PivotPoints(1), candles).map((column) => column[1])).toEqual([7, 10, 2, 15, -1])
  expect(runOver(new PivotPoints(4), candles).every((column) => column.every(Number.isNaN))).toBe(true)
})

it('puts resistances above and supports below', () => {
  fc.assert(
    fc.property(someWalk({ most: 40 }), fc.integer({ min: 1, max: 12 }), (candles, period) => {
      const [pivot, r1, s1, r2, s2] = runOver(new PivotPoints(period), candles).map((column) => column.at(-1) ?? Number.NaN)
      if (candles.close.length < period) return
      const sorted = [s2, s1, pivot, r1, r2].map(Number)
      const ulp = (pivot ?? 0) * 1e-14
      for (const [index, level] of sorted.slice(1).entries()) expect(level).toBeGreaterThanOrEqual((sorted[index] ?? Number.NaN) - ulp)
    }),
  )
})
