import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../src/basics/refusal.ts'
import { assetOf, marketNames } from '../../src/market/market-names.ts'
import type { Market } from '../../src/market/market-ports.ts'
import { contractMarket } from '../contracts/candle-store.contract.ts'

const markets: readonly Market[] = [
  contractMarket('okx', 'BTC/USDT'),
  contractMarket('kraken', 'BTC/USD'),
  contractMarket('kraken', 'BTC/EUR'),
  contractMarket('binance', 'ETH/BTC'),
  contractMarket('binance', 'BTC/FDUSD'),
  contractMarket('binance', 'BTC/USDT'),
  contractMarket('binance', 'ETH/USDT'),
  contractMarket('binance', '1INCH/USDT'),
  { ...contractMarket('binance', 'OLD/USDT'), active: false },
  contractMarket('kraken', 'OLD/USD'),
]
const names = marketNames(markets, ['binance', 'kraken'])
const idsOf = (text: string): readonly string[] => names.candidates(text).map(({ id }) => id)
const refusalOf = (text: string): string => {
  try {
    return names
      .candidates(text)
      .map(({ id }) => id)
      .join(' ')
  } catch (error) {
    if (error instanceof Refusal) return `${error.code}: ${error.message} ${error.hint ?? ''}`
    throw error
  }
}

describe('a coin is found', () => {
  test.each(['btc', 'BTC', '$btc', 'bitcoin', 'xbt', ' Bitcoin '])('as %j, its best market first', (text) => {
    expect(idsOf(text)).toEqual(['binance:BTC/USDT', 'binance:BTC/FDUSD', 'kraken:BTC/USD', 'kraken:BTC/EUR', 'okx:BTC/USDT'])
  })

  test.each(['BTC/USDT', 'btc-usdt', 'btcusdt', 'btc usdt', 'btc_usdt', 'btc / usdt', '$BTC/$USDT'])('with its quote as %j', (text) => {
    expect(idsOf(text)).toEqual(['binance:BTC/USDT', 'okx:BTC/USDT'])
  })

  test('at a venue', () => {
    expect(idsOf('kraken:BTC/USD')).toEqual(['kraken:BTC/USD'])
    expect(idsOf('Kraken:btc')).toEqual(['kraken:BTC/USD', 'kraken:BTC/EUR'])
    expect(idsOf('okx:btcusdt')).toEqual(['okx:BTC/USDT'])
  })

  test('though it begins with a digit', () => {
    expect(idsOf('1inch')).toEqual(['binance:1INCH/USDT'])
  })

  test('where it is still traded before where it was', () => {
    expect(idsOf('old')).toEqual(['kraken:OLD/USD', 'binance:OLD/USDT'])
  })
})

describe('what is not found', () => {
  test.each([
    ['btcc', 'not-found: No market called "BTCC" is known. Did you mean BTC/USDT? See /markets.'],
    ['etherium', 'not-found: No market called "ETHERIUM" is known. Did you mean ETH/USDT? See /markets.'],
    ['zzzzzz', 'not-found: No market called "ZZZZZZ" is known. See /markets. An example is BTC/USDT.'],
    ['eth/eur', 'not-found: There is no market of ETH in EUR. There is ETH/USDT, ETH/BTC. See /markets.'],
    ['kraken:eth', 'not-found: There is no market of ETH at kraken. There is binance:ETH/USDT, binance:ETH/BTC. See /markets.'],
    ['usdt', 'bad-input: USDT is what prices are counted in. Name what you want the price of. For example BTC/USDT.'],
    ['eur', 'bad-input: EUR is what prices are counted in. Name what you want the price of. For example BTC/EUR.'],
    ['', 'bad-input: That does not read as a market. Name one such as BTC, ETH/USDT or kraken:BTC/USD.'],
    ['btc; drop table', 'bad-input: That does not read as a market. Name one such as BTC, ETH/USDT or kraken:BTC/USD.'],
  ])('%j is refused and helped on', (text, refusal) => {
    expect(refusalOf(text)).toBe(refusal)
  })

  test.each(['constructor', '__proto__', 'toString', '💥', 'ＢＴＣ', 'a'.repeat(5000)])('%s harms nothing', (text) => {
    expect(refusalOf(text)).toMatch(/^(not-found|bad-input): /)
  })

  test('of any text is a refusal and nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[$a-z0-9:/ _-]{0,30}$/)), (text) => {
        expect(typeof refusalOf(text)).toBe('string')
      }),
    )
  })
})

test('any listed market is found by its id, and first by its symbol at its best venue', () => {
  for (const market of markets) {
    expect(idsOf(market.id)).toEqual([market.id])
    expect(names.candidates(market.symbol)).toContain(market)
    expect(names.pair(market.base, market.quote)?.symbol).toBe(market.symbol)
  }
})

test('suggestions begin with what was typed, the coin of that name first', () => {
  expect(names.like('b')).toEqual(['BTC/USDT', 'BTC/FDUSD', 'BTC/USD', 'BTC/EUR'])
  expect(names.like('bitc')).toEqual(['BTC/USDT', 'BTC/FDUSD', 'BTC/USD', 'BTC/EUR'])
  expect(names.like('btc/u')).toEqual(['BTC/USDT', 'BTC/USD'])
  expect(names.like('eth')).toEqual(['ETH/USDT', 'ETH/BTC'])
  expect(names.like('')).toHaveLength(9)
  expect(names.like('zz')).toEqual([])
})

test('coins are known by their common names', () => {
  expect(['bitcoin', 'Ether', '$doge', 'constructor'].map(assetOf)).toEqual(['BTC', 'ETH', 'DOGE', 'CONSTRUCTOR'])
})
