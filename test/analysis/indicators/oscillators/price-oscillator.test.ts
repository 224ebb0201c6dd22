import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Apo, Ppo } from '../../../../src/analysis/indicators/oscillators/price-oscillator.ts'
import { someWalk } from '../../some-candles.ts'
import { expectNear, mean, overWindows } from '../naive.ts'
import { overValues } from '../run-columns.ts'

const { NaN: unknown } = Number

it('compares a fast mean with a slow one', () => {
  expect(overValues(new Apo(2, 3), [1, 2, 6])).toEqual(Float64Array.of(unknown, unknown, 1))
  expectNear(overValues(new Ppo(2, 3), [1, 2, 6]), [unknown, unknown, 100 / 3])
  fc.assert(
    fc.property(someWalk({ most: 60 }), fc.integer({ min: 2, max: 6 }), fc.integer({ min: 6, max: 12 }), ({ close }, fast, slow) => {
      const distance = (window: number[]): number => mean(window.slice(-fast)) - mean(window)
      expectNear(overValues(new Apo(fast, slow), close), overWindows(close, slow, distance), 1e-7)
      const percent = (window: number[]): number => (100 * distance(window)) / mean(window)
      expectNear(overValues(new Ppo(fast, slow), close), overWindows(close, slow, percent), 1e-7)
    }),
  )
})

it('takes the shorter period as the fast one, whichever way round they are given', () => {
  const values = [1, 2, 6, 3, 9]
  expect(overValues(new Apo(3, 2), values)).toEqual(overValues(new Apo(2, 3), values))
  expect(overValues(new Ppo(3, 2), values)).toEqual(overValues(new Ppo(2, 3), values))
})

it('is 0 where nothing moves or the slow mean is 0, and skips what is unknown', () => {
  expect(overValues(new Ppo(2, 3), [0.1, 0.1, 0.1])[2]).toBe(0)
  expect(overValues(new Ppo(2, 3), [-3, 1, 2])[2]).toBe(0)
  expect(overValues(new Apo(2, 3), [1, unknown, 2, 6])).toEqual(Float64Array.of(unknown, unknown, unknown, 1))
})
