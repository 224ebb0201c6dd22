import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Candles, candleAt } from '../../../src/basics/candles.ts'
import { HOUR_MS, MINUTE_MS } from '../../../src/basics/timeframe.ts'
import { buildCandles, countMissing } from '../../../src/market/candles/build-candles.ts'
import { findFaults } from '../../../src/market/candles/find-faults.ts'
import type { CandleHistory, Market } from '../../../src/market/market-ports.ts'
import { createMarketService } from '../../../src/market/market-service.ts'
import { simulatedMarket } from '../../../src/market/simulated/simulated-market.ts'

const NOW = Date.UTC(2026, 10, 20, 12, 30, 20)
const LEVELS = ['1m', '15m', '1h', '1d'] as const

const simulation = (now = NOW, seed = '1') => simulatedMarket({ seed, clock: { now: () => now } })

async function marketNamed(history: CandleHistory, symbol: string): Promise<Market> {
  const market = (await history.markets()).find((each) => each.symbol === symbol)
  if (market === undefined) throw new Error('no market')
  return market
}

const plain = (candles: Candles) => Array.from({ length: candles.time.length }, (_, index) => candleAt(candles, index))

test('is labelled and has well-known markets against USDT, and one of two coins', async () => {
  const { source } = simulation()
  expect([source.kind, source.label]).toEqual(['simulated', 'SIMULATED'])
  const markets = await source.markets()
  expect(markets).toHaveLength(13)
  expect(markets.map(({ symbol }) => symbol)).toEqual(expect.arrayContaining(['BTC/USDT', 'ETH/USDT', 'SOL/USDT', 'ETH/BTC']))
  expect(markets[0]).toMatchObject({ id: 'simulated:BTC/USDT', tick: '0.01', lot: '0.00001' })
})

describe('the same seed gives the same market', () => {
  test('in whatever order it is asked', async () => {
    const [one, two] = [simulation().history, simulation().history]
    const market = await marketNamed(one, 'ETH/BTC')
    const late = { market, timeframe: '1m', from: NOW - 3 * HOUR_MS, to: NOW } as const
    const early = { ...late, from: Date.UTC(2018, 4, 1), to: Date.UTC(2018, 4, 1, 2) }
    const first = [await one.read(late), await one.read(early)]
    const second = [await two.read(early), await two.read(late)]
    expect(first.map(plain)).toEqual(second.reverse().map(plain))
    const other = simulation(NOW, '2').history
    expect(plain(await other.read(early))).not.toEqual(plain(await one.read(early)))
  })

  test('at the same price at any moment, however often and with whatever else it is asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: Date.UTC(2016, 0, 1), max: NOW }), async (at) => {
        const [one, two] = [simulation(at).source, simulation(at).source]
        const market = await marketNamed(simulation().history, 'SOL/USDT')
        const [ticker] = await one.tickers([market])
        expect([ticker]).toEqual(await two.tickers([market]))
        expect(ticker?.last.gt(0)).toBe(true)
        expect(ticker?.at).toBe(at)
      }),
      { numRuns: 15 },
    )
  })
})

test('coarse candles are exactly what their finer ones build, and none is impossible', async () => {
  const { history } = simulation()
  const [from, to] = [Date.UTC(2026, 8, 1), Date.UTC(2026, 8, 8)]
  let missing = 0
  for (const market of await history.markets()) {
    const [minutes, quarters, hours, days] = await Promise.all(LEVELS.map((timeframe) => history.read({ market, timeframe, from, to })))
    if (!(minutes && quarters && hours && days)) throw new Error('no candles')
    expect(findFaults(minutes, NOW).faults).toEqual([])
    for (const [finer, coarser] of [
      [minutes, quarters],
      [quarters, hours],
      [hours, days],
    ] as const) {
      const [built, made] = [plain(buildCandles(finer, coarser.timeframe)), plain(coarser)]
      const prices = (candles: typeof built) => candles.map((candle) => candle && { ...candle, volume: 0 })
      expect(prices(built)).toEqual(prices(made))
      for (const [index, candle] of built.entries()) expect((candle?.volume ?? 0) / (made[index]?.volume ?? 0)).toBeCloseTo(1, 9)
    }
    missing += countMissing(minutes)
  }
  expect(missing).toBeGreaterThan(0)
  expect(missing).toBeLessThan(13 * 100)
})

test('prices stay plausible over the years, move together, and have fat tails', async () => {
  const { history } = simulation()
  const returnsOf = async (symbol: string): Promise<readonly number[]> => {
    const { close } = await history.read({ market: await marketNamed(history, symbol), timeframe: '1d', from: 0, to: NOW })
    return Array.from(close.subarray(1), (price, index) => Math.log(price / (close[index] ?? price)))
  }
  const { close } = await history.read({ market: await marketNamed(history, 'BTC/USDT'), timeframe: '1d', from: 0, to: NOW })
  expect(Math.min(...close)).toBeGreaterThan(5000)
  expect(Math.max(...close)).toBeLessThan(600_000)
  const [btc, eth] = [await returnsOf('BTC/USDT'), await returnsOf('ETH/USDT')]
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const deviation = (values: readonly number[]): number => Math.sqrt(mean(values.map((value) => value ** 2)))
  const together = mean(btc.map((value, day) => value * (eth[day] ?? 0))) / deviation(btc) / deviation(eth)
  expect(together).toBeGreaterThan(0.4)
  expect(mean(btc.map((value) => value ** 4)) / deviation(btc) ** 4).toBeGreaterThan(4)
})

test('within a minute the price moves from the open to the close and shows no more than it has reached', async () => {
  const { history } = simulation()
  const market = await marketNamed(history, 'BTC/USDT')
  const { time, ...minutes } = await history.read({ market, timeframe: '1m', from: NOW - HOUR_MS, to: NOW - MINUTE_MS })
  for (const index of time.keys()) {
    const candle = candleAt({ time, ...minutes }, index)
    if (candle === undefined) continue
    let reached = { high: candle.open, low: candle.open }
    for (let at = candle.time; at < candle.time + MINUTE_MS; at += 2500) {
      const { part } = history.unfinished(candle, at, market)
      expect(part.high).toBeGreaterThanOrEqual(Math.max(reached.high, part.close))
      expect(part.low).toBeLessThanOrEqual(Math.min(reached.low, part.close))
      expect(part.high <= candle.high && part.low >= candle.low && part.volume <= candle.volume).toBe(true)
      reached = part
    }
    expect(history.unfinished(candle, candle.time, market).part.close).toBe(candle.open)
    expect(Math.abs(history.unfinished(candle, candle.time + MINUTE_MS - 1, market).part.close - candle.close)).toBeLessThan(
      candle.high - candle.low + 0.02,
    )
  }
})

test('any timeframe is there, up to now and no farther', async () => {
  const service = createMarketService({ source: simulation().source, preferredVenues: [] })
  const btc = await service.find('btc')
  for (const timeframe of ['1m', '5m', '1h', '4h', '1d', '1w', '1M'] as const) {
    const { candles } = await service.candles({ market: btc, timeframe, limit: 50, forming: true })
    expect(candles.time).toHaveLength(50)
    expect(candles.time.at(-1)).toBeLessThanOrEqual(NOW)
    expect(candles.close.at(-1)).toBe((await service.ticker(btc)).last.toNumber())
  }
  expect((await service.ticker(btc)).dayOpen?.toNumber()).toBeGreaterThan(0)
  expect(await simulation().history.range()).toEqual({ from: Date.UTC(2015, 0, 1), to: NOW })
})
