import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dema, ema, emaFrom, rma, tema, trix } from '../../../src/analysis/indicators/ema.ts'
import { rollingMean, rollingSum } from '../../../src/analysis/indicators/rolling-sum.ts'
import { sma } from '../../../src/analysis/indicators/sma.ts'
import { hma, vwma, wma } from '../../../src/analysis/indicators/wma.ts'
import { someWalk, walk } from '../some-candles.ts'
import { expectNear, mean, overWindows, sum } from './naive.ts'

const period = fc.integer({ min: 2, max: 12 })
const walks = someWalk({ most: 60 })
const { NaN: unknown } = Number

describe('rolling sums and means', () => {
  it('equal the sum and the mean of every window', () => {
    fc.assert(
      fc.property(walks, period, ({ close }, bars) => {
        expectNear(rollingSum(close, bars), overWindows(close, bars, sum))
        expectNear(sma(close, bars), overWindows(close, bars, mean))
      }),
    )
  })

  it('do not drift over many bars, and are exact where all values are equal', () => {
    const values = new Float64Array(200_010).map((_, index) => (index < 200_000 ? 1e9 * ((index * 7919) % 1000) + 0.1 : 0.1))
    expect(rollingMean(values, 10).at(-1)).toBe(0.1)
    expect(rollingSum(values, 10).at(-1)).toBe(1)
    expect(rollingSum(values, 10).at(-2)).toBeCloseTo(1e9 * ((199_999 * 7919) % 1000) + 0.1 + 0.9, 5)
  })

  it('begin after what is unknown', () => {
    expect(rollingMean(Float64Array.of(unknown, unknown, 2, 4, 6), 2)).toEqual(Float64Array.of(unknown, unknown, unknown, 3, 5))
    expect(rollingMean(Float64Array.of(1, 2), 3)).toEqual(Float64Array.of(unknown, unknown))
  })
})

describe('exponential averages', () => {
  it('begin with the mean and move by their share', () => {
    expect(ema(Float64Array.of(2, 4, 6, 12), 3)).toEqual(Float64Array.of(unknown, unknown, 4, 8))
    expect(rma(Float64Array.of(2, 4, 6, 12), 3)).toEqual(Float64Array.of(unknown, unknown, 4, 20 / 3))
    expect(emaFrom(Float64Array.of(2, 4, 6, 12), 3, 3)).toEqual(Float64Array.of(unknown, unknown, unknown, 22 / 3))
  })

  it('are unknown where there is too little', () => {
    expect(ema(Float64Array.of(1, 2), 3)).toEqual(Float64Array.of(unknown, unknown))
    expect(rma(new Float64Array(0), 3)).toEqual(new Float64Array(0))
  })

  it('follow a straight line: EMA with a lag, DEMA and TEMA soon without', () => {
    const line = new Float64Array(300).map((_, index) => index)
    expect(ema(line, 9).at(-1)).toBeCloseTo(299 - 4, 8)
    expect(dema(line, 9).at(-1)).toBeCloseTo(299, 8)
    expect(tema(line, 9).at(-1)).toBeCloseTo(299, 8)
  })

  it('have a TRIX that is the growth of a steady growth', () => {
    const growth = new Float64Array(400).map((_, index) => 1.01 ** index)
    expect(trix(growth, 5).at(-1)).toBeCloseTo(1, 8)
  })
})

describe('weighted averages', () => {
  const weighted = (window: readonly number[]): number =>
    sum(window.map((value, index) => value * (index + 1))) / sum(window.map((_, index) => index + 1))

  it('count the newest most', () => {
    expect(wma(Float64Array.of(1, 2, 4), 3)).toEqual(Float64Array.of(unknown, unknown, (1 + 4 + 12) / 6))
    fc.assert(fc.property(walks, period, ({ close }, bars) => expectNear(wma(close, bars), overWindows(close, bars, weighted))))
  })

  it('count each value with its volume, or evenly where there was none', () => {
    expect(vwma(Float64Array.of(1, 3, 5, 7), Float64Array.of(1, 3, 0, 0), 2)).toEqual(Float64Array.of(unknown, 2.5, 3, 6))
  })

  it('make a Hull average that hardly lags', () => {
    const { close } = walk({ seed: 3, count: 60 })
    const raw = Float64Array.from(wma(close, 4), (fast, index) => 2 * fast - (wma(close, 9)[index] ?? unknown))
    expectNear(hma(close, 9), Array.from(wma(raw, 3)))
  })
})
