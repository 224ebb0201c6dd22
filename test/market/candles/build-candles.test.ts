import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Candle, candleAt, candlesFrom } from '../../../src/basics/candles.ts'
import { dividesInto, MINUTE_MS, openOf, TIMEFRAMES } from '../../../src/basics/timeframe.ts'
import { buildCandles, candlesBetween, countMissing } from '../../../src/market/candles/build-candles.ts'
import { risingCandles } from '../../fakes/recorded-files.ts'

const START = Date.UTC(2024, 1, 28, 21)
const coarser = TIMEFRAMES.filter((timeframe) => dividesInto('1m', timeframe))
const price = fc.integer({ min: 1, max: 1000 })

test('candles are built as the naive way builds them, gaps and all', () => {
  const rows = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 9000 }), price, price, price, price, price), {
    selector: ([slot]) => slot,
    minLength: 1,
  })
  fc.assert(
    fc.property(rows, fc.constantFrom(...coarser), (drawn, timeframe) => {
      const candles = drawn
        .sort(([a], [b]) => a - b)
        .map(([slot, a, b, c, d, volume]): Candle => {
          return { time: START + slot * MINUTE_MS, open: a, high: Math.max(a, b, c, d), low: Math.min(a, b, c, d), close: b, volume }
        })
      const built = buildCandles(candlesFrom('1m', candles), timeframe)
      const opens = [...new Set(candles.map(({ time }) => openOf(timeframe, time)))]
      const naive = opens.map((time) => {
        const parts = candles.filter((candle) => openOf(timeframe, candle.time) === time)
        return {
          time,
          open: parts[0]?.open,
          high: Math.max(...parts.map(({ high }) => high)),
          low: Math.min(...parts.map(({ low }) => low)),
          close: parts.at(-1)?.close,
          volume: parts.reduce((sum, { volume }) => sum + volume, 0),
        }
      })
      expect(Array.from(built.time, (_, index) => candleAt(built, index))).toEqual(naive)
      expect(built.timeframe).toBe(timeframe)
    }),
  )
})

test('missing candles are counted between the first and the last', () => {
  const rows = risingCandles('1h', { from: Date.UTC(2024, 0, 1), count: 10 })
  expect(countMissing(candlesFrom('1h', rows))).toBe(0)
  expect(
    countMissing(
      candlesFrom(
        '1h',
        rows.filter((_, index) => index !== 3 && index !== 9),
      ),
    ),
  ).toBe(1)
  expect(countMissing(candlesFrom('1h', []))).toBe(0)
})

test('months are counted by the calendar', () => {
  expect(candlesBetween('1M', Date.UTC(2023, 10, 1), Date.UTC(2024, 2, 1))).toBe(4)
  expect(candlesBetween('1w', Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 15))).toBe(2)
})
