import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bollinger, stdev, variance } from '../../../src/analysis/indicators/deviation.ts'
import { directional } from '../../../src/analysis/indicators/directional.ts'
import { ema, rma } from '../../../src/analysis/indicators/ema.ts'
import { ichimoku } from '../../../src/analysis/indicators/ichimoku.ts'
import { linearRegression } from '../../../src/analysis/indicators/linear-regression.ts'
import { atr, donchian, keltner, natr, trueRange } from '../../../src/analysis/indicators/true-range.ts'
import { candlesFrom } from '../../../src/basics/candles.ts'
import { someWalk, walk } from '../some-candles.ts'
import { expectNear, mean, overWindows } from './naive.ts'

const period = fc.integer({ min: 2, max: 12 })
const walks = someWalk({ most: 60 })
const { NaN: unknown } = Number

describe('deviation', () => {
  it('is that of every window around its mean', () => {
    fc.assert(
      fc.property(walks, period, ({ close }, bars) => {
        const wanted = overWindows(close, bars, (window) => mean(window.map((value) => (value - mean(window)) ** 2)))
        expectNear(variance(close, bars), wanted, 1e-8)
        expectNear(stdev(close, bars), wanted.map(Math.sqrt), 1e-8)
      }),
    )
  })

  it('is zero where nothing moves, and right where prices are large and moves small', () => {
    expect(stdev(new Float64Array(5).fill(0.1), 5).at(-1)).toBe(0)
    expect(variance(Float64Array.of(1e9, 1e9 + 1, 1e9 + 2), 3).at(-1)).toBeCloseTo(2 / 3, 12)
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
    expect(trueRange(candles)).toEqual(Float64Array.of(unknown, 5, 7))
    expect(atr(candles, 2)).toEqual(Float64Array.of(unknown, unknown, 6))
    expect(natr(candles, 2).at(-1)).toBeCloseTo(600 / 9, 12)
  })

  it('makes channels', () => {
    const some = walk({ seed: 4, count: 60 })
    const { upper, lower, middle } = keltner(some, { period: 5, width: 2, range: 4 })
    expect(middle).toEqual(ema(some.close, 5))
    expectNear(
      upper,
      Array.from(middle, (value, index) => value + 2 * (rma(trueRange(some), 4)[index] ?? unknown)),
    )
    expectNear(
      lower,
      Array.from(middle, (value, index) => value - 2 * (rma(trueRange(some), 4)[index] ?? unknown)),
    )
    const highs = donchian(candles, 2)
    expect([highs.upper[1], highs.middle[1], highs.lower[1], highs.lower[2]]).toEqual([16, 12.5, 9, 8])
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
    const { plus, minus, dx, adx } = directional(candlesFrom('1d', rows), 5)
    expect([plus.at(-1), minus.at(-1), dx.at(-1), adx.at(-1)]).toEqual([expect.closeTo(50, 8), 0, 100, 100])
  })

  it('stays between 0 and 100, also where nothing moves', () => {
    fc.assert(
      fc.property(walks, period, (candles, bars) => {
        const { plus, minus, dx, adx } = directional(candles, bars)
        for (const values of [plus, minus, dx, adx]) {
          expect(values.every((value) => Number.isNaN(value) || (value >= 0 && value <= 100 + 1e-9))).toBe(true)
        }
      }),
    )
    const still = candlesFrom(
      '1d',
      Array.from({ length: 20 }, (_, index) => ({ time: index, open: 5, high: 5, low: 5, close: 5, volume: 0 })),
    )
    expect(directional(still, 3).adx.at(-1)).toBe(0)
  })
})

describe('linear regression', () => {
  it('goes through a straight line', () => {
    const { line, slope } = linearRegression(Float64Array.of(1, 3, 5, 7), 3)
    expect([...line, ...slope]).toEqual([unknown, unknown, 5, 7, unknown, unknown, 2, 2])
  })

  it('has the least squares', () => {
    const { close } = walk({ seed: 6, count: 10 })
    const { line, slope } = linearRegression(close, 10)
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
  const { tenkan, kijun, spanA, spanB } = ichimoku(candles, { tenkan: 3, kijun: 5, span: 8, shift: 4 })
  expect(tenkan).toEqual(donchian(candles, 3).middle)
  expect(spanA[40]).toBe(((tenkan[37] ?? unknown) + (kijun[37] ?? unknown)) / 2)
  expect(spanB[40]).toBe(donchian(candles, 8).middle[37])
})
