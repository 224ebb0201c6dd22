import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ChaikinOscillator } from '../../../../src/analysis/indicators/oscillators/chaikin-oscillator.ts'
import { Accumulation } from '../../../../src/analysis/indicators/volume-flow.ts'
import { type Candle, candlesFrom } from '../../../../src/basics/candles.ts'
import { someWalk } from '../../some-candles.ts'
import { overCandles } from '../run-columns.ts'

const { NaN: unknown } = Number
/** All of its volume counts: it closed at its high. */
const bought = (volume: number): Candle => ({ time: 0, open: 1, high: 2, low: 1, close: 2, volume })

it('begins both averages as the first value', () => {
  // The line is 9, 12, 15. With shares of 1/2 and 1/4: 9, 10.5, 12.75 and 9, 9.75, 11.0625.
  const candles = candlesFrom('1h', [bought(9), bought(3), bought(3)])
  expect(overCandles(new ChaikinOscillator(3, 7), candles)).toEqual(new Float64Array(3).fill(unknown))
  expect(overCandles(new ChaikinOscillator(3, 1), candles)).toEqual(Float64Array.of(unknown, unknown, 12.75 - 15))
  const long = candlesFrom('1h', [...Array.from({ length: 5 }, () => bought(0)), bought(9), bought(3)])
  expect(overCandles(new ChaikinOscillator(3, 7), long)[6]).toBe(8.25 - (2.25 + (12 - 2.25) / 4))
})

it('is zero where nothing is traded or bars have no range', () => {
  const still = candlesFrom('1h', [bought(0), bought(0), { ...bought(50), high: 2, low: 2 }])
  expect(overCandles(new ChaikinOscillator(2, 3), still)[2]).toBe(0)
})

it('follows its line by two shares, from the first bar on', () => {
  fc.assert(
    fc.property(someWalk({ most: 40 }), fc.integer({ min: 2, max: 6 }), (candles, fast) => {
      const line = overCandles(new Accumulation(), candles)
      const average = (period: number): number =>
        line.reduce((level, value, index) => (index === 0 ? value : level + ((value - level) * 2) / (period + 1)), 0)
      const got = overCandles(new ChaikinOscillator(fast, 8), candles).at(-1) ?? unknown
      if (line.length < 8) expect(got).toBeNaN()
      else expect(got).toBeCloseTo(average(fast) - average(8), 6)
    }),
  )
})
