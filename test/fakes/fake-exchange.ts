import { EventEmitter, once } from 'node:events'
import { candlesFrom } from '../../src/basics/candles.ts'
import type { WallClock } from '../../src/basics/clock.ts'
import { Decimal } from '../../src/basics/money.ts'
import { lengthOf } from '../../src/basics/timeframe.ts'
import type { Exchange, ExchangeEntry, VenueTrouble } from '../../src/market/live-ports.ts'
import type { Market, Ticker } from '../../src/market/market-ports.ts'

export interface FakeExchange extends ExchangeEntry {
  /** Last prices by symbol; these are its markets too. A market without a price has an empty one. */
  readonly prices: Map<string, string>
  /** What it was asked, such as "tickers BTC/USDT,ETH/USDT". */
  readonly asked: readonly string[]
  /** It answers everything with this. */
  trouble: VenueTrouble | undefined
  silent: boolean
  /** Opening times that it has no candle of. */
  readonly gaps: Set<number>
  connected(): boolean
  stopped(): boolean
  watched(): readonly string[]
  push(symbol: string, price: string, at?: number): void
  whenAsked(): Promise<unknown>
}

const PAGE = 10

export function fakeMarket(id: string): Market {
  const [venue = '', symbol = ''] = id.split(':')
  const [base = '', quote = ''] = symbol.split('/')
  return { id, venue, symbol, base, quote, tick: '0.01', lot: '0.00001', active: true }
}

/** An exchange whose prices and troubles a test sets. Its candles close at their opening time in hours. */
export function createFakeExchange(id: string, clock: WallClock, prices: Readonly<Record<string, string>>): FakeExchange {
  const asked: string[] = []
  const calls = new EventEmitter()
  const watchers = new Map<string, (ticker: Ticker) => void>()
  let connected = false
  let stopped = false
  const answer = async <T>(question: string, value: () => T): Promise<T> => {
    asked.push(question)
    calls.emit('asked')
    if (fake.silent) await new Promise(() => {})
    if (fake.trouble !== undefined) throw fake.trouble
    return value()
  }
  const tickerOf = (symbol: string, price: string, at = clock.now()): Ticker => ({
    marketId: `${id}:${symbol}`,
    last: new Decimal(price),
    at,
  })

  const exchange: Exchange = {
    timeframes: ['1m', '1h'],
    candlesPerPageMax: PAGE,
    clockSkewMs: 0,
    markets: () => answer('markets', () => [...fake.prices.keys()].map((symbol) => fakeMarket(`${id}:${symbol}`))),
    tickers: (symbols) =>
      answer(`tickers ${symbols.join(',')}`, () =>
        symbols.flatMap((symbol) => (fake.prices.get(symbol) ? tickerOf(symbol, fake.prices.get(symbol) ?? '') : [])),
      ),
    candles: ({ symbol, timeframe, from, limit }) =>
      answer(`candles ${symbol} ${limit}`, () => {
        const length = lengthOf(timeframe)
        const times = Array.from({ length: limit }, (_, index) => (Math.ceil(from / length) + index) * length).filter(
          (time) => !fake.gaps.has(time),
        )
        return candlesFrom(
          timeframe,
          times.map((time) => ({ time, open: 1, high: 1, low: 1, close: time / length, volume: 1 })),
        )
      }),
    watch: (symbol, onTicker, signal) =>
      new Promise((resolve) => {
        watchers.set(symbol, onTicker)
        signal.addEventListener('abort', () => {
          watchers.delete(symbol)
          resolve()
        })
      }),
    stop: async () => {
      stopped = true
    },
  }
  const fake: FakeExchange = {
    id,
    label: id.charAt(0).toUpperCase() + id.slice(1),
    prices: new Map(Object.entries(prices)),
    asked,
    trouble: undefined,
    silent: false,
    gaps: new Set(),
    connect: async () => {
      connected = true
      return exchange
    },
    connected: () => connected,
    stopped: () => stopped,
    watched: () => [...watchers.keys()],
    push: (symbol, price, at) => watchers.get(symbol)?.(tickerOf(symbol, price, at)),
    whenAsked: () => once(calls, 'asked'),
  }
  return fake
}
