import { expect, test } from 'vitest'
import { computeFormula } from '../../src/analysis/formula/compute-formula.ts'
import { frameKey } from '../../src/analysis/formula/formula-data.ts'
import { readFormula } from '../../src/analysis/formula/read-formula.ts'
import type { Timeframe } from '../../src/basics/timeframe.ts'
import { formulaData } from '../../src/market/load-formula-data.ts'
import { createMarketService } from '../../src/market/market-service.ts'
import { readRecordedCandles } from '../../src/market/recorded/recorded-candles.ts'
import { replayMarket } from '../../src/market/recorded/replay-market.ts'
import { walk } from '../analysis/some-candles.ts'
import { createFakeClock } from '../fakes/chat-ports.ts'
import { HISTORY_NOW, smallHistory } from '../fixtures/small-history.ts'

const WALL_NOW = Date.UTC(2026, 0, 1)

const recorded = await readRecordedCandles(smallHistory(), WALL_NOW)
const service = createMarketService({
  source: await replayMarket({ recorded, wall: createFakeClock(WALL_NOW), speed: 60, at: HISTORY_NOW }),
  preferredVenues: ['binance', 'kraken'],
})

async function load(text: string, timeframe: Timeframe = '1h', bars = 1, of = 'btc') {
  const market = await service.find(of)
  return formulaData(service, { formula: readFormula(text), market, timeframe, bars })
}

const lengthsOf = ({ frames }: Awaited<ReturnType<typeof load>>) =>
  Object.fromEntries([...frames].map(([key, { time }]) => [key, time.length]))

test('loads the bars that are asked for, with those before them', async () => {
  const { candles, frames } = await load('highest(high, 20)[3] > 0', '1h', 5)
  expect(candles.time).toHaveLength(27)
  expect(frames.size).toBe(0)
})

test('loads other timeframes and markets as far back', async () => {
  expect(lengthsOf(await load('highest(close, 10) @4h > eth', '1h', 8))).toEqual({ ' 4h': 13, 'eth 1h': 9 })
})

test('answers where everything is known', async () => {
  for (const text of ['highest(close, 10) @4h > eth', 'eth/btc > 0', 'sol/eth > 0', 'change(1d) > -50% and change(3) @15m > -50%']) {
    const formula = readFormula(text)
    const market = await service.find('btc')
    const data = await formulaData(service, { formula, market, timeframe: '1h', bars: 5 })
    expect([...computeFormula(formula, data).slice(-5)], text).toEqual([1, 1, 1, 1, 1])
  }
})

test('a listed pair wins over a computed one', async () => {
  const { frames } = await load('eth/btc > 0')
  const listed = await service.recent({ market: await service.find('binance:ETH/BTC'), timeframe: '1h', limit: 2 })
  expect(frames.get(frameKey({ market: 'eth/btc', timeframe: '1h' }))?.close).toEqual(listed.close)
})

test('a pair that nobody lists is computed candle by candle', async () => {
  const { frames } = await load('sol/eth > 0')
  const [sol, eth] = await Promise.all(
    ['SOL', 'ETH'].map(async (coin) => service.recent({ market: await service.find(coin), timeframe: '1h', limit: 2 })),
  )
  const closes = frames.get(frameKey({ market: 'sol/eth', timeframe: '1h' }))?.close
  expect([...(closes ?? [])]).toEqual([...(sol?.close ?? [])].map((close, index) => close / (eth?.close[index] ?? 0)))
  expect(closes).toHaveLength(2)
})

test('names that nobody knows are refused with the nearest', async () => {
  await expect(load('etz > 5')).rejects.toMatchObject({ code: 'not-found', hint: expect.stringContaining('ETH/') })
  await expect(load('sol/etz > 5')).rejects.toMatchObject({ code: 'not-found', hint: expect.stringContaining('ETH/') })
  await expect(load('eth/gbp > 5')).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('ETH in GBP') })
})

test('a window that does not fit the timeframe is refused', async () => {
  await expect(load('change(1h) > 5%', '4h')).rejects.toThrow(/shorter than a candle of 4h/)
})

test('a much finer timeframe over many bars is refused', async () => {
  const days = walk({ seed: 1, count: 300, timeframe: '1d' })
  const market = await service.find('btc')
  const wide = { find: async () => market, recent: async () => days }
  const question = { formula: readFormula('close @15m > 5'), market, timeframe: '1d', bars: 300 } as const
  await expect(formulaData(wide, question)).rejects.toThrow(/too many candles of 15m/)
})

test('numbers from outside are unknown', async () => {
  const { outside } = await load('fear_greed() > 5')
  expect(outside.size).toBe(0)
})
