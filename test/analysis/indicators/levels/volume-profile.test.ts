import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { VolumeProfile } from '../../../../src/analysis/indicators/levels/volume-profile.ts'
import { type Candle, type Candles, candlesFrom } from '../../../../src/basics/candles.ts'
import { someWalk } from '../../some-candles.ts'
import { runOver } from '../run-columns.ts'

const bar = (low: number, high: number, volume: number): Candle => ({ time: 0, open: low, high, low, close: high, volume })
const lastOf = (period: number, candles: Candles): number[] =>
  runOver(new VolumeProfile(period), candles).map((column) => column.at(-1) ?? Number.NaN)
const profile = (...bars: readonly Candle[]): number[] => lastOf(bars.length, candlesFrom('1h', bars))

describe('the volume profile', () => {
  // From 0 to 24 each bin is one wide.
  it('finds the fullest price and where 70 % of the volume was traded', () => {
    // 24 spread over all, 10 at 10 to 11, 50 at 11 to 12: of 84, 58.8 are reached with 51 + 11, downwards, where more was traded.
    expect(profile(bar(0, 24, 24), bar(10, 11, 10), bar(11.2, 11.9, 50))).toEqual([11.5, 12, 10])
  })

  it('grows upwards where both sides are equal', () => {
    // 24 over all and 6 in the bin of 12: 7 of 30, and 21 take 14 bins more, upwards first, until the top is reached.
    expect(profile(bar(0, 24, 24), bar(12.5, 12.5, 6))).toEqual([12.5, 24, 9])
  })

  it('takes the lowest of equal bins', () => {
    expect(profile(bar(0, 24, 24))).toEqual([0.5, 17, 0])
  })

  it('counts the top of the range to the highest bin', () => {
    expect(profile(bar(0, 24, 1), bar(24, 24, 99))).toEqual([23.5, 24, 23])
  })

  it('counts bars alike where nothing was traded', () => {
    expect(profile(bar(0, 24, 0), bar(5.1, 5.9, 0))).toEqual(profile(bar(0, 24, 1), bar(5.1, 5.9, 1)))
  })

  it('is one price where there is but one', () => {
    expect(profile(bar(7, 7, 3), bar(7, 7, 0))).toEqual([7, 7, 7])
  })

  it('forgets what left the window, and is unknown until it is full', () => {
    const bars = [bar(90, 95, 1000), bar(0, 24, 24), bar(11.2, 11.9, 50)]
    expect(lastOf(2, candlesFrom('1h', bars))).toEqual(profile(...bars.slice(1)))
    expect(lastOf(4, candlesFrom('1h', bars)).every(Number.isNaN)).toBe(true)
  })

  it('holds 70 % of the volume around its fullest bin, within the range', () => {
    fc.assert(
      fc.property(someWalk({ most: 40 }), (candles) => {
        const { high, low, volume } = candles
        const [poc = 0, vah = 0, val = 0] = lastOf(high.length, candles)
        const [top, bottom] = [Math.max(...high), Math.min(...low)]
        const ulp = top * 1e-13
        expect([val >= bottom - ulp, poc >= val - ulp, vah >= poc - ulp, top >= vah - ulp]).toEqual([true, true, true, true])
        const [traded, held] = volumeBetween(candles, { low: val - ulp, high: vah + ulp })
        expect(held).toBeGreaterThanOrEqual(0.7 * traded * (1 - 1e-9))
        expect(volume.length).toBe(high.length)
      }),
    )
  })
})

/** The volume of all bars, evenly spread over each, and how much of it was traded between two prices. */
function volumeBetween({ high, low, volume }: Candles, { low: from, high: to }: { low: number; high: number }): [number, number] {
  let [all, between] = [0, 0]
  for (const [index, top] of high.entries()) {
    const bottom = low[index] ?? Number.NaN
    const part = top === bottom ? Number(bottom >= from && top <= to) : (Math.min(top, to) - Math.max(bottom, from)) / (top - bottom)
    all += volume[index] ?? 0
    between += Math.max(0, part) * (volume[index] ?? 0)
  }
  return [all, between]
}
