import { expect, test } from 'vitest'
import { decimal } from '../../src/basics/money.ts'
import type { Ticker } from '../../src/market/market-ports.ts'
import { createMarketService } from '../../src/market/market-service.ts'
import { findMovers } from '../../src/market/movers.ts'
import { contractMarket } from '../contracts/candle-store.contract.ts'
import { flakySource } from '../fakes/flaky-source.ts'

type Row = readonly [id: string, last: string, dayOpen: string, volume: string]

async function moversOf(rows: readonly Row[], limit = 2, active = true) {
  const markets = rows.map(([id]) => ({ ...contractMarket(...(id.split(':') as [string, string])), active }))
  const tickers = rows.map(([marketId, last, dayOpen, volume]): Ticker => {
    return { marketId, last: decimal(last), at: 0, dayOpen: decimal(dayOpen), quoteVolume: decimal(volume) }
  })
  const source = { ...flakySource({ rows: [], now: 0, tickers }), markets: async () => markets }
  const { gainers, losers, compared } = await findMovers(createMarketService({ source, preferredVenues: [] }), limit)
  const show = (movers: typeof gainers) => movers.map(({ market, change }) => `${market.id} ${change}`)
  return { gainers: show(gainers), losers: show(losers), compared }
}

test('the strongest come first on both sides', async () => {
  expect(
    await moversOf([
      ['b:A/USDT', '110', '100', '1000000'],
      ['b:B/USDT', '150', '100', '1000000'],
      ['b:C/USDT', '90', '100', '1000000'],
      ['b:D/USDT', '50', '100', '1000000'],
      ['b:E/USDT', '99', '100', '1000000'],
      ['b:F/USDT', '100', '100', '1000000'],
    ]),
  ).toEqual({ gainers: ['b:B/USDT 0.5', 'b:A/USDT 0.1'], losers: ['b:D/USDT -0.5', 'b:C/USDT -0.1'], compared: 6 })
})

test('dead markets, other currencies and those without a day do not win', async () => {
  expect(
    await moversOf([
      ['b:DEAD/USDT', '900', '100', '99999'],
      ['b:ETH/BTC', '900', '100', '1000000'],
      ['b:NEW/USDT', '900', '0', '1000000'],
      ['b:A/USDT', '101', '100', '100000'],
    ]),
  ).toEqual({ gainers: ['b:A/USDT 0.01'], losers: [], compared: 1 })
})

test('each coin comes once, at its deepest market', async () => {
  const rows: readonly Row[] = [
    ['a:BTC/USDT', '120', '100', '200000'],
    ['b:BTC/USD', '110', '100', '900000'],
    ['c:BTC/USDC', '130', '100', '300000'],
  ]
  expect(await moversOf(rows)).toEqual({ gainers: ['b:BTC/USD 0.1'], losers: [], compared: 1 })
})

test('where a venue tells the price of midnight alone, the change is since then and says so', async () => {
  const market = contractMarket('kraken', 'BTC/USD')
  const ticker: Ticker = { marketId: market.id, last: decimal('110'), at: 0, midnightOpen: decimal('100'), quoteVolume: decimal('1000000') }
  const source = { ...flakySource({ rows: [], now: 0, tickers: [ticker] }), markets: async () => [market] }
  const { gainers } = await findMovers(createMarketService({ source, preferredVenues: [] }), 5)
  expect(gainers).toEqual([{ market, ticker, change: 0.1, sinceMidnight: true }])
})

test('nothing moves where nothing is traded', async () => {
  expect(await moversOf([])).toEqual({ gainers: [], losers: [], compared: 0 })
  expect(await moversOf([['b:A/USDT', '110', '100', '1000000']], 2, false)).toMatchObject({ compared: 0 })
})
