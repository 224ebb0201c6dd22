import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lagOf, T3, Trima, Zlema } from '../../../src/analysis/indicators/composed-averages.ts'
import { Ema } from '../../../src/analysis/indicators/ema.ts'
import { Dema } from '../../../src/analysis/indicators/multiple-ema.ts'
import { someWalk, walk } from '../some-candles.ts'
import { expectNear, overWindows, sum } from './naive.ts'
import { overValues } from './run-columns.ts'

const period = fc.integer({ min: 2, max: 12 })
const walks = someWalk({ most: 60 })
const { NaN: unknown } = Number

describe('TRIMA', () => {
  it('counts the middle of the window most, as a triangle', () => {
    expect(overValues(new Trima(3), [1, 2, 6])).toEqual(Float64Array.of(unknown, unknown, (1 + 2 * 2 + 6) / 4))
    expect(overValues(new Trima(4), [1, 2, 6, 4])[3]).toBeCloseTo((1 + 2 * 2 + 2 * 6 + 4) / 6, 12)
    fc.assert(
      fc.property(walks, period, ({ close }, bars) => {
        const weights = Array.from({ length: bars }, (_, index) => Math.min(index + 1, bars - index))
        const triangle = (window: number[]): number => sum(window.map((value, index) => value * (weights[index] ?? 0))) / sum(weights)
        expectNear(overValues(new Trima(bars), close), overWindows(close, bars, triangle))
      }),
    )
  })
})

describe('T3', () => {
  it('is an EMA of an EMA of an EMA without swing', () => {
    fc.assert(
      fc.property(walks, period, ({ close }, bars) => {
        const thrice = [1, 2, 3].reduce((values) => overValues(new Ema(bars), values), close)
        const wanted = Array.from(thrice, (value, index) => (index < 6 * (bars - 1) ? unknown : value))
        expectNear(overValues(new T3(bars, 0), close), wanted)
      }),
    )
  })

  it('is a DEMA of a DEMA of a DEMA with all of it, once their beginnings are forgotten', () => {
    const { close } = walk({ seed: 4, count: 300 })
    const thrice = [1, 2, 3].reduce((values) => overValues(new Dema(5), values), close)
    expect(overValues(new T3(5, 1), close).at(-1)).toBeCloseTo(thrice.at(-1) ?? unknown, 9)
  })

  it('stays where all values are equal', () => {
    expect(overValues(new T3(3, 0.7), new Array(20).fill(7)).at(-1)).toBeCloseTo(7, 12)
  })
})

describe('ZLEMA', () => {
  it('averages what values would be if they went on', () => {
    // The lag of 3 bars is one: 2 + 1, 4 + 2, 10 + 6 begin as their mean, and 16 moves it by half.
    expect(overValues(new Zlema(3), [1, 2, 4, 10, 13])).toEqual(
      Float64Array.of(unknown, unknown, unknown, 25 / 3, 25 / 3 + (16 - 25 / 3) / 2),
    )
  })

  it('keeps up with a straight line', () => {
    const line = Array.from({ length: 100 }, (_, index) => index)
    expect(overValues(new Zlema(9), line).at(-1)).toBeCloseTo(99, 8)
    expect([2, 3, 4, 9].map(lagOf)).toEqual([0, 1, 1, 4])
  })
})

it('skips what is unknown', () => {
  for (const make of [() => new Trima(4), () => new T3(2, 0.7), () => new Zlema(5)]) {
    const values = [5, 7, 6, 9, 8, 3, 4, 6, 7, 9, 12, 11]
    const plain = overValues(make(), values)
    const holed = overValues(make(), [unknown, ...values.slice(0, 8), unknown, ...values.slice(8)])
    expect(holed[9]).toBeNaN()
    expect(holed.filter((_, index) => index !== 0 && index !== 9)).toEqual(plain)
  }
})
