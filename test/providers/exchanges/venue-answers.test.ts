import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCandles, readMarket, readTicker } from '../../../src/providers/exchanges/venue-answers.ts'

const NOW = Date.UTC(2026, 10, 20)
const TICKER = {
  symbol: 'BTC/USDT',
  last: '64000.5',
  timestamp: NOW - 1000,
  bid: '64000',
  ask: '64001',
  open: '63000',
  high: '65000',
  low: '62000',
}
const MARKET = {
  symbol: 'BTC/USDT',
  base: 'BTC',
  quote: 'USDT',
  spot: true,
  active: true,
  precision: { price: '1e-2', amount: '0.00001' },
  limits: { cost: { min: '5.00' } },
}

test('a price keeps its digits', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n }), fc.nat(12), (units, decimals) => {
      const padded = String(units).padStart(decimals + 1, '0')
      const digits = decimals === 0 ? padded : `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`
      const ticker = readTicker({ symbol: 'BTC/USDT', last: digits }, 'binance', NOW)
      expect(ticker?.last.toFixed(decimals)).toBe(digits)
    }),
  )
})

test('whatever comes instead of a ticker, a price is positive and finite or there is none', () => {
  const anything = fc.oneof(fc.anything(), fc.double(), fc.string(), fc.double().map(String))
  fc.assert(
    fc.property(
      fc.record({ symbol: fc.constant('BTC/USDT'), last: anything, bid: anything, high: anything, timestamp: anything }),
      (raw) => {
        const ticker = readTicker(raw, 'binance', NOW)
        if (ticker === undefined) return
        expect(ticker.last.isFinite() && ticker.last.gte('1e-15') && ticker.last.lte('1e15')).toBe(true)
        expect(ticker.at).toBeLessThanOrEqual(NOW)
        expect(ticker.bid?.gt(0)).not.toBe(false)
      },
    ),
  )
})

test("the time is the venue's, but never in the future", () => {
  expect(readTicker(TICKER, 'binance', NOW)?.at).toBe(NOW - 1000)
  expect(readTicker({ ...TICKER, timestamp: NOW + 60_000 }, 'binance', NOW)?.at).toBe(NOW)
  expect(readTicker({ ...TICKER, timestamp: undefined }, 'binance', NOW)?.at).toBe(NOW)
})

test('a price far outside of its own day is refused', () => {
  expect(readTicker({ ...TICKER, last: '6400050' }, 'binance', NOW)).toBeUndefined()
  expect(readTicker({ ...TICKER, last: '640' }, 'binance', NOW)).toBeUndefined()
  expect(readTicker({ ...TICKER, last: '65100' }, 'binance', NOW)?.last.toFixed()).toBe('65100')
})

test('what is wrong beside a good price is left out', () => {
  const ticker = readTicker({ ...TICKER, open: '-1', high: 'NaN', baseVolume: '-3', quoteVolume: '12.5' }, 'binance', NOW)
  expect(ticker).toMatchObject({ marketId: 'binance:BTC/USDT' })
  expect(ticker).not.toHaveProperty('dayOpen')
  expect(ticker).not.toHaveProperty('dayHigh')
  expect(ticker).not.toHaveProperty('baseVolume')
  expect(ticker?.quoteVolume?.toFixed()).toBe('12.5')
})

test('a bid above the ask is no quote', () => {
  const ticker = readTicker({ ...TICKER, bid: '64010', ask: '64000' }, 'binance', NOW)
  expect(ticker).not.toHaveProperty('bid')
  expect(ticker).not.toHaveProperty('ask')
})

test('a market has plain steps', () => {
  expect(readMarket(MARKET, 'binance')).toEqual({
    id: 'binance:BTC/USDT',
    venue: 'binance',
    symbol: 'BTC/USDT',
    base: 'BTC',
    quote: 'USDT',
    tick: '0.01',
    lot: '0.00001',
    minimumCost: '5',
    active: true,
  })
  expect(readMarket({ ...MARKET, precision: {}, limits: {} }, 'binance')).toMatchObject({ tick: '0.00000001', lot: '0.00000001' })
})

test.each([{ spot: false }, { active: false }, { base: 'B\nTC' }, { symbol: 'BTC/USDT:USDT' }, { quote: '' }])(
  'no spot market: %o',
  (fault) => {
    expect(readMarket({ ...MARKET, ...fault }, 'binance')).toBeUndefined()
  },
)

test('a candle without a time is nothing, one with a wrong number keeps its place', () => {
  const candles = readCandles(
    [[NOW, '1', '2', '0.5', '1.5', '10'], ['soon', '1', '2', '0.5', '1.5', '10'], [NOW + 1, 'x', null, '0.5', '1.5', '10'], null],
    '1h',
  )
  expect([...candles.time]).toEqual([NOW, NOW + 1])
  expect([...candles.open]).toEqual([1, Number.NaN])
  expect([...candles.high]).toEqual([2, Number.NaN])
})
