import { describe, expect, test } from 'vitest'
import type { Candle } from '../../../src/basics/candles.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, type Timeframe } from '../../../src/basics/timeframe.ts'
import { candleSeries } from '../../../src/market/candles/candle-series.ts'
import type { CandleQuery } from '../../../src/market/market-service.ts'
import { readRecordedCandles } from '../../../src/market/recorded/recorded-candles.ts'
import { replayMarket } from '../../../src/market/recorded/replay-market.ts'
import { createFakeWallClock } from '../../fakes/fake-wall-clock.ts'
import { recordedFiles, risingCandles } from '../../fakes/recorded-files.ts'

const START = Date.UTC(2024, 0, 1)
const hours = risingCandles('1h', { from: START, count: 24 * 40 })

async function seriesAt(
  at: number,
  query: Omit<CandleQuery, 'market'>,
  files: Readonly<Record<string, readonly Candle[]>> = { 'binance_BTC_USDT_1h.csv': hours },
) {
  const recorded = await readRecordedCandles(recordedFiles(files), START + 3650 * DAY_MS)
  const source = await replayMarket({ recorded, wall: createFakeWallClock(), speed: 1, at })
  const [market] = await source.markets()
  if (market === undefined) throw new Error('no market')
  const { candles, market: _, ...rest } = await candleSeries(source, { market, ...query })
  return { ...rest, count: candles.time.length, first: candles.time[0], last: candles.time.at(-1), close: candles.close.at(-1) }
}

describe('the last candles', () => {
  const at = START + 100.5 * HOUR_MS

  test('are closed ones', async () => {
    expect(await seriesAt(at, { timeframe: '1h', limit: 10 })).toEqual({
      count: 10,
      first: START + 90 * HOUR_MS,
      last: START + 99 * HOUR_MS,
      close: 200,
      forming: false,
      missing: 0,
    })
  })

  test('have the forming one with them when it is asked for', async () => {
    const series = await seriesAt(at, { timeframe: '1h', limit: 10, forming: true })
    expect(series).toMatchObject({ count: 10, last: START + 100 * HOUR_MS, close: 200, forming: true })
  })

  test('are built from the coarsest finer ones', async () => {
    const files = { 'binance_BTC_USDT_1h.csv': hours, 'binance_BTC_USDT_1m.csv': risingCandles('1m', { from: START, count: 1440 * 5 }) }
    const series = await seriesAt(at, { timeframe: '4h', limit: 5 }, files)
    expect(series).toMatchObject({ count: 5, builtFrom: '1h', first: START + 80 * HOUR_MS, last: START + 96 * HOUR_MS, close: 200 })
    expect(await seriesAt(at, { timeframe: '30m', limit: 5 }, files)).toMatchObject({ count: 5, builtFrom: '1m' })
  })

  test('end before a time in the past when that is asked for', async () => {
    expect(await seriesAt(at, { timeframe: '1h', limit: 3, to: START + 20.5 * HOUR_MS })).toMatchObject({
      last: START + 19 * HOUR_MS,
      forming: false,
    })
    expect(await seriesAt(at, { timeframe: '1h', limit: 3, to: START + 20 * HOUR_MS, forming: true })).toMatchObject({
      last: START + 19 * HOUR_MS,
    })
    expect(await seriesAt(at, { timeframe: '1h', limit: 3, to: START + 9000 * HOUR_MS })).toMatchObject({ last: START + 99 * HOUR_MS })
  })

  test('are as many as were asked for when there are gaps, and say what is missing', async () => {
    const gappy = { 'binance_BTC_USDT_1h.csv': hours.filter((_, hour) => hour % 10 !== 5 && !(hour > 60 && hour < 90)) }
    const series = await seriesAt(at, { timeframe: '1h', limit: 20 }, gappy)
    expect(series).toMatchObject({ count: 20, last: START + 99 * HOUR_MS })
    expect(series.missing).toBe(((series.last ?? 0) - (series.first ?? 0)) / HOUR_MS + 1 - 20)
    expect(series.missing).toBeGreaterThan(29)
  })

  test('are the last there were of a market that has ended', async () => {
    const files = {
      'binance_BTC_USDT_1h.csv': hours.slice(0, 50),
      'kraken_BTC_USD_1d.csv': risingCandles('1d', { from: START, count: 900 }),
    }
    expect(await seriesAt(START + 800 * DAY_MS, { timeframe: '1h', limit: 10, forming: true }, files)).toMatchObject({
      count: 10,
      last: START + 49 * HOUR_MS,
      forming: false,
    })
  })

  test('are all there are when there are fewer', async () => {
    expect(await seriesAt(at, { timeframe: '1d', limit: 500 })).toMatchObject({ count: 4, first: START, missing: 0, builtFrom: '1h' })
  })
})

test.each([0, -1, 1.5, 20_001, Number.NaN])('%d candles are refused', async (limit) => {
  await expect(seriesAt(START + HOUR_MS, { timeframe: '1h', limit })).rejects.toMatchObject({ code: 'over-limit' })
})

test.each<[Timeframe, string]>([
  ['5m', 'BTC/USDT has candles of 1h and coarser at this time.'],
  ['30m', 'BTC/USDT has candles of 1h and coarser at this time.'],
])('%s is refused where there is nothing finer', async (timeframe, message) => {
  const files = { 'binance_BTC_USDT_1h.csv': hours, 'binance_BTC_USDT_1m.csv': risingCandles('1m', { from: START, count: 60 }) }
  await expect(seriesAt(START + 20 * DAY_MS, { timeframe, limit: 5 }, files)).rejects.toMatchObject({ code: 'not-found', message })
  expect(await seriesAt(START + 30 * MINUTE_MS, { timeframe, limit: 5 }, files)).toMatchObject({ builtFrom: '1m' })
})
