import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { machineClock } from '../../../src/basics/clock.ts'
import { HOUR_MS } from '../../../src/basics/timeframe.ts'
import { createLiveMarket } from '../../../src/market/live-market.ts'
import type { VenueEvent } from '../../../src/market/live-ports.ts'
import type { Market, MarketSource } from '../../../src/market/market-ports.ts'
import { exchangeEntries } from '../../../src/providers/exchanges/exchange-entries.ts'
import type { ExchangeFault } from '../../loopback/exchange-faults.ts'
import { type ExchangeServer, startExchangeServer } from '../../loopback/exchange-server.ts'

const FAULTS: readonly ExchangeFault[] = [
  { kind: 'status', status: 429, retryAfter: '60' },
  { kind: 'status', status: 502 },
  { kind: 'html' },
  { kind: 'cut' },
  { kind: 'silence' },
  { kind: 'reset' },
  { kind: 'huge' },
  { kind: 'body', text: '{}' },
]

let server: ExchangeServer
let live: MarketSource
let events: VenueEvent[]
let btc: Market

beforeAll(async () => {
  server = await startExchangeServer()
})
afterAll(() => server.stop())

/** A market over real ccxt and real sockets; a price is fresh for no time, so that each question goes out. */
beforeEach(async () => {
  server.setFault('binance', undefined)
  server.setFault('kraken', undefined)
  server.prices.binance.set('BTC/USDT', '64213.57')
  server.prices.kraken.set('BTC/USDT', '64200.1')
  events = []
  const urls = new Map([
    ['binance', server.url],
    ['kraken', server.url],
  ])
  live = createLiveMarket({
    exchanges: exchangeEntries({ ids: ['binance', 'kraken'], urls, clock: machineClock }),
    clock: machineClock,
    observe: (event) => events.push(event),
    limits: { priceFreshMs: 0, retryDelayMs: 1, tickersMsMax: 400, watchedMax: 1 },
  })
  const markets = await live.markets()
  btc = markets.find(({ id }) => id === 'binance:BTC/USDT') ?? expect.unreachable('Binance lists it')
})
afterEach(() => live.stop())

const price = async (): Promise<string[]> =>
  (await live.tickers([btc])).map(({ marketId, answeredBy = 'binance', last }) => `${marketId.replace(/^\w+/, answeredBy)} ${last}`)

test.each(FAULTS)('at $kind $status Binance gives way to Kraken, which says its own name', async (fault) => {
  expect(await price()).toEqual(['binance:BTC/USDT 64213.57'])
  server.setFault('binance', fault)
  expect(await price()).toEqual(['kraken:BTC/USDT 64200.1'])
  expect(events).toContainEqual({ venue: 'kraken', kind: 'fail-over' })
  if (fault.kind === 'status' && fault.status === 429) return
  server.setFault('binance', undefined)
  expect(await price()).toEqual(['binance:BTC/USDT 64213.57'])
})

test('with every venue down the last price is shown as old as it is', async () => {
  const [before] = await live.tickers([btc])
  server.setFault('binance', { kind: 'reset' })
  server.setFault('kraken', { kind: 'reset' })
  const [after] = await live.tickers([btc])
  expect(after).toEqual(before)
})

test('a wrong price is dropped and counted, and another venue is asked', async () => {
  server.prices.binance.set('BTC/USDT', '0')
  expect(await price()).toEqual(['kraken:BTC/USDT 64200.1'])
  expect(events).toContainEqual({ venue: 'binance', kind: 'dropped-tick' })
})

test('a hundred users are one request', async () => {
  const before = server.requests.length
  await Promise.all(Array.from({ length: 100 }, () => price()))
  expect(server.requests).toHaveLength(before + 1)
})

test('candles come over several pages', async () => {
  const to = Math.floor(machineClock.now() / HOUR_MS) * HOUR_MS
  const { time } = await live.candles({ market: btc, timeframe: '1h', from: to - 2400 * HOUR_MS, to })
  expect(time).toHaveLength(2400)
  expect(time.every((at, index) => at === to - (2400 - index) * HOUR_MS)).toBe(true)
})

test('a market that is asked for is watched, and stop closes what was opened', async () => {
  await price()
  await server.watched('binance', 'BTC/USDT')
  await live.stop()
  await server.closed()
})
