import { expect, test } from 'vitest'
import type { Candle } from '../../../src/basics/candles.ts'
import { HOUR_MS, MINUTE_MS } from '../../../src/basics/timeframe.ts'
import { createCandleKeeper } from '../../../src/market/candles/candle-keeper.ts'
import { contractMarket } from '../../contracts/candle-store.contract.ts'
import { memoryCandleStore } from '../../fakes/candle-store.ts'
import { createFakeWallClock } from '../../fakes/fake-wall-clock.ts'
import { type FlakySource, flakySource } from '../../fakes/flaky-source.ts'
import { risingCandles } from '../../fakes/recorded-files.ts'

const START = Date.UTC(2024, 0, 1)
const market = contractMarket('binance')

function keeperOf(rows: Candle[], hours: number) {
  const store = memoryCandleStore()
  const wall = createFakeWallClock()
  const source = flakySource({ rows, now: START + hours * HOUR_MS })
  const keeper = createCandleKeeper({ source, store, wall })
  const hoursOf = async (from: number, to: number, of = market): Promise<readonly number[]> => {
    const candles = await keeper.candles({ market: of, timeframe: '1h', from: START + from * HOUR_MS, to: START + to * HOUR_MS })
    return [...candles.time].map((time) => (time - START) / HOUR_MS)
  }
  return { store, wall, source, keeper, hoursOf }
}

const requests = ({ asked }: FlakySource): readonly (readonly number[])[] =>
  asked.splice(0).map(({ from, to }) => [(from - START) / HOUR_MS, (to - START) / HOUR_MS])

test('what has closed is asked for once and then kept', async () => {
  const { source, hoursOf, store } = keeperOf(risingCandles('1h', { from: START, count: 100 }), 50)
  expect(await hoursOf(10, 13)).toEqual([10, 11, 12])
  expect(requests(source)).toEqual([[9, 14]])
  expect(await hoursOf(10, 13)).toEqual([10, 11, 12])
  expect(requests(source)).toEqual([])
  expect(await hoursOf(8, 16)).toEqual([8, 9, 10, 11, 12, 13, 14, 15])
  expect(requests(source)).toEqual([
    [7, 11],
    [12, 17],
  ])
  expect((await store.list())[0]).toMatchObject({ marketId: 'binance:BTC/USDT', count: 8 })
})

test('the forming candle comes from the source every time and is never kept', async () => {
  const { source, hoursOf, store } = keeperOf(risingCandles('1h', { from: START, count: 100 }), 5.5)
  expect(await hoursOf(3, 6)).toEqual([3, 4, 5])
  expect(await hoursOf(3, 6)).toEqual([3, 4, 5])
  expect(requests(source)).toHaveLength(2)
  expect((await store.list())[0]).toMatchObject({ count: 2, to: START + 5 * HOUR_MS })
})

test('a long time is asked for in parallel pieces of a thousand candles', async () => {
  const { source, hoursOf } = keeperOf(risingCandles('1h', { from: START, count: 5000 }), 5000)
  expect(await hoursOf(0, 4500)).toHaveLength(4500)
  expect(requests(source).map(([from = 0, to = 0]) => to - from)).toEqual([1002, 1002, 1002, 1002, 502])
})

test('a hole is asked for once more later, filled if it can be, and left alone when the venue says twice that it is empty', async () => {
  const all = risingCandles('1h', { from: START, count: 20 })
  const { source, hoursOf, wall } = keeperOf(
    all.filter((_, hour) => hour !== 4 && hour !== 7),
    15,
  )
  expect(await hoursOf(2, 10)).toEqual([2, 3, 5, 6, 8, 9])
  expect(await hoursOf(2, 10)).toEqual([2, 3, 5, 6, 8, 9])
  expect(requests(source)).toEqual([[1, 11]])
  source.rows = all.filter((_, hour) => hour !== 4)
  wall.advance(11 * MINUTE_MS)
  expect(await hoursOf(2, 10)).toEqual([2, 3, 5, 6, 7, 8, 9])
  expect(requests(source)).toEqual([
    [3, 6],
    [6, 9],
  ])
  wall.advance(1000 * MINUTE_MS)
  expect(await hoursOf(2, 10)).toEqual([2, 3, 5, 6, 7, 8, 9])
  expect(requests(source)).toEqual([])
})

test('impossible candles are set aside, and a right one that comes later takes the place', async () => {
  const all = risingCandles('1h', { from: START, count: 20 })
  const bad = all.map((candle, hour) =>
    hour === 5 ? { ...candle, high: candle.low / 2 } : hour === 6 ? { ...candle, open: 1e5, high: 2e5, close: 1e5 } : candle,
  )
  const { source, hoursOf, wall, store } = keeperOf(bad, 15)
  expect(await hoursOf(4, 8)).toEqual([4, 7])
  expect([...store.faults.values()].map(({ reason }) => reason)).toEqual(['high-below-low', 'spike'])
  source.rows = all
  wall.advance(11 * MINUTE_MS)
  expect(await hoursOf(4, 8)).toEqual([4, 5, 6, 7])
  expect(await store.countFaults()).toBe(2)
})

test('an outage is said, and nothing of it is kept', async () => {
  const { source, hoursOf, store } = keeperOf(risingCandles('1h', { from: START, count: 20 }), 15)
  source.down = true
  await expect(hoursOf(2, 5)).rejects.toMatchObject({ code: 'unavailable' })
  expect(await store.list()).toEqual([])
  source.down = false
  expect(await hoursOf(2, 5)).toEqual([2, 3, 4])
})

test('venues never mix', async () => {
  const { source, hoursOf } = keeperOf(risingCandles('1h', { from: START, count: 20 }), 15)
  await hoursOf(2, 5)
  requests(source)
  await hoursOf(2, 5, contractMarket('kraken'))
  expect(source.asked.map(({ market: { id } }) => id)).toEqual(['kraken:BTC/USDT'])
})

test('a time without end is refused before anybody is asked', async () => {
  const { source, keeper } = keeperOf([], 15)
  await expect(keeper.candles({ market, timeframe: '1m', from: 0, to: START })).rejects.toMatchObject({ code: 'over-limit' })
  expect(source.asked).toEqual([])
})

test('everything else is the source', async () => {
  const { keeper, source } = keeperOf([], 15)
  expect([keeper.kind, keeper.label, keeper.clock.now(), keeper.timeframes(market)]).toEqual(['live', 'Binance', source.now, ['1h']])
  expect(keeper.status()).toEqual({ ok: true, detail: 'fake' })
})

test('how many candles were set aside is said', async () => {
  const rows = risingCandles('1h', { from: START, count: 20 })
  const { keeper, hoursOf } = keeperOf(
    rows.map((row, hour) => (hour === 5 ? { ...row, high: 0.5 } : row)),
    20,
  )
  expect(keeper.status().detail).toBe('fake')
  await hoursOf(0, 4)
  expect(keeper.status().detail).toBe('fake')
  await hoursOf(4, 8)
  expect(keeper.status().detail).toBe('fake; 1 impossible candles set aside')
})
