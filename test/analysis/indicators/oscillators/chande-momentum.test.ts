import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Cmo } from '../../../../src/analysis/indicators/oscillators/chande-momentum.ts'
import { Rsi } from '../../../../src/analysis/indicators/rsi.ts'
import { someWalk } from '../../some-candles.ts'
import { expectNear } from '../naive.ts'
import { overValues } from '../run-columns.ts'

const { NaN: unknown } = Number

it('is rises less falls as a share of all moves, smoothed by Wilder', () => {
  // Rises 2, 0, 4 and falls 0, 2, 0: averages over two bars are 1 and 1, then (1 + 4) / 2 and 1 / 2.
  expectNear(overValues(new Cmo(2), [10, 12, 10, 14]), [unknown, unknown, 0, (100 * 2) / 3])
})

it('is an RSI from −100 to 100', () => {
  fc.assert(
    fc.property(someWalk({ most: 60 }), fc.integer({ min: 2, max: 12 }), ({ close }, period) => {
      const strength = overValues(new Rsi(period), close)
      // An RSI of a market that stands is 0, which is no fall.
      const wanted = Array.from(strength, (value, index) => (new Set(close.slice(0, index + 1)).size === 1 ? value : 2 * value - 100))
      const got = overValues(new Cmo(period), close)
      expectNear(got, wanted)
      expect(got.every((value) => Number.isNaN(value) || Math.abs(value) <= 100)).toBe(true)
    }),
  )
})

it('is 0 where nothing moves, and skips what is unknown', () => {
  expect(overValues(new Cmo(3), new Array(9).fill(0.1)).at(-1)).toBe(0)
  expect(overValues(new Cmo(2), [10, unknown, 12, 10, unknown])).toEqual(Float64Array.of(unknown, unknown, unknown, 0, unknown))
})
