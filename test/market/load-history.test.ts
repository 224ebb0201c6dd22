import { expect, test } from 'vitest'
import { type Candles, candlesFrom } from '../../src/basics/candles.ts'
import { Refusal } from '../../src/basics/refusal.ts'
import { HOUR_MS } from '../../src/basics/timeframe.ts'
import { type HistoryQuery, loadHistory } from '../../src/market/load-history.ts'
import type { CandleQuery } from '../../src/market/market-service.ts'

const MARKET = {
  id: 'binance:BTC/USDT',
  venue: 'binance',
  symbol: 'BTC/USDT',
  base: 'BTC',
  quote: 'USDT',
  tick: '0.01',
  lot: '0.00001',
  active: true,
}
const GIVEN_MAX = 20_000

/** Hours from `first` on; those that `isThere` denies are missing. Gives the last ones before a time, as the market does. */
function marketOf({ first, last, isThere = () => true }: { first: number; last: number; isThere?: (hour: number) => boolean }) {
  const hours = Array.from({ length: last - first + 1 }, (_, index) => first + index).filter(isThere)
  const asked: CandleQuery[] = []
  return {
    asked,
    async candles(query: CandleQuery) {
      asked.push(query)
      expect(query.limit).toBeLessThanOrEqual(GIVEN_MAX)
      const before = hours.filter((hour) => (hour + 1) * HOUR_MS <= (query.to ?? Number.POSITIVE_INFINITY))
      if (before.length === 0) throw new Refusal('not-found', 'There are no candles at this time.')
      const rows = before.slice(-query.limit).map((hour) => ({ time: hour * HOUR_MS, open: 1, high: 1, low: 1, close: hour, volume: 1 }))
      return { market: MARKET, candles: candlesFrom('1h', rows), forming: false, missing: 0, builtFrom: '15m' as const }
    },
  }
}

const load = (market: ReturnType<typeof marketOf>, about: Partial<HistoryQuery>, progress: (done: number, of: number) => void = () => {}) =>
  loadHistory(
    market,
    { market: MARKET, timeframe: '1h', to: 100_000 * HOUR_MS, warmUp: 0, ...about },
    { signal: new AbortController().signal, progress },
  )
const hoursIn = ({ time }: Candles) => [(time[0] ?? 0) / HOUR_MS, (time.at(-1) ?? 0) / HOUR_MS, time.length]

test('loads a span with what warms up before it', async () => {
  const market = marketOf({ first: 0, last: 99_999 })
  const { candles, from, missing, builtFrom } = await load(market, { from: 99_900 * HOUR_MS, warmUp: 50 })
  expect(hoursIn(candles)).toEqual([99_850, 99_999, 150])
  expect([from, missing, builtFrom]).toEqual([50, 0, '15m'])
  expect(market.asked).toHaveLength(1)
})

test('loads long spans piece by piece, without a gap or a candle twice, and says how far it is', async () => {
  const told: (readonly [number, number])[] = []
  const { candles, from } = await load(marketOf({ first: 0, last: 99_999 }), { from: 50_000 * HOUR_MS, warmUp: 100 }, (done, of) =>
    told.push([done, of]),
  )
  expect(hoursIn(candles)).toEqual([49_900, 99_999, 50_100])
  expect(from).toBe(100)
  expect(told).toEqual([
    [20_000, 50_100],
    [40_000, 50_100],
    [50_100, 50_100],
  ])
})

test('all there is, where nobody says how far back', async () => {
  const whole = await load(marketOf({ first: 60_000, last: 99_999 }), {})
  expect(hoursIn(whole.candles)).toEqual([60_000, 99_999, 40_000])
  expect(whole.from).toBe(0)
})

test('counts what is missing in the span, and looks farther back to warm up', async () => {
  const market = marketOf({ first: 0, last: 99_999, isThere: (hour) => hour % 10 !== 5 })
  const { candles, from, missing } = await load(market, { from: 90_000 * HOUR_MS, warmUp: 900 })
  expect(missing).toBe(1000)
  expect(from).toBeGreaterThanOrEqual(900)
  expect(candles.time[from]).toBe(90_000 * HOUR_MS)
})

test('begins with the first candle where the span begins before it', async () => {
  const { candles, from } = await load(marketOf({ first: 99_000, last: 99_999 }), { from: 90_000 * HOUR_MS, warmUp: 10 })
  expect(hoursIn(candles)).toEqual([99_000, 99_999, 1000])
  expect(from).toBe(0)
})

test('refuses more than it takes before it asks for anything, and a market without candles', async () => {
  const market = marketOf({ first: 0, last: 10 })
  await expect(load(market, { from: 0, to: 500_001 * HOUR_MS })).rejects.toMatchObject({ code: 'over-limit' })
  expect(market.asked).toHaveLength(0)
  await expect(load(marketOf({ first: 5, last: 4 }), { from: 0 })).rejects.toMatchObject({ code: 'not-found' })
})
