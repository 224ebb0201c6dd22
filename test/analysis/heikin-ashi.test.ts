import fc from 'fast-check'
import { expect, it } from 'vitest'
import { heikinAshi } from '../../src/analysis/heikin-ashi.ts'
import { candleAt, candlesFrom } from '../../src/basics/candles.ts'
import { someWalk } from './some-candles.ts'

it('averages bodies', () => {
  const candles = candlesFrom('1h', [
    { time: 0, open: 10, high: 14, low: 8, close: 12, volume: 5 },
    { time: 3_600_000, open: 12, high: 13, low: 11, close: 12, volume: 6 },
  ])
  const drawn = heikinAshi(candles)
  expect(candleAt(drawn, 0)).toEqual({ time: 0, open: 11, high: 14, low: 8, close: 11, volume: 5 })
  expect(candleAt(drawn, 1)).toEqual({ time: 3_600_000, open: 11, high: 13, low: 11, close: 12, volume: 6 })
})

it('keeps bodies between high and low', () => {
  fc.assert(
    fc.property(someWalk({ most: 50 }), (candles) => {
      const { open, high, low, close } = heikinAshi(candles)
      for (const [index, top] of high.entries()) {
        expect(top).toBeGreaterThanOrEqual(Math.max(open[index] ?? Number.NaN, close[index] ?? Number.NaN))
        expect(low[index]).toBeLessThanOrEqual(Math.min(open[index] ?? Number.NaN, close[index] ?? Number.NaN))
      }
    }),
  )
})
