import { expect, test } from 'vitest'
import { decimal } from '../../src/basics/money.ts'
import { deepestMarkets } from '../../src/market/deepest-markets.ts'
import type { Market, Ticker } from '../../src/market/market-ports.ts'

const market = (venue: string, base: string, quote: string, active = true): Market => ({
  id: `${venue}:${base}/${quote}`,
  venue,
  symbol: `${base}/${quote}`,
  base,
  quote,
  tick: '0.01',
  lot: '0.01',
  active,
})
const ticker = (marketId: string, volume: string): Ticker => ({ marketId, last: decimal('1'), at: 0, quoteVolume: decimal(volume) })

const service = {
  markets: async () => [
    market('one', 'ADA', 'USDT'),
    market('one', 'BTC', 'USDT'),
    market('two', 'BTC', 'USD'),
    market('one', 'ETH', 'BTC'),
    market('one', 'OLD', 'USDT', false),
    market('one', 'SOL', 'USDC'),
  ],
  tickers: async () => [
    ticker('one:BTC/USDT', '5'),
    ticker('two:BTC/USD', '9'),
    ticker('one:SOL/USDC', '7'),
    ticker('one:OLD/USDT', '100'),
  ],
}

test('each coin comes once, by its deepest dollar market, and what nobody tells the turnover of comes last', async () => {
  const found = await deepestMarkets(service, 10)
  expect(found.map(({ id }) => id)).toEqual(['two:BTC/USD', 'one:SOL/USDC', 'one:ADA/USDT'])
  expect(await deepestMarkets(service, 1)).toHaveLength(1)
})
