import { describe, expect, test } from 'vitest'
import { type Candle, type Candles, candleAt, candlesFrom } from '../../src/basics/candles.ts'
import { HOUR_MS, MINUTE_MS } from '../../src/basics/timeframe.ts'
import type { CandleStore, Market } from '../../src/market/market-ports.ts'

const START = Date.UTC(2024, 0, 1)
const TICK_DECIMALS = 2

export const contractMarket = (venue: string, symbol = 'BTC/USDT'): Market => {
  const [base = '', quote = ''] = symbol.split('/')
  return { id: `${venue}:${symbol}`, venue, symbol, base, quote, tick: '0.01', lot: '0.00001', active: true }
}

/** Row `index` of a made-up series: prices are whole ticks, so that a store which codes ticks gives them back exactly. */
function row(index: number, lengthMs: number): Candle {
  const ticks = (offset: number): number => (4_000_000 + ((index * 7919) % 10_007) + offset) / 10 ** TICK_DECIMALS
  return {
    time: START + index * lengthMs,
    open: ticks(0),
    high: ticks(250),
    low: ticks(-120),
    close: ticks(100),
    volume: ((index % 97) * 1234) / 1e5,
  }
}

const minutes = (from: number, to: number): Candles =>
  candlesFrom(
    '1m',
    Array.from({ length: to - from }, (_, index) => row(from + index, MINUTE_MS)),
  )

const rows = (candles: Candles): readonly (Candle | undefined)[] =>
  Array.from({ length: candles.time.length }, (_, index) => candleAt(candles, index))

const market = contractMarket('binance')
const everything = { market, timeframe: '1m', from: 0, to: Number.MAX_SAFE_INTEGER } as const

function reading(make: () => Promise<CandleStore>): void {
  test('is empty at first', async () => {
    const store = await make()
    expect((await store.read(everything)).time).toHaveLength(0)
    expect(await store.list()).toEqual([])
    expect(await store.countFaults()).toBe(0)
  })

  test('gives back exactly what was written, oldest first', async () => {
    const store = await make()
    const candles = minutes(0, 500)
    expect(await store.write(market, candles)).toBe(500)
    const read = await store.read(everything)
    expect(read.timeframe).toBe('1m')
    expect(rows(read)).toEqual(rows(candles))
  })

  test('keeps more than one chunk, written in pieces that overlap and come out of order', async () => {
    const store = await make()
    await store.write(market, minutes(14_000, 25_000))
    await store.write(market, minutes(0, 9_000))
    await store.write(market, minutes(8_500, 14_100))
    const read = await store.read(everything)
    expect(read.time).toHaveLength(25_000)
    expect(rows(read)).toEqual(rows(minutes(0, 25_000)))
  })

  test('reads candles that open in [from, to)', async () => {
    const store = await make()
    await store.write(market, minutes(0, 100))
    const read = await store.read({ market, timeframe: '1m', from: START + 10 * MINUTE_MS, to: START + 20 * MINUTE_MS })
    expect(rows(read)).toEqual(rows(minutes(10, 20)))
    const between = await store.read({ market, timeframe: '1m', from: START + MINUTE_MS + 1, to: START + 2 * MINUTE_MS })
    expect(between.time).toHaveLength(0)
  })
}

function replacing(make: () => Promise<CandleStore>): void {
  test('leaves gaps as gaps', async () => {
    const store = await make()
    await store.write(market, minutes(0, 5))
    await store.write(market, minutes(8, 10))
    expect([...(await store.read(everything)).time].map((time) => (time - START) / MINUTE_MS)).toEqual([0, 1, 2, 3, 4, 8, 9])
  })

  test('replaces a candle of the same opening', async () => {
    const store = await make()
    await store.write(market, minutes(0, 20_000))
    const corrected = { ...row(3, MINUTE_MS), close: 40_000.11, volume: 7.5 }
    expect(await store.write(market, candlesFrom('1m', [corrected]))).toBe(1)
    const read = await store.read(everything)
    expect(read.time).toHaveLength(20_000)
    expect(candleAt(read, 3)).toEqual(corrected)
    expect(candleAt(read, 4)).toEqual(row(4, MINUTE_MS))
  })

  test('keeps venues, markets and timeframes apart', async () => {
    const store = await make()
    const hour = candlesFrom('1h', [row(1, HOUR_MS)])
    await store.write(market, minutes(0, 3))
    await store.write(contractMarket('kraken'), minutes(1, 2))
    await store.write(contractMarket('binance', 'ETH/USDT'), minutes(2, 4))
    await store.write(market, hour)
    expect(rows(await store.read(everything))).toEqual(rows(minutes(0, 3)))
    expect(rows(await store.read({ ...everything, market: contractMarket('kraken') }))).toEqual(rows(minutes(1, 2)))
    expect(rows(await store.read({ ...everything, timeframe: '1h' }))).toEqual(rows(hour))
  })
}

function counting(make: () => Promise<CandleStore>): void {
  test('lists what it keeps, from the first opening to the last close', async () => {
    const store = await make()
    await store.write(market, minutes(0, 5))
    await store.write(market, minutes(8, 10))
    await store.write(contractMarket('kraken'), candlesFrom('1h', [row(1, HOUR_MS)]))
    const list = [...(await store.list())].sort((a, b) => a.marketId.localeCompare(b.marketId))
    expect(list).toEqual([
      { marketId: 'binance:BTC/USDT', timeframe: '1m', from: START, to: START + 10 * MINUTE_MS, count: 7 },
      { marketId: 'kraken:BTC/USDT', timeframe: '1h', from: START + HOUR_MS, to: START + 2 * HOUR_MS, count: 1 },
    ])
  })

  test('writes nothing when there is nothing to write', async () => {
    const store = await make()
    expect(await store.write(market, minutes(0, 0))).toBe(0)
    expect(await store.list()).toEqual([])
  })

  test('counts a quarantined candle once, however often it comes', async () => {
    const store = await make()
    const fault = { time: START, reason: 'spike', row: `${START},1,100,1,1,0` } as const
    await store.quarantine(market, '1m', [fault, { time: START, reason: 'duplicate', row: 'x' }])
    await store.quarantine(market, '1m', [fault])
    await store.quarantine(contractMarket('kraken'), '1m', [fault])
    await store.quarantine(market, '1m', [])
    expect(await store.countFaults()).toBe(3)
  })

  test('keeps very small prices exactly', async () => {
    const store = await make()
    const tiny: Market = { ...contractMarket('binance', 'PEPE/USDT'), tick: '0.00000001', lot: '1' }
    const candle = { time: START, open: 0.00001234, high: 0.0000125, low: 0.00001201, close: 0.0000124, volume: 98_765_432 }
    await store.write(tiny, candlesFrom('1m', [candle]))
    expect(candleAt(await store.read({ ...everything, market: tiny }), 0)).toEqual(candle)
  })
}

/** What every keeper of candles must do, run against the fake in memory and against the database. Each test takes a store of its own. */
export function candleStoreContract(name: string, make: () => Promise<CandleStore>): void {
  describe(name, () => {
    reading(make)
    replacing(make)
    counting(make)
  })
}
