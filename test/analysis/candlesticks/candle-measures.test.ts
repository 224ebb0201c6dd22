import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  DOJI,
  LONG,
  looks,
  measureCandles,
  NO_LOWER,
  NO_UPPER,
  SHORT,
  startMeasures,
  WHITE,
} from '../../../src/analysis/candlesticks/candle-measures.ts'
import { candlestickAt } from '../../../src/analysis/candlesticks/candlestick.ts'
import { CANDLESTICK_PATTERNS } from '../../../src/analysis/candlesticks/candlesticks.ts'
import { candleAt } from '../../../src/basics/candles.ts'
import { CALM, candlesOf } from '../planted-candles.ts'
import { someWalk } from '../some-candles.ts'

it('compares a candle with the ten before it', () => {
  const { shape, body } = measureCandles(candlesOf([...CALM, [100, 102.1, 99.9, 102.01], [100, 103, 99, 101.9], [101, 102, 100, 101.3]]))
  expect(body[14]).toBeCloseTo(2.01)
  expect((shape[14] ?? 0) & (WHITE | LONG | NO_UPPER | NO_LOWER | DOJI)).toBe(WHITE | LONG | NO_UPPER | NO_LOWER)
  expect((shape[15] ?? 0) & (WHITE | LONG | SHORT | NO_UPPER | NO_LOWER | DOJI)).toBe(WHITE | SHORT)
  expect((shape[16] ?? 0) & (SHORT | DOJI)).toBe(SHORT | DOJI)
  expect((shape[9] ?? 0) & (LONG | SHORT | DOJI)).toBe(0)
})

it('sees one candle after another what it sees in all at once, bit for bit, however many come', () => {
  fc.assert(
    fc.property(someWalk({ most: 400 }), (candles) => {
      const all = measureCandles(candles)
      const { measures, add } = startMeasures()
      const one: number[] = []
      const whole: number[] = []
      for (let index = 0; index < candles.time.length; index++) {
        const candle = candleAt(candles, index)
        const place = candle === undefined ? 0 : add(candle)
        one.push(measures.shape[place] ?? 0)
        whole.push(all.shape[index] ?? 0)
        for (const pattern of CANDLESTICK_PATTERNS.filter(({ warmUp }) => index >= warmUp)) {
          one.push(candlestickAt(pattern, measures, place))
          whole.push(candlestickAt(pattern, all, index))
        }
      }
      expect(one).toEqual(whole)
    }),
  )
})

it('calls candles that never move dojis, without a word of shadows', () => {
  const { shape } = measureCandles(candlesOf(Array.from({ length: 12 }, () => [5, 5, 5, 5])))
  expect(looks({ ...measureCandles(candlesOf([])), shape }, 11, DOJI | WHITE)).toBe(true)
  expect((shape[11] ?? 0) & (NO_UPPER | NO_LOWER | LONG | SHORT)).toBe(0)
})
