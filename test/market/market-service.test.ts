import { describe, expect, test } from 'vitest'
import { type Decimal, decimal } from '../../src/basics/money.ts'
import type { Market, Ticker } from '../../src/market/market-ports.ts'
import { createMarketService } from '../../src/market/market-service.ts'
import { contractMarket } from '../contracts/candle-store.contract.ts'
import { flakySource } from '../fakes/flaky-source.ts'

const NOW = Date.UTC(2024, 0, 1)

interface Quote {
  readonly last: string
  readonly volume?: string
  readonly age?: number
}

function serviceOf(quotes: Readonly<Record<string, Quote>>, ended: readonly string[] = []) {
  const markets = Object.keys(quotes).map((id): Market => {
    const [venue = '', symbol = ''] = id.split(':')
    return { ...contractMarket(venue, symbol), active: !ended.includes(id) }
  })
  const tickers = Object.entries(quotes).map(([marketId, { last, volume, age = 0 }]): Ticker => {
    return { marketId, last: decimal(last), at: NOW - age, ...(volume === undefined ? {} : { quoteVolume: decimal(volume) }) }
  })
  const source = flakySource({ rows: [], now: NOW, tickers })
  const asked: string[][] = []
  const service = createMarketService({
    source: {
      ...source,
      markets: async () => markets,
      tickers: async (of) => {
        asked.push(of.map(({ id }) => id))
        return source.tickers(of)
      },
    },
    preferredVenues: ['binance', 'kraken'],
  })
  return { service, asked }
}

const desk = {
  'binance:BTC/USDT': { last: '60000', age: 7 },
  'binance:ETH/USDT': { last: '3000', age: 3 },
  'binance:ETH/BTC': { last: '0.0501' },
  'binance:SOL/USDC': { last: '150' },
  'binance:USDC/USDT': { last: '0.999' },
  'kraken:BTC/EUR': { last: '55000' },
  'kraken:BTC/USD': { last: '60100' },
} as const

describe('a coin alone', () => {
  const deep = {
    'binance:BTC/USDT': { last: '1', volume: '500' },
    'binance:BTC/FDUSD': { last: '1', volume: '900' },
    'binance:BTC/EUR': { last: '1', volume: '99999' },
    'kraken:BTC/USD': { last: '1', volume: '5000' },
  }

  test('is its deepest dollar market at the preferred venue', async () => {
    const { service, asked } = serviceOf(deep)
    expect((await service.find('btc')).id).toBe('binance:BTC/FDUSD')
    expect((await service.find('btc')).id).toBe('binance:BTC/FDUSD')
    expect(asked).toEqual([['binance:BTC/USDT', 'binance:BTC/FDUSD']])
  })

  test('is the usual one where no volumes are known', async () => {
    const { service } = serviceOf({ 'binance:BTC/FDUSD': { last: '1' }, 'binance:BTC/USDT': { last: '1' } })
    expect((await service.find('btc')).id).toBe('binance:BTC/USDT')
  })

  test('is found without asking for prices when there is only one', async () => {
    const { service, asked } = serviceOf(desk)
    expect((await service.find('eth')).id).toBe('binance:ETH/USDT')
    expect((await service.find('btc/eur')).id).toBe('kraken:BTC/EUR')
    expect(asked).toEqual([])
  })
})

test('a name that only another venue knows is asked for there', async () => {
  const [btc, rare] = [contractMarket('binance'), contractMarket('kraken', 'RARE/USD')]
  const known = [btc]
  const venues: (string | undefined)[] = []
  const source = {
    ...flakySource({ rows: [], now: NOW }),
    markets: async () => [...known],
    async moreMarkets(venue: string | undefined) {
      venues.push(venue)
      if (known.length > 1) return []
      known.push(rare)
      return [rare]
    },
  }
  const service = createMarketService({ source, preferredVenues: ['binance'] })
  expect((await service.find('rare')).id).toBe('kraken:RARE/USD')
  await expect(service.find('kraken:nothing')).rejects.toMatchObject({ code: 'not-found' })
  expect(venues).toEqual([undefined, 'kraken'])
})

test('a price that nobody has is refused', async () => {
  const service = createMarketService({ source: flakySource({ rows: [], now: NOW }), preferredVenues: [] })
  await expect(service.ticker(contractMarket('binance'))).rejects.toMatchObject({
    code: 'unavailable',
    message: 'There is no price of BTC/USDT at binance right now.',
  })
})

describe('a computed ticker', () => {
  const show = async (expression: string, quotes: Readonly<Record<string, Quote>> = desk, ended: readonly string[] = []) => {
    const { price, unit, listed, markets, at } = await serviceOf(quotes, ended).service.evaluate(expression)
    return { price: rounded(price), unit, listed: listed?.id, from: markets.map(({ id }) => id), age: NOW - at }
  }
  const rounded = (price: Decimal): string => price.toSignificantDigits(12).toFixed()

  test.each([
    ['btc', '60000', 'USDT', 'binance:BTC/USDT'],
    ['btc-usdt', '60000', 'USDT', 'binance:BTC/USDT'],
    ['btcusdt', '60000', 'USDT', 'binance:BTC/USDT'],
    ['eth/btc', '0.0501', 'BTC', 'binance:ETH/BTC'],
    ['kraken:btc/usd', '60100', 'USD', 'kraken:BTC/USD'],
    ['btc/eur', '55000', 'EUR', 'kraken:BTC/EUR'],
  ])('%s is the listed market', async (expression, price, unit, listed) => {
    expect(await show(expression)).toMatchObject({ price, unit, listed })
  })

  test.each([
    ['btc/eth', '19.9600798403', 'ETH'],
    ['btc/sol', '400.4004004', 'SOL'],
    ['usdt/btc', '0.0000166666666667', 'BTC'],
    ['(btc+eth)/2', '31500', 'USDT'],
    ['btc-eth', '57000', 'USDT'],
    ['eth-btc', '-57000', 'USDT'],
    ['btc*2+100', '120100', 'USDT'],
    ['(btc+eth)/eth', '21', ''],
    ['btc+sol', '60149.85', 'USDT'],
    ['sol+btc', '60210.0600601', 'USDC'],
    ['eth/btc*1000', '50.1', 'BTC'],
    ['btc/3*3', '60000', 'USDT'],
    ['-btc', '-60000', 'USDT'],
    ['3/btc', '0.00005', 'per USDT'],
    ['1/(2/btc)', '30000', 'USDT'],
    ['btc/eth/eth', '0.00666666666667', 'per USDT'],
    ['0.1+0.2', '0.3', ''],
  ])('%s is computed', async (expression, price, unit) => {
    expect(await show(expression)).toMatchObject({ price, unit, listed: undefined })
  })

  test('says what it was made from and how old the oldest price is', async () => {
    expect(await show('(btc+eth)/2')).toMatchObject({ from: ['binance:BTC/USDT', 'binance:ETH/USDT'], age: 7 })
  })

  test('is of now where no market is asked', async () => {
    expect(await show('1/4')).toMatchObject({ from: [], age: 0 })
    expect(await show('usdt/usdt')).toMatchObject({ from: [], age: 0 })
  })

  test('does not take the last price of a market that has ended while there is another way', async () => {
    const quotes = { 'binance:BTC/USDT': { last: '60000' }, 'binance:ETH/USDT': { last: '3000' }, 'binance:ETH/BTC': { last: '0.1' } }
    expect(await show('eth/btc', quotes, ['binance:ETH/BTC'])).toMatchObject({ price: '0.05', listed: undefined })
    const only = { 'binance:ETH/BTC': { last: '0.1' } }
    expect(await show('eth/btc', only, ['binance:ETH/BTC'])).toMatchObject({ price: '0.1', listed: 'binance:ETH/BTC' })
  })

  test.each([
    ['btc*eth', 'bad-input', 'Position 4: a price times a price has no meaning (USDT times USDT).'],
    ['btc/(eth-eth)', 'bad-input', 'Position 4: cannot divide by zero.'],
    ['1/0', 'bad-input', 'Position 2: cannot divide by zero.'],
    ['btc+nothing', 'not-found', 'No market called "NOTHING" is known.'],
    ['eth/gbp', 'not-found', 'There is no way to tell ETH in GBP here: they share no quote currency.'],
    ['kraken:eth/usd', 'not-found', 'There is no market of ETH in USD at kraken.'],
  ])('%s is refused', async (expression, code, message) => {
    await expect(show(expression)).rejects.toMatchObject({ code, message })
  })

  test('uses at most ten markets', async () => {
    const coins = Array.from({ length: 11 }, (_, index) => `C${index}`)
    const quotes = Object.fromEntries(coins.map((coin) => [`binance:${coin}/USDT`, { last: '1' }]))
    expect(await show(coins.slice(1).join('+'), quotes)).toMatchObject({ price: '10' })
    await expect(show(coins.join('+'), quotes)).rejects.toMatchObject({ code: 'over-limit' })
  })
})
