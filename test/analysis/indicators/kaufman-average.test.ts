import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Kama } from '../../../src/analysis/indicators/kaufman-average.ts'
import { someWalk } from '../some-candles.ts'
import { expectNear, sum } from './naive.ts'
import { overValues } from './run-columns.ts'

const { NaN: unknown } = Number
const [fast, slow] = [2 / 3, 2 / 31]

it('is as fast as an EMA of 2 on a straight way, as slow as one of 30 on the spot', () => {
  expectNear(overValues(new Kama(2), [10, 11, 12, 14]), [unknown, unknown, 11 + fast ** 2, 11 + fast ** 2 + (3 - fast ** 2) * fast ** 2])
  // Up by 2 and down by 2 leads nowhere.
  expectNear(overValues(new Kama(2), [10, 12, 10]), [unknown, unknown, 12 - 2 * slow ** 2])
})

it('goes at the pace of the distance as a share of the way', () => {
  fc.assert(
    fc.property(someWalk({ most: 60 }), fc.integer({ min: 2, max: 12 }), ({ close }, period) => {
      const wanted = new Array<number>(close.length).fill(unknown)
      let level = close[period - 1] ?? unknown
      for (let index = period; index < close.length; index++) {
        const window = [...close.slice(index - period, index + 1)]
        const way = sum(window.slice(1).map((value, step) => Math.abs(value - (window[step] ?? unknown))))
        const distance = Math.abs((window.at(-1) ?? unknown) - (window[0] ?? unknown))
        const pace = ((way === 0 ? 1 : distance / way) * (fast - slow) + slow) ** 2
        level += pace * ((window.at(-1) ?? unknown) - level)
        wanted[index] = level
      }
      expectNear(overValues(new Kama(period), close), wanted)
    }),
  )
})

it('stays where nothing moves, is unknown where there is too little, and skips what is unknown', () => {
  expect(overValues(new Kama(3), [5, 5, 5, 5, 5])).toEqual(Float64Array.of(unknown, unknown, unknown, 5, 5))
  expect(overValues(new Kama(5), [1, 2, 3, 4, 5]).every(Number.isNaN)).toBe(true)
  const known = overValues(new Kama(2), [1, 2, 4, 3])
  expect(overValues(new Kama(2), [unknown, 1, 2, unknown, 4, 3])).toEqual(
    Float64Array.of(unknown, unknown, unknown, unknown, known[2] ?? 0, known[3] ?? 0),
  )
})
