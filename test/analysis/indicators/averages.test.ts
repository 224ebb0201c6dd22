import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Ema, ema, rma } from '../../../src/analysis/indicators/ema.ts'
import { columnOf } from '../../../src/analysis/indicators/machine.ts'
import { Dema, Tema, Trix } from '../../../src/analysis/indicators/multiple-ema.ts'
import { RollingSum } from '../../../src/analysis/indicators/rolling-sum.ts'
import { RollingMean, sma } from '../../../src/analysis/indicators/sma.ts'
import { Hma, Vwma, Wma } from '../../../src/analysis/indicators/wma.ts'
import { someWalk, walk } from '../some-candles.ts'
import { expectNear, mean, overWindows, sum } from './naive.ts'
import { lineOver } from './run-over.ts'

const period = fc.integer({ min: 2, max: 12 })
const walks = someWalk({ most: 60 })
const { NaN: unknown } = Number

describe('rolling sums and means', () => {
  it('equal the sum and the mean of every window', () => {
    fc.assert(
      fc.property(walks, period, ({ close }, bars) => {
        expectNear(columnOf(new RollingSum(bars), close), overWindows(close, bars, sum))
        expectNear(sma(close, bars), overWindows(close, bars, mean))
      }),
    )
  })

  it('do not drift over many bars, and are exact where all values are equal', () => {
    const values = new Float64Array(200_010).map((_, index) => (index < 200_000 ? 1e9 * ((index * 7919) % 1000) + 0.1 : 0.1))
    const sums = columnOf(new RollingSum(10), values)
    expect(sma(values, 10).at(-1)).toBe(0.1)
    expect(sums.at(-1)).toBe(1)
    expect(sums.at(-2)).toBeCloseTo(1e9 * ((199_999 * 7919) % 1000) + 0.1 + 0.9, 5)
  })

  it('hold no trace of a huge value once it is gone', () => {
    const values = Float64Array.from({ length: 40 }, (_, index) => (index === 7 ? 1e30 : index / 8))
    expect(sma(values, 5).subarray(12)).toEqual(
      sma(
        values.map((value) => (value === 1e30 ? 0 : value)),
        5,
      ).subarray(12),
    )
  })

  it('skip what is unknown in between', () => {
    expect(columnOf(new RollingMean(2), Float64Array.of(1, 3, unknown, 5))).toEqual(Float64Array.of(unknown, 2, unknown, 4))
    expect(columnOf(new Ema(3), Float64Array.of(2, 4, unknown, 6, 12))).toEqual(Float64Array.of(unknown, unknown, unknown, 4, 8))
  })

  it('begin after what is unknown', () => {
    expect(sma(Float64Array.of(unknown, unknown, 2, 4, 6), 2)).toEqual(Float64Array.of(unknown, unknown, unknown, 3, 5))
    expect(sma(Float64Array.of(1, 2), 3)).toEqual(Float64Array.of(unknown, unknown))
  })
})

describe('exponential averages', () => {
  it('begin with the mean and move by their share', () => {
    expect(ema(Float64Array.of(2, 4, 6, 12), 3)).toEqual(Float64Array.of(unknown, unknown, 4, 8))
    expectNear(rma(Float64Array.of(2, 4, 6, 12), 3), [unknown, unknown, 4, 20 / 3], 1e-15)
  })

  it('are unknown where there is too little', () => {
    expect(ema(Float64Array.of(1, 2), 3)).toEqual(Float64Array.of(unknown, unknown))
    expect(rma(new Float64Array(0), 3)).toEqual(new Float64Array(0))
  })

  it('follow a straight line: EMA with a lag, DEMA and TEMA soon without', () => {
    const line = new Float64Array(300).map((_, index) => index)
    expect(ema(line, 9).at(-1)).toBeCloseTo(299 - 4, 8)
    expect(columnOf(new Dema(9), line).at(-1)).toBeCloseTo(299, 8)
    expect(columnOf(new Tema(9), line).at(-1)).toBeCloseTo(299, 8)
  })

  it('have a TRIX that is the growth of a steady growth', () => {
    const growth = new Float64Array(400).map((_, index) => 1.01 ** index)
    expect(columnOf(new Trix(5), growth).at(-1)).toBeCloseTo(1, 8)
  })
})

describe('weighted averages', () => {
  const weighted = (window: readonly number[]): number =>
    sum(window.map((value, index) => value * (index + 1))) / sum(window.map((_, index) => index + 1))

  it('count the newest most', () => {
    expectNear(columnOf(new Wma(3), Float64Array.of(1, 2, 4)), [unknown, unknown, (1 + 4 + 12) / 6])
    fc.assert(
      fc.property(walks, period, ({ close }, bars) => expectNear(columnOf(new Wma(bars), close), overWindows(close, bars, weighted))),
    )
  })

  it('count each value with its volume, or evenly where there was none', () => {
    const candles = { ...walk({ seed: 1, count: 4 }), close: Float64Array.of(1, 3, 5, 7), volume: Float64Array.of(1, 3, 0, 0) }
    expect(lineOver(new Vwma(2), candles)).toEqual(Float64Array.of(unknown, 2.5, 3, 6))
  })

  it('make a Hull average that hardly lags', () => {
    const { close } = walk({ seed: 3, count: 60 })
    const slow = columnOf(new Wma(9), close)
    const raw = columnOf(new Wma(4), close).map((fast, index) => 2 * fast - (slow[index] ?? unknown))
    expectNear(columnOf(new Hma(9), close), Array.from(columnOf(new Wma(3), raw)))
  })
})
