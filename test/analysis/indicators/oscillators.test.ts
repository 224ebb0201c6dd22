import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ema } from '../../../src/analysis/indicators/ema.ts'
import { Extreme } from '../../../src/analysis/indicators/extremes.ts'
import { macd } from '../../../src/analysis/indicators/macd.ts'
import { columnOf } from '../../../src/analysis/indicators/machine.ts'
import { Aroon, Cci, Momentum, Roc } from '../../../src/analysis/indicators/momentum.ts'
import { rsi } from '../../../src/analysis/indicators/rsi.ts'
import { StochRsi, stochastic, WilliamsR } from '../../../src/analysis/indicators/stochastic.ts'
import { someWalk, walk } from '../some-candles.ts'
import { expectNear, mean, overWindows, sum } from './naive.ts'
import { lineOver, overCandles } from './run-over.ts'

const period = fc.integer({ min: 2, max: 12 })
const walks = someWalk({ most: 60 })
const { NaN: unknown } = Number

describe('extremes', () => {
  it('are those of every window, the latest of equal ones', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 40 }), period, (numbers, bars) => {
        const values = Float64Array.from(numbers)
        const [top, bottom] = [new Extreme(bars, 'high'), new Extreme(bars, 'low')]
        const ago = (extreme: Extreme, value: number): number => {
          extreme.next(value)
          return extreme.ago
        }
        expectNear(
          columnOf(new Extreme(bars, 'high'), values),
          overWindows(values, bars, (window) => Math.max(...window)),
        )
        expectNear(
          columnOf(new Extreme(bars, 'low'), values),
          overWindows(values, bars, (window) => Math.min(...window)),
        )
        expectNear(
          values.map((value) => ago(top, value)),
          overWindows(values, bars, (window) => bars - 1 - window.lastIndexOf(Math.max(...window))),
        )
        expectNear(
          values.map((value) => ago(bottom, value)),
          overWindows(values, bars, (window) => bars - 1 - window.lastIndexOf(Math.min(...window))),
        )
      }),
    )
  })
})

describe('RSI', () => {
  it('is the share of the rises in all moves, smoothed by Wilder', () => {
    // Rises 2, 0, 4 and falls 0, 2, 0: averages over two bars are 1 and 1, then (1 + 4) / 2 and 1 / 2.
    expect(rsi(Float64Array.of(10, 12, 10, 14), 2)).toEqual(Float64Array.of(unknown, unknown, 50, 100 * (2.5 / 3)))
  })

  it('is 100 where it only rises, 0 where it only falls or stands', () => {
    const rising = new Float64Array(30).map((_, index) => index)
    expect(rsi(rising, 14).at(-1)).toBe(100)
    expect(
      rsi(
        rising.map((value) => -value),
        14,
      ).at(-1),
    ).toBe(0)
    expect(rsi(new Float64Array(30).fill(5), 14).at(-1)).toBe(0)
  })

  it('stays between 0 and 100', () => {
    fc.assert(
      fc.property(walks, period, ({ close }, bars) =>
        rsi(close, bars).every((value) => Number.isNaN(value) || (value >= 0 && value <= 100)),
      ),
    )
  })
})

describe('MACD', () => {
  it('begins both averages at the bar where the slow one does', () => {
    const values = Float64Array.of(1, 2, 4, 8, 16)
    const lines = macd(values, { fast: 2, slow: 3, signal: 2 })
    const quick = [(2 + 4) / 2, 3 + ((8 - 3) * 2) / 3]
    const calm = [7 / 3, 7 / 3 + (8 - 7 / 3) / 2]
    const line = [(quick[0] ?? 0) - (calm[0] ?? 0), (quick[1] ?? 0) - (calm[1] ?? 0)]
    expect(lines.macd.slice(0, 3)).toEqual(Float64Array.of(unknown, unknown, unknown))
    expect(lines.macd[3]).toBeCloseTo(line[1] ?? 0, 12)
    expect(lines.signal[3]).toBeCloseTo(mean(line), 12)
  })

  it('is the difference of the averages once their beginnings are forgotten, and has one histogram', () => {
    const { close } = walk({ seed: 8, count: 400 })
    const lines = macd(close, { fast: 12, slow: 26, signal: 9 })
    expect(lines.macd.at(-1)).toBeCloseTo((ema(close, 12).at(-1) ?? 0) - (ema(close, 26).at(-1) ?? 0), 8)
    expectNear(
      lines.hist,
      Array.from(lines.macd, (value, index) => value - (lines.signal[index] ?? unknown)),
    )
    expect(macd(close, { fast: 26, slow: 12, signal: 9 })).toEqual(lines)
  })
})

describe('stochastics', () => {
  it('say where the close stands in the range', () => {
    fc.assert(
      fc.property(walks, period, (candles, bars) => {
        const where = overWindows(candles.close, bars, (_, index) => {
          const top = Math.max(...candles.high.slice(index - bars + 1, index + 1))
          const bottom = Math.min(...candles.low.slice(index - bars + 1, index + 1))
          return top === bottom ? 0 : (100 * ((candles.close[index] ?? unknown) - bottom)) / (top - bottom)
        })
        expectNear(stochastic(candles, { period: bars, slowing: 1, signal: 1 }).k, where)
        const slow = overWindows(Float64Array.from(where), 3, mean)
        expectNear(stochastic(candles, { period: bars, slowing: 3, signal: 1 }).k, slow)
        expectNear(stochastic(candles, { period: bars, slowing: 1, signal: 3 }).d, slow)
        const range = (index: number): boolean => where[index] !== 0 || candles.high[index] !== candles.low[index]
        expectNear(
          overCandles(new WilliamsR(bars), candles),
          where.map((value, index) => (range(index) ? value - 100 : 0)),
          1e-8,
        )
      }),
    )
  })

  it('work on the RSI too', () => {
    const candles = walk({ seed: 2, count: 80 })
    const strength = rsi(candles.close, 5)
    const run = (line: number) => lineOver(new StochRsi({ period: 5, window: 4, signal: 3 }), candles, line)
    const { k: same, d: smooth } = stochastic({ high: strength, low: strength, close: strength }, { period: 4, slowing: 1, signal: 3 })
    expect(run(0).subarray(20)).toEqual(same.subarray(20))
    expect(run(1)).toEqual(smooth)
  })
})

describe('moves', () => {
  it('compare with so many bars ago', () => {
    expect(columnOf(new Momentum(2), Float64Array.of(1, 2, 4))).toEqual(Float64Array.of(unknown, unknown, 3))
    expect(columnOf(new Roc(2), Float64Array.of(2, 0, 3, 5))).toEqual(Float64Array.of(unknown, unknown, 50, 0))
  })

  it('are measured in mean deviations by the CCI', () => {
    fc.assert(
      fc.property(walks, period, (candles, bars) => {
        const typical = candles.close.map(
          (close, index) => ((candles.high[index] ?? unknown) + (candles.low[index] ?? unknown) + close) / 3,
        )
        const wanted = overWindows(typical, bars, (window) => {
          const middle = mean(window)
          const deviation = mean(window.map((value) => Math.abs(value - middle)))
          return new Set(window).size === 1 ? 0 : ((window.at(-1) ?? unknown) - middle) / (0.015 * deviation)
        })
        expectNear(overCandles(new Cci(bars), candles), wanted, 1e-7)
      }),
    )
  })

  it('are dated by Aroon', () => {
    const high = Float64Array.of(1, 5, 3, 2)
    const low = Float64Array.of(0, 1, 0, 1)
    const candles = { ...walk({ seed: 1, count: 4 }), high, low }
    const [up, down, osc] = [lineOver(new Aroon(2), candles, 0), lineOver(new Aroon(2), candles, 1), overCandles(new Aroon(2), candles)]
    expect([up[2], up[3], down[2], down[3], osc[3]]).toEqual([50, 0, 100, 50, -50])
    expect(sum([...up.subarray(0, 2)])).toBeNaN()
  })
})
