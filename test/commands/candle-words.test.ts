import { expect, test } from 'vitest'
import { candlesFrom } from '../../src/basics/candles.ts'
import { DAY_MS, HOUR_MS } from '../../src/basics/timeframe.ts'
import { candleNotes } from '../../src/commands/candle-words.ts'

const OPENS = Date.UTC(2024, 0, 20)
const series = {
  candles: candlesFrom('1h', [{ time: OPENS, open: 1, high: 1, low: 1, close: 1, volume: 1 }]),
  forming: false,
  missing: 0,
}

test('says nothing of what is as it should be', () => {
  expect(candleNotes(series, OPENS + HOUR_MS)).toBe('')
  expect(candleNotes(series, OPENS + DAY_MS)).toBe('')
  expect(candleNotes({ ...series, candles: candlesFrom('1h', []) }, OPENS)).toBe('')
})

test('says when the candles end long ago, and what else there is to know', () => {
  expect(candleNotes(series, OPENS + HOUR_MS + 2180 * DAY_MS)).toBe('The last candle closed 2180 d ago.')
  expect(candleNotes({ ...series, forming: true, builtFrom: '5m', missing: 1 }, OPENS)).toBe(
    'The last candle is not closed yet. Built from candles of 5m. 1 candle is missing in between.',
  )
})
