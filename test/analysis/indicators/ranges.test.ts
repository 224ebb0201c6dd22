import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Donchian, Keltner } from '../../../src/analysis/indicators/channels.ts'
import { bollinger, Deviation } from '../../../src/analysis/indicators/deviation.ts'
import { adx, Directional } from '../../../src/analysis/indicators/directional.ts'
import { ema, rma } from '../../../src/analysis/indicators/ema.ts'
import { Ichimoku } from '../../../src/analysis/indicators/ichimoku.ts'
import { LinearRegression, RegressionSlope } from '../../../src/analysis/indicators/linear-regression.ts'
import { columnOf } from '../../../src/analysis/indicators/machine.ts'
import { RollingVariance } from '../../../src/analysis/indicators/rolling-variance.ts'
import { atr, Natr, TrueRange } from '../../../src/analysis/indicators/true-range.ts'
import { candlesFrom } from '../../../src/basics/candles.ts'
import { someWalk, walk } from '../some-candles.ts'
import { expectNear, mean, overWindows } from './naive.ts'
import { lineOver, overCandles } from './run-over.ts'

const period = fc.integer({ min: 2, max: 12 })
const walks = someWalk({ most: 60 })
const { NaN: unknown } = Number

describe('deviation', () => {
  it('is that of every window around its mean', () => {
    fc.assert(
      fc.property(walks, period, ({ close }, bars) => {
        const wanted = overWindows(close, bars, (window) => mean(window.map((value) => (value - mean(window)) ** 2)))
        expectNear(columnOf(new RollingVariance(bars), close), wanted, 1e-8)
        expectNear(columnOf(new Deviation(bars), close), wanted.map(Math.sqrt), 1e-8)
      }),
    )
  })

  it('is zero where nothing moves, and right where prices are large and moves small', () => {
    expect(columnOf(new Deviation(5), new Float64Array(5).fill(0.1)).at(-1)).toBe(0)
    expect(columnOf(new RollingVariance(3), Float64Array.of(1e9, 1e9 + 1, 1e9 + 2)).at(-1)).toBeCloseTo(2 / 3, 12)
  })

  it('sets the width of Bollinger bands', () => {
    const { upper, middle, lower } = bollinger(Float64Array.of(1, 3, 5), 2, 3)
    expect([...upper, ...middle, ...lower]).toEqual([unknown, 5, 7, unknown, 2, 4, unknown, -1, 1])
  })
})

describe('true range', () => {
  const candles = candlesFrom('1d', [
    { time: 0, open: 10, high: 12, low: 9, close: 11, volume: 1 },
    { time: 1, open: 15, high: 16, low: 14, close: 15, volume: 1 },
    { time: 2, open: 9, high: 10, low: 8, close: 9, volume: 1 },
  ])

  it('counts gaps', () => {
    expect(overCandles(new TrueRange(), candles)).toEqual(Float64Array.of(unknown, 5, 7))
    expect(atr(candles, 2)).toEqual(Float64Array.of(unknown, unknown, 6))
    expect(overCandles(new Natr(2), candles).at(-1)).toBeCloseTo(600 / 9, 12)
  })

  it('makes channels', () => {
    const some = walk({ seed: 4, count: 60 })
    const [upper, middle, lower] = [0, 1, 2].map((line) => lineOver(new Keltner({ period: 5, width: 2, range: 4 }), some, line))
    const reach = rma(overCandles(new TrueRange(), some), 4)
    expect(middle).toEqual(ema(some.close, 5))
    expectNear(
      upper ?? reach,
      Array.from(middle ?? reach, (value, index) => value + 2 * (reach[index] ?? unknown)),
    )
    expectNear(
      lower ?? reach,
      Array.from(middle ?? reach, (value, index) => value - 2 * (reach[index] ?? unknown)),
    )
    const [top, middles, bottom] = [0, 1, 2].map((line) => lineOver(new Donchian(2), candles, line))
    expect([top?.[1], middles?.[1], bottom?.[1], bottom?.[2]]).toEqual([16, 12.5, 9, 8])
  })
})

describe('directional movement', () => {
  it('sees a market that only rises', () => {
    const rows = Array.from({ length: 40 }, (_, index) => ({
      time: index,
      open: index,
      high: index + 2,
      low: index,
      close: index + 1,
      volume: 1,
    }))
    const candles = candlesFrom('1d', rows)
    const [plus, minus, dx] = [0, 1, 2].map((line) => lineOver(new Directional(5), candles, line).at(-1))
    expect([plus, minus, dx, adx(candles, 5).at(-1)]).toEqual([expect.closeTo(50, 8), 0, 100, expect.closeTo(100, 8)])
  })

  it('stays between 0 and 100, also where nothing moves', () => {
    fc.assert(
      fc.property(walks, period, (candles, bars) => {
        const lines = [0, 1, 2].map((line) => lineOver(new Directional(bars), candles, line))
        for (const values of [...lines, adx(candles, bars)]) {
          expect(values.every((value) => Number.isNaN(value) || (value >= 0 && value <= 100 + 1e-9))).toBe(true)
        }
      }),
    )
    const still = candlesFrom(
      '1d',
      Array.from({ length: 20 }, (_, index) => ({ time: index, open: 5, high: 5, low: 5, close: 5, volume: 0 })),
    )
    expect(adx(still, 3).at(-1)).toBe(0)
  })
})

describe('linear regression', () => {
  it('goes through a straight line', () => {
    const values = Float64Array.of(1, 3, 5, 7)
    const [line, slope] = [columnOf(new LinearRegression(3), values), columnOf(new RegressionSlope(3), values)]
    expect([...line, ...slope]).toEqual([unknown, unknown, 5, 7, unknown, unknown, 2, 2])
  })

  it('has the least squares', () => {
    const { close } = walk({ seed: 6, count: 10 })
    const [line, slope] = [columnOf(new LinearRegression(10), close), columnOf(new RegressionSlope(10), close)]
    const error = (end: number, rise: number): number => mean(Array.from(close, (value, index) => (value - end - rise * (index - 9)) ** 2))
    const [end, rise] = [line[9] ?? unknown, slope[9] ?? unknown]
    for (const nudge of [-0.01, 0.01]) {
      expect(error(end + nudge, rise)).toBeGreaterThan(error(end, rise))
      expect(error(end, rise + nudge)).toBeGreaterThan(error(end, rise))
    }
  })
})

it('projects the cloud of Ichimoku from earlier bars', () => {
  const candles = walk({ seed: 7, count: 60 })
  const numbers = { tenkan: 3, kijun: 5, span: 8, shift: 4 }
  const [tenkan, kijun, spanA, spanB] = [0, 1, 2, 3].map((line) => lineOver(new Ichimoku(numbers), candles, line))
  expect(tenkan).toEqual(lineOver(new Donchian(3), candles, 1))
  expect(spanA?.[40]).toBe(((tenkan?.[37] ?? unknown) + (kijun?.[37] ?? unknown)) / 2)
  expect(spanB?.[40]).toBe(lineOver(new Donchian(8), candles, 1)[37])
})
