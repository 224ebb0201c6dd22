import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Choppiness } from '../../../../src/analysis/indicators/oscillators/choppiness.ts'
import { type Candle, candlesFrom } from '../../../../src/basics/candles.ts'
import { someWalk } from '../../some-candles.ts'
import { overCandles } from '../run-columns.ts'

const bar = (low: number, high: number): Candle => ({ time: 0, open: low, high, low, close: high, volume: 1 })
const chop = (period: number, ...bars: readonly Candle[]): number =>
  overCandles(new Choppiness(period), candlesFrom('1h', bars)).at(-1) ?? Number.NaN

it('is 0 on a straight way, 100 where every bar spans the whole range', () => {
  expect(chop(3, bar(1, 2), bar(2, 3), bar(3, 4), bar(4, 5))).toBe(0)
  expect(chop(3, bar(1, 2), bar(1, 2), bar(1, 2), bar(1, 2))).toBeCloseTo(100, 10)
  expect(chop(4, bar(0, 4), bar(0, 4), bar(2, 4), bar(4, 4), bar(2, 4))).toBeCloseTo((100 * Math.log(8 / 4)) / Math.log(4), 10)
})

it('is 100 where there is no range, and unknown without the close before', () => {
  expect(chop(2, bar(5, 5), bar(5, 5), bar(5, 5))).toBe(100)
  expect(chop(2, bar(9, 9), bar(5, 5), bar(5, 5))).toBe(100)
  expect(chop(2, bar(1, 2), bar(1, 2))).toBeNaN()
})

it('is never below 0', () => {
  fc.assert(
    fc.property(someWalk({ most: 40 }), fc.integer({ min: 2, max: 12 }), (candles, period) =>
      overCandles(new Choppiness(period), candles).every((value) => Number.isNaN(value) || value > -1e-9),
    ),
  )
})
