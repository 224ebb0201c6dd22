import { expect, test } from 'vitest'
import { candlesFrom } from '../../src/basics/candles.ts'
import { HOUR_MS } from '../../src/basics/timeframe.ts'
import { manyCandles } from '../../src/commands/many-candles.ts'
import type { Market } from '../../src/market/market-ports.ts'
import type { CandleQuery, CandleSeries } from '../../src/market/market-service.ts'

const market: Market = { id: 'x:A/B', venue: 'x', symbol: 'A/B', base: 'A', quote: 'B', tick: '1', lot: '1', active: true }

/** A market with as many hourly candles as are said, the last one closing now. */
function service(known: number) {
  const asked: CandleQuery[] = []
  return {
    asked,
    async candles(query: CandleQuery): Promise<CandleSeries> {
      asked.push(query)
      const end = (query.to ?? known * HOUR_MS) / HOUR_MS
      const rows = Array.from({ length: Math.min(query.limit, end) }, (_, index) => end - Math.min(query.limit, end) + index)
      const candles = candlesFrom(
        '1h',
        rows.map((hour) => ({ time: hour * HOUR_MS, open: hour, high: hour, low: hour, close: hour, volume: 1 })),
      )
      return { market, candles, forming: false, missing: 0 }
    },
  }
}

test.each([
  [5, 100, 1],
  [45_000, 100_000, 3],
  [45_000, 25_000, 2],
  [150_000, 1_000_000, 5],
  [0, 10, 1],
])('of %i candles it gives the last %i, in %i questions', async (known, count, questions) => {
  const { asked, candles } = service(known)
  const { time } = await manyCandles({ candles }, { market, timeframe: '1h', count }, new AbortController().signal)
  const expected = Math.min(known, count, 100_000)
  expect(time).toHaveLength(expected)
  expect(time[0]).toBe(expected === 0 ? undefined : (known - expected) * HOUR_MS)
  expect(time.every((at, index) => index === 0 || at - (time[index - 1] ?? 0) === HOUR_MS)).toBe(true)
  expect(asked).toHaveLength(questions)
})
