import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Candle, candleAt } from '../../../src/basics/candles.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, openOf, type Timeframe } from '../../../src/basics/timeframe.ts'
import type { MarketSource } from '../../../src/market/market-ports.ts'
import { createMarketService } from '../../../src/market/market-service.ts'
import { readRecordedCandles } from '../../../src/market/recorded/recorded-candles.ts'
import { recordedMarket } from '../../../src/market/recorded/recorded-market.ts'
import { fixedClock } from '../../../src/market/recorded/replay-clock.ts'
import { recordedFiles, risingCandles } from '../../fakes/recorded-files.ts'

const START = Date.UTC(2021, 4, 17)
const LATER = Date.UTC(2026, 0, 1)

async function marketAt(at: number, files: Readonly<Record<string, readonly Candle[]>>): Promise<MarketSource> {
  const history = await readRecordedCandles(recordedFiles(files), LATER)
  return recordedMarket({ kind: 'replay', label: 'Replay', history, clock: fixedClock(at), status: () => ({ ok: true, detail: '' }) })
}

async function priceAt(at: number, files: Readonly<Record<string, readonly Candle[]>>) {
  const market = await marketAt(at, files)
  const [ticker] = await market.tickers(await market.markets())
  return ticker && { price: ticker.last.toNumber(), at: ticker.at }
}

describe('the price at a moment', () => {
  const hours = { 'binance_BTC_USDT_1h.csv': risingCandles('1h', { from: START, count: 48 }) }

  test('is the open inside a candle, whatever comes later in it', async () => {
    expect(await priceAt(START + 5 * HOUR_MS, hours)).toEqual({ price: 105, at: START + 5 * HOUR_MS })
    expect(await priceAt(START + 6 * HOUR_MS - 1, hours)).toEqual({ price: 105, at: START + 5 * HOUR_MS })
  })

  test('is the last close in a gap', async () => {
    const rows = risingCandles('1h', { from: START, count: 10 }).filter((_, index) => index !== 5 && index !== 6)
    const gap = { 'binance_BTC_USDT_1h.csv': rows }
    expect(await priceAt(START + 6.5 * HOUR_MS, gap)).toEqual({ price: 105, at: START + 5 * HOUR_MS })
    expect(await priceAt(START + 7 * HOUR_MS, gap)).toEqual({ price: 107, at: START + 7 * HOUR_MS })
  })

  test('is found across a gap of any length, and stays when the recording has ended', async () => {
    const rows = risingCandles('1m', { from: START, count: 3 })
    const far = { ...rows[2], time: START + 400 * DAY_MS } as Candle
    const files = { 'binance_BTC_USDT_1m.csv': [...rows, far] }
    expect(await priceAt(START + 399 * DAY_MS, files)).toEqual({ price: 103, at: START + 3 * MINUTE_MS })
    expect(await priceAt(START + 900 * DAY_MS, files)).toEqual({ price: 103, at: START + 400 * DAY_MS + MINUTE_MS })
  })

  test('comes from the finest series that covers the moment, else from the newest thing known', async () => {
    const files = {
      'binance_BTC_USDT_1d.csv': risingCandles('1d', { from: START, count: 10, price: 1000 }),
      'binance_BTC_USDT_1m.csv': risingCandles('1m', { from: START + 2 * DAY_MS, count: 60, price: 5000 }),
    }
    expect(await priceAt(START + DAY_MS + HOUR_MS, files)).toEqual({ price: 1001, at: START + DAY_MS })
    expect(await priceAt(START + 2 * DAY_MS + 90_000, files)).toEqual({ price: 5001, at: START + 2 * DAY_MS + MINUTE_MS })
    expect(await priceAt(START + 2 * DAY_MS + 2 * HOUR_MS, files)).toEqual({ price: 5060, at: START + 2 * DAY_MS + HOUR_MS })
    expect(await priceAt(START + 3 * DAY_MS, files)).toEqual({ price: 1003, at: START + 3 * DAY_MS })
  })
})

describe('the day before', () => {
  test('covers the last 24 hours of closed candles', async () => {
    const market = await marketAt(START + 30 * HOUR_MS + 5, { 'binance_BTC_USDT_1h.csv': risingCandles('1h', { from: START, count: 48 }) })
    const [ticker] = await market.tickers(await market.markets())
    expect(ticker).toMatchObject({ marketId: 'binance:BTC/USDT', at: START + 30 * HOUR_MS })
    expect([ticker?.last, ticker?.dayOpen, ticker?.dayHigh, ticker?.dayLow, ticker?.baseVolume].map(Number)).toEqual([
      130, 106, 130.5, 105.5, 240,
    ])
  })

  test('compares with the price that was known 24 hours ago, where a gap hides it', async () => {
    const rows = risingCandles('1h', { from: START, count: 48 }).filter(
      ({ time }) => time < START + 4 * HOUR_MS || time >= START + 9 * HOUR_MS,
    )
    const market = await marketAt(START + 30 * HOUR_MS, { 'binance_BTC_USDT_1h.csv': rows })
    const [ticker] = await market.tickers(await market.markets())
    expect(Number(ticker?.dayOpen)).toBe(104)
  })

  test('is left out where no series covers it', async () => {
    const market = await marketAt(START + 20 * HOUR_MS, { 'binance_BTC_USDT_1h.csv': risingCandles('1h', { from: START, count: 48 }) })
    const [ticker] = await market.tickers(await market.markets())
    expect(Object.keys(ticker ?? {})).toEqual(['marketId', 'last', 'at'])
  })
})

describe('the list of markets', () => {
  const files = {
    'binance_BTC_USDT_1h.csv': risingCandles('1h', { from: START, count: 24 * 9 }),
    'binance_ETH_USDT_1h.csv': risingCandles('1h', { from: START + DAY_MS, count: 24 }),
    'kraken_BTC_USD_1h.csv': risingCandles('1h', { from: START + 5 * DAY_MS, count: 24 }),
  }

  test('has only those that have begun, and says which have ended', async () => {
    const listedAt = async (at: number) => (await (await marketAt(at, files)).markets()).map(({ id, active }) => `${id} ${active}`)
    expect(await listedAt(START + DAY_MS - 1)).toEqual(['binance:BTC/USDT true'])
    expect(await listedAt(START + DAY_MS)).toEqual(['binance:BTC/USDT true', 'binance:ETH/USDT true'])
    expect(await listedAt(START + 6 * DAY_MS)).toEqual(['binance:BTC/USDT true', 'binance:ETH/USDT false', 'kraken:BTC/USD true'])
  })

  test('stays the same object while nothing changes, so that names are read once', async () => {
    const market = await marketAt(START + 6 * DAY_MS, files)
    expect(await market.markets()).toBe(await market.markets())
  })
})

describe('candles at a moment', () => {
  const files = {
    'binance_BTC_USDT_1d.csv': risingCandles('1d', { from: START, count: 400, price: 1000 }),
    'binance_BTC_USDT_2h.csv': risingCandles('2h', { from: START, count: 400 * 12 }),
    'binance_BTC_USDT_1m.csv': risingCandles('1m', { from: START + 2 * DAY_MS, count: 1440, price: 5000 }),
  }
  const timeframesAt = async (at: number): Promise<readonly Timeframe[]> => {
    const market = await marketAt(at, files)
    const [btc] = await market.markets()
    return btc === undefined ? [] : market.timeframes(btc)
  }

  test('are of the timeframes that there are around it', async () => {
    expect(await timeframesAt(START + DAY_MS)).toEqual(['2h', '1d'])
    expect(await timeframesAt(START + 2 * DAY_MS + HOUR_MS)).toEqual(['1m', '2h', '1d'])
    expect(await timeframesAt(START + 300 * DAY_MS)).toEqual(['2h', '1d'])
    expect(await timeframesAt(START + 4000 * DAY_MS)).toEqual(['2h', '1d'])
  })

  test('end with the one that is forming, made of what finer candles tell', async () => {
    const at = START + 2 * DAY_MS + 3 * HOUR_MS + 30_000
    const market = await marketAt(at, files)
    const [btc] = await market.markets()
    if (btc === undefined) throw new Error('no market')
    const candles = await market.candles({ market: btc, timeframe: '2h', from: START + 2 * DAY_MS, to: at + 1 })
    expect(candleAt(candles, 0)).toMatchObject({ time: START + 2 * DAY_MS, close: 125 })
    // 60 closed minutes from 5120 on, and the open of the one at 3:00.
    expect(candleAt(candles, 1)).toEqual({
      time: START + 2 * DAY_MS + 2 * HOUR_MS,
      open: 5120,
      high: 5180.5,
      low: 5119.5,
      close: 5180,
      volume: 600,
    })
    expect(candles.time).toHaveLength(2)
  })
})

test('nothing visible at a moment depends on what comes after it', async () => {
  const length = 72
  const rising = risingCandles('1h', { from: START, count: length })
  const wild = fc.record({ factor: fc.double({ min: 0.5, max: 2, noNaN: true }), volume: fc.integer({ min: 0, max: 1000 }) })
  const changes = fc.array(wild, { minLength: length, maxLength: length })
  const seen = async (at: number, hours: readonly Candle[]) => {
    const source = await marketAt(at, {
      'binance_BTC_USDT_1h.csv': hours,
      'binance_ETH_USDT_1d.csv': risingCandles('1d', { from: START, count: 3 }),
    })
    const service = createMarketService({ source, preferredVenues: ['binance'] })
    const btc = await service.find('btc')
    const series = await Promise.all(
      (['1h', '4h', '1d'] as const).map((timeframe) => service.candles({ market: btc, timeframe, limit: 100, forming: true })),
    )
    const tickers = await service.tickers(await service.markets())
    return JSON.stringify([
      series.map(({ candles, ...rest }) => [
        rest,
        Object.values(candles).map((column) => (typeof column === 'string' ? column : [...column])),
      ]),
      tickers,
    ])
  }
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: length * HOUR_MS - 1 }), changes, async (after, futures) => {
      const at = START + after
      const open = openOf('1h', at)
      const changed = rising.map((candle, index): Candle => {
        const { factor, volume } = futures[index] ?? { factor: 1, volume: 0 }
        if (candle.time < open) return candle
        // The candle that is open now has its open in the past and everything else in the future.
        const first = candle.time === open ? candle.open : candle.open * factor
        const close = first * factor
        return { time: candle.time, open: first, close, high: Math.max(first, close) * 1.01, low: Math.min(first, close) * 0.99, volume }
      })
      const ignoring = (text: string): string => text.replaceAll(/"(?:tick|lot)":"[^"]*",?/g, '')
      expect(ignoring(await seen(at, changed))).toBe(ignoring(await seen(at, rising)))
    }),
    { numRuns: 60 },
  )
})
