import { beforeEach, expect, test } from 'vitest'
import { candlesFrom, sliceCandles } from '../../src/basics/candles.ts'
import { HOUR_MS, MINUTE_MS, openBefore, openOf } from '../../src/basics/timeframe.ts'
import type { CandleQuery } from '../../src/market/market-service.ts'
import { createRecentCandles } from '../../src/market/recent-candles.ts'
import { contractMarket } from '../contracts/candle-store.contract.ts'

const START = Date.UTC(2024, 0, 1)
const market = contractMarket('binance', 'BTC/USDT')

let now = START
let asked: CandleQuery[] = []
/** How many of the newest candles are not there yet. */
let late = 0
/** How many candles there are before. */
let past = Number.POSITIVE_INFINITY

beforeEach(() => {
  now = START
  asked = []
  late = 0
  past = Number.POSITIVE_INFINITY
})

const service = {
  now: () => now,
  find: async () => market,
  async candles(query: CandleQuery) {
    asked.push(query)
    const { limit, timeframe } = query
    const rows = Array.from({ length: Math.min(limit, past) }, (_, index) => {
      const time = openBefore(timeframe, openOf(timeframe, now), Math.min(limit, past) - index + late)
      return { time, open: 1, high: 1, low: 1, close: 1, volume: 1 }
    })
    return { market, candles: candlesFrom(timeframe, rows), forming: false, missing: 0 }
  },
}
const recently = () => createRecentCandles(service)
const hours = (limit: number) => ({ market, timeframe: '1h', limit }) as const

test('reads again only when the next candle has closed', async () => {
  const { recent } = recently()
  const first = await recent(hours(20))
  now += HOUR_MS - 1
  expect(await recent(hours(20))).toEqual(first)
  expect(asked).toHaveLength(1)
  now += 1
  expect((await recent(hours(20))).time.at(-1)).toBe(START)
  expect(asked).toHaveLength(2)
})

test('gives fewer from what it has, and reads again for more', async () => {
  const { recent } = recently()
  const twenty = await recent(hours(20))
  expect(await recent(hours(5))).toEqual(sliceCandles(twenty, 15))
  expect((await recent(hours(30))).time).toHaveLength(30)
  expect(await recent(hours(25))).toHaveProperty('time.length', 25)
  expect(asked.map(({ limit }) => limit)).toEqual([20, 30])
})

test('remembers that there are no older ones', async () => {
  past = 3
  const { recent } = recently()
  await recent(hours(20))
  expect((await recent(hours(20))).time).toHaveLength(3)
  expect(asked).toHaveLength(1)
})

test('looks again after ten seconds for a candle that should be there', async () => {
  const { recent } = recently()
  late = 1
  await recent(hours(20))
  now += 9999
  await recent(hours(20))
  expect(asked).toHaveLength(1)
  now += 1
  late = 0
  expect((await recent(hours(20))).time.at(-1)).toBe(START - HOUR_MS)
  now += 30 * MINUTE_MS
  await recent(hours(20))
  expect(asked).toHaveLength(2)
})

test('shows nothing of the future to a clock that was set back', async () => {
  const { recent } = recently()
  await recent(hours(20))
  now -= 10 * HOUR_MS
  expect((await recent(hours(20))).time.at(-1)).toBe(START - 11 * HOUR_MS)
})

test('markets and timeframes are kept apart, and what failed is not kept', async () => {
  const { recent } = recently()
  await recent(hours(20))
  await recent({ market, timeframe: '4h', limit: 20 })
  await recent({ market: { id: 'kraken:BTC/USD' }, timeframe: '1h', limit: 20 })
  expect(asked).toHaveLength(3)
  const failing = createRecentCandles({ ...service, candles: async () => Promise.reject(new Error('no')) })
  await expect(failing.recent(hours(3))).rejects.toThrow('no')
  await expect(failing.recent(hours(3))).rejects.toThrow('no')
})

test('forgets what nobody asked for before it holds too much', async () => {
  const { recent } = recently()
  for (let each = 0; each < 40; each++) await recent({ market: { id: `one:${each}/USDT` }, timeframe: '1h', limit: 10_000 })
  await recent({ market: { id: 'one:39/USDT' }, timeframe: '1h', limit: 10_000 })
  expect(asked).toHaveLength(40)
  await recent({ market: { id: 'one:0/USDT' }, timeframe: '1h', limit: 10_000 })
  expect(asked).toHaveLength(41)
})
