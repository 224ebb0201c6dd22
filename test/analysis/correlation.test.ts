import fc from 'fast-check'
import { expect, test } from 'vitest'
import { correlationOf } from '../../src/analysis/correlation.ts'
import { type Candles, candlesFrom } from '../../src/basics/candles.ts'

const HOUR_MS = 3_600_000

const closing = (closes: readonly number[], from = 0): Candles =>
  candlesFrom(
    '1h',
    closes.map((close, index) => ({ time: (from + index) * HOUR_MS, open: close, high: close, low: close, close, volume: 1 })),
  )
const wave = Array.from({ length: 30 }, (_, index) => 100 + 10 * Math.sin(index))

test('a market moves with itself, and against its mirror', () => {
  expect(correlationOf(closing(wave), closing(wave.map((close) => close * 3)))).toBeCloseTo(1, 12)
  expect(correlationOf(closing(wave), closing(wave.map((close) => 1 / close)))).toBeCloseTo(-1, 12)
})

test('a known value', () => {
  const closesOf = (changes: readonly number[]): readonly number[] => {
    const closes = [1]
    for (const change of changes) closes.push((closes.at(-1) ?? 1) * Math.exp(change))
    return closes
  }
  const x = Array.from({ length: 20 }, (_, index) => [1, -1, 2, -2][index % 4] ?? 0)
  const y = Array.from({ length: 20 }, (_, index) => [1, 1, 1, -3][index % 4] ?? 0)
  expect(correlationOf(closing(closesOf(x.map((each) => each / 100))), closing(closesOf(y.map((each) => each / 100))))).toBeCloseTo(
    8 / Math.sqrt(120),
    10,
  )
})

test('only candles of the same time are compared', () => {
  expect(correlationOf(closing(wave), closing(wave, 5))).not.toBeCloseTo(1, 2)
  expect(correlationOf(closing(wave), closing(wave.slice(5), 5))).toBeCloseTo(1, 12)
})

test('too little, or what never moves, tells nothing', () => {
  expect(correlationOf(closing(wave.slice(0, 20)), closing(wave.slice(0, 20)))).toBeUndefined()
  expect(correlationOf(closing(wave), closing(wave.map(() => 5)))).toBeUndefined()
})

test('it lies between -1 and 1, and is the same both ways', () => {
  const closes = fc.array(fc.double({ min: 0.001, max: 1_000, noNaN: true }), { minLength: 25, maxLength: 40 })
  fc.assert(
    fc.property(closes, closes, (one, other) => {
      const there = correlationOf(closing(one), closing(other))
      const back = correlationOf(closing(other), closing(one))
      if (there === undefined || back === undefined) {
        expect(there).toBe(back)
        return
      }
      expect(Math.abs(there)).toBeLessThanOrEqual(1)
      expect(there).toBeCloseTo(back, 9)
    }),
  )
})
