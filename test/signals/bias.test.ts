import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Candles, candlesFrom, makeCandles } from '../../src/basics/candles.ts'
import { HOUR_MS } from '../../src/basics/timeframe.ts'
import { biasAt, biasParts, higherBiases } from '../../src/signals/bias.ts'
import { closeOf, readSeries } from '../../src/signals/series-reading.ts'
import { someWalk, walk } from '../analysis/some-candles.ts'
import { beginning, everyNth } from './some-readings.ts'

const RUNS = everyNth(10)

/** A steady move of so much a candle, with wicks that are no longer than its body. */
function steady(step: number): Candles {
  const rows = Array.from({ length: 320 }, (_, index) => {
    const open = 1000 + step * index
    const close = open + step
    return { time: index * HOUR_MS, open, close, high: Math.max(open, close) + 0.5, low: Math.min(open, close) - 0.5, volume: 10 }
  })
  return candlesFrom('1h', rows)
}

test('a steady rise has a high bias, a steady fall a low one', () => {
  expect(biasAt(readSeries(steady(2)), 319)).toBeGreaterThan(30)
  expect(biasAt(readSeries(steady(-2)), 319)).toBeLessThan(-30)
  expect(biasParts(readSeries(steady(2)), 319)[0]).toEqual({
    name: 'trend',
    value: expect.closeTo(1, 5),
    words: 'EMA 50 above EMA 200 and rising, price above it',
  })
})

test('a bias is made of parts from −1 to 1, as far as they are known, on any candles', () => {
  fc.assert(
    fc.property(someWalk({ most: 300 }), (candles) => {
      const reading = readSeries(candles)
      for (let index = 0; index < candles.time.length; index += 13) {
        const bias = biasAt(reading, index)
        expect(Number.isInteger(bias) && Math.abs(bias) <= 100, `${bias}`).toBe(true)
        for (const { value, words } of biasParts(reading, index)) {
          expect(Math.abs(value)).toBeLessThanOrEqual(1)
          expect(words).not.toMatch(/NaN|Infinity|undefined/)
        }
      }
    }),
    RUNS,
  )
})

test('nothing is known of a single candle, or of one that never moved', () => {
  expect(biasParts(readSeries(walk({ seed: 1, count: 1 })), 0)).toEqual([])
  const still = candlesFrom(
    '1h',
    Array.from({ length: 300 }, (_, index) => ({ time: index * HOUR_MS, open: 5, high: 5, low: 5, close: 5, volume: 0 })),
  )
  expect(biasParts(readSeries(still), 299)).toEqual([])
  expect(biasAt(readSeries(still), 299)).toBe(0)
})

test('a bias knows no later candle and no price level', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 60, max: 320 }), (seed, count) => {
      const candles = walk({ seed, count: 320 })
      const scaled = makeCandles('1h', (name) =>
        name === 'time' || name === 'volume' ? candles[name] : candles[name].map((price) => price / 1024),
      )
      const then = readSeries(beginning(candles, count))
      expect(biasParts(readSeries(candles), count - 1)).toEqual(biasParts(then, count - 1))
      expect(biasParts(readSeries(scaled), count - 1)).toEqual(biasParts(then, count - 1))
    }),
    RUNS,
  )
})

test('coarser timeframes speak after their last closed candle, for three candles', () => {
  const higher = readSeries(walk({ seed: 5, count: 300, timeframe: '4h' }))
  const at = (now: number): number | undefined => higherBiases([higher], now)[0]?.bias
  const close = closeOf(higher.candles, 150)
  expect(higherBiases([higher], close)).toEqual([{ timeframe: '4h', bias: biasAt(higher, 150) }])
  expect(at(close - 1)).toBe(biasAt(higher, 149))
  expect(at(close + 4 * HOUR_MS - 1)).toBe(biasAt(higher, 150))
  const end = closeOf(higher.candles, 299)
  expect(at(end + 12 * HOUR_MS)).toBe(biasAt(higher, 299))
  expect(at(end + 12 * HOUR_MS + 1)).toBeUndefined()
  expect(at(higher.candles.time[0] ?? 0)).toBeUndefined()
})
