import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Midpoint } from '../../../../src/analysis/indicators/levels/midpoint.ts'
import { someWalk } from '../../some-candles.ts'
import { expectNear, overWindows } from '../naive.ts'
import { overValues } from '../run-columns.ts'

it('is the middle between the highest and the lowest value', () => {
  expect(overValues(new Midpoint(3), [1, 5, 2, 3])).toEqual(Float64Array.of(Number.NaN, Number.NaN, 3, 3.5))
  fc.assert(
    fc.property(someWalk({ most: 60 }), fc.integer({ min: 2, max: 12 }), ({ close }, period) => {
      const middle = (window: number[]): number => (Math.max(...window) + Math.min(...window)) / 2
      expectNear(overValues(new Midpoint(period), close), overWindows(close, period, middle))
    }),
  )
})
