import { expect, it } from 'vitest'
import { Adx } from '../../../../src/analysis/indicators/directional.ts'
import { Adxr } from '../../../../src/analysis/indicators/oscillators/adx-rating.ts'
import { walk } from '../../some-candles.ts'
import { expectNear } from '../naive.ts'
import { overCandles } from '../run-columns.ts'

it('is the mean of the ADX now and a period ago', () => {
  const candles = walk({ seed: 6, count: 60 })
  const strength = overCandles(new Adx(5), candles)
  const wanted = Array.from(strength, (value, index) => (value + (strength[index - 4] ?? Number.NaN)) / 2)
  const rating = overCandles(new Adxr(5), candles)
  expectNear(rating, wanted)
  expect(rating.findIndex((value) => !Number.isNaN(value))).toBe(13)
})
