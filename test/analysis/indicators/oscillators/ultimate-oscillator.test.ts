import fc from 'fast-check'
import { expect, it } from 'vitest'
import { UltimateOscillator } from '../../../../src/analysis/indicators/oscillators/ultimate-oscillator.ts'
import { type Candle, candlesFrom } from '../../../../src/basics/candles.ts'
import { someWalk } from '../../some-candles.ts'
import { expectNear, sum } from '../naive.ts'
import { overCandles } from '../run-columns.ts'

const { NaN: unknown } = Number

it('is the pressure of buyers as a share of the true range, over three periods', () => {
  fc.assert(
    fc.property(someWalk({ most: 60 }), ({ ...candles }) => {
      const { high, low, close } = candles
      const before = (index: number): number => close[index - 1] ?? unknown
      const trueLow = Array.from(low, (value, index) => Math.min(value, before(index)))
      const pressure = trueLow.map((value, index) => (close[index] ?? unknown) - value)
      const range = trueLow.map((value, index) => Math.max(high[index] ?? unknown, before(index)) - value)
      const share = (period: number, index: number): number => {
        const [up, all] = [pressure, range].map((values) => sum(values.slice(index - period + 1, index + 1)))
        return all === 0 ? 0 : (up ?? unknown) / (all ?? unknown)
      }
      const wanted = pressure.map((_, index) =>
        index < 8 ? unknown : (100 * (4 * share(2, index) + 2 * share(4, index) + share(8, index))) / 7,
      )
      expectNear(overCandles(new UltimateOscillator([2, 4, 8]), candles), wanted)
      expect(overCandles(new UltimateOscillator([8, 2, 4]), candles)).toEqual(overCandles(new UltimateOscillator([2, 4, 8]), candles))
    }),
  )
})

it('is 100 where bars close at their highs, 0 at their lows or where nothing moves', () => {
  const last = (...closes: readonly number[]): number => {
    const bars = closes.map((close, time): Candle => ({ time, open: close, high: close, low: close, close, volume: 1 }))
    return overCandles(new UltimateOscillator([2, 3, 4]), candlesFrom('1h', bars)).at(-1) ?? unknown
  }
  expect(last(1, 2, 3, 4, 5)).toBe(100)
  expect(last(5, 4, 3, 2, 1)).toBe(0)
  expect(last(5, 5, 5, 5, 5)).toBe(0)
  expect(last(1, 2, 3, 4)).toBeNaN()
})
