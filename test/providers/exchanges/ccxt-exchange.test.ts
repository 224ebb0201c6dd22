import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { machineClock } from '../../../src/basics/clock.ts'
import { HOUR_MS } from '../../../src/basics/timeframe.ts'
import { type Exchange, VenueTrouble } from '../../../src/market/live-ports.ts'
import { connectCcxtExchange } from '../../../src/providers/exchanges/ccxt-exchange.ts'
import type { ExchangeFault } from '../../loopback/exchange-faults.ts'
import { type ExchangeServer, type PlayedVenue, startExchangeServer } from '../../loopback/exchange-server.ts'

const MEGABYTE = 1_000_000
const HOUR = Math.floor(Date.UTC(2026, 10, 20, 12) / HOUR_MS) * HOUR_MS
const FAULTS: readonly (ExchangeFault & { readonly trouble: string })[] = [
  { kind: 'status', status: 429, retryAfter: '7', trouble: 'limited' },
  { kind: 'status', status: 429, trouble: 'limited' },
  { kind: 'status', status: 418, retryAfter: '120', trouble: 'limited' },
  { kind: 'status', status: 500, trouble: 'down' },
  { kind: 'status', status: 503, trouble: 'down' },
  { kind: 'status', status: 403, trouble: 'wrong' },
  { kind: 'status', status: 404, trouble: 'wrong' },
  { kind: 'html', trouble: 'wrong' },
  { kind: 'cut', trouble: 'down' },
  { kind: 'cut-json', trouble: 'wrong' },
  { kind: 'reset', trouble: 'down' },
  { kind: 'redirect', trouble: 'down' },
  { kind: 'huge', trouble: 'wrong' },
  { kind: 'bomb', trouble: 'wrong' },
  { kind: 'body', text: '', trouble: 'wrong' },
  { kind: 'body', text: '{}', trouble: 'wrong' },
  { kind: 'body', text: 'null', trouble: 'wrong' },
  { kind: 'body', text: '64000', trouble: 'wrong' },
]
const WRONG_PRICES = ['0', '-1', '-64213.57', '1e-30', '1e30', 'NaN', 'Infinity', '', 'null', '64,213.57', '0x10', '12abc', 'sixty']

let server: ExchangeServer
let exchange: Exchange
let dropped: number

beforeAll(async () => {
  server = await startExchangeServer({ now: () => machineClock.now() })
})
afterAll(() => server.stop())
afterEach(() => exchange.stop())

function connect(id: PlayedVenue, clock = machineClock): Promise<Exchange> {
  dropped = 0
  const onDropped = (): void => {
    dropped += 1
  }
  return connectCcxtExchange({ id, url: server.url, clock, onDropped })
}

async function lastOf(symbol: string): Promise<string | undefined> {
  return (await exchange.tickers([symbol]))[0]?.last.toFixed()
}

async function troubleWith(work: Promise<unknown>): Promise<VenueTrouble> {
  const error = await work.then(
    (value) => new Error(`It answered ${JSON.stringify(value)}`),
    (cause: unknown) => cause,
  )
  if (error instanceof VenueTrouble) return error
  throw error
}

const VENUES = ['binance', 'kraken'] as const

async function connectWell(venue: PlayedVenue): Promise<void> {
  server.setFault(venue, undefined)
  server.prices[venue].set('BTC/USDT', '64213.57')
  exchange = await connect(venue)
  await exchange.markets()
}

describe.each(VENUES)('%s, well', (venue) => {
  beforeEach(() => connectWell(venue))

  test('lists spot markets with plain steps', async () => {
    const markets = await exchange.markets()
    expect(markets).toHaveLength(4)
    const decimals =
      venue === 'binance' ? { tick: '0.01', lot: '0.00001', minimumCost: '5' } : { tick: '0.1', lot: '0.00000001', minimumCost: '0.5' }
    expect(markets.find(({ symbol }) => symbol === 'BTC/USDT')).toEqual({
      id: `${venue}:BTC/USDT`,
      venue,
      symbol: 'BTC/USDT',
      base: 'BTC',
      quote: 'USDT',
      ...decimals,
      active: true,
    })
  })

  test('says a price in the digits of the venue', async () => {
    server.prices[venue].set('BTC/USDT', '64213.123456789012345678')
    const [ticker] = await exchange.tickers(['BTC/USDT'])
    expect(ticker?.last.toFixed()).toBe('64213.123456789012345678')
    expect(ticker?.marketId).toBe(`${venue}:BTC/USDT`)
    expect(ticker?.bid?.lt(ticker.ask ?? 0)).toBe(true)
    expect(machineClock.now() - (ticker?.at ?? 0)).toBeLessThan(2000)
  })

  test('says several prices in one request', async () => {
    const before = server.requests.length
    const tickers = await exchange.tickers(['BTC/USDT', 'ETH/USDT'])
    expect(tickers.map(({ marketId, last }) => `${marketId} ${last}`).toSorted()).toEqual([
      `${venue}:BTC/USDT 64213.57`,
      `${venue}:ETH/USDT 3120.25`,
    ])
    expect(server.requests).toHaveLength(before + 1)
  })

  test('says candles', async () => {
    const { time, open, high, low, close } = await exchange.candles({ symbol: 'BTC/USDT', timeframe: '1h', from: HOUR, limit: 3 })
    expect([...time]).toEqual([HOUR, HOUR + HOUR_MS, HOUR + 2 * HOUR_MS])
    expect(high[0]).toBeGreaterThanOrEqual(Math.max(open[0] ?? 0, close[0] ?? 0))
    expect(low[0]).toBeLessThanOrEqual(Math.min(open[0] ?? 0, close[0] ?? 0))
    expect(open[1]).toBeCloseTo(close[0] ?? 0, 2)
  })

  test('asks for what is public at the address that was set', () => {
    const host = venue === 'binance' ? 'api.binance.com' : 'api.kraken.com'
    expect(server.requests.filter((each) => each.venue === venue).every((each) => each.host === host)).toBe(true)
  })
})

describe.each(VENUES)('%s, in trouble', (venue) => {
  beforeEach(() => connectWell(venue))

  test.each(FAULTS)('says "$trouble" and never a price at $kind $status $text', async ({ trouble, ...fault }) => {
    server.setFault(venue, fault)
    const memoryBefore = process.memoryUsage().rss
    expect((await troubleWith(exchange.tickers(['BTC/USDT']))).kind).toBe(trouble)
    const others = [
      () => exchange.tickers(['BTC/USDT', 'ETH/USDT']),
      () => exchange.candles({ symbol: 'BTC/USDT', timeframe: '1h', from: HOUR, limit: 3 }),
      () => exchange.markets(),
    ]
    // A list of markets may be longer than the other answers; that its cap holds is what 'huge' shows.
    for (const ask of others) expect((await troubleWith(ask())).kind).toBe(trouble)
    expect(process.memoryUsage().rss - memoryBefore).toBeLessThan(200 * MEGABYTE)
    if (trouble === 'limited') return
    server.setFault(venue, undefined)
    expect(await lastOf('BTC/USDT')).toBe('64213.57')
  })

  test('keeps still for as long as the venue asks', async () => {
    server.setFault(venue, { kind: 'status', status: 429, retryAfter: '7' })
    expect((await troubleWith(exchange.tickers(['BTC/USDT']))).retryAfterMs).toBe(7000)
    server.setFault(venue, undefined)
    const before = server.requests.length
    const { kind, retryAfterMs } = await troubleWith(exchange.tickers(['BTC/USDT']))
    expect(kind).toBe('limited')
    expect(retryAfterMs).toBeGreaterThan(6000)
    expect(server.requests).toHaveLength(before)
  })

  test.each(WRONG_PRICES)('drops and counts the price "%s"', async (price) => {
    server.prices[venue].set('BTC/USDT', price)
    expect(await exchange.tickers(['BTC/USDT'])).toEqual([])
    expect(dropped).toBe(1)
    const both = await exchange.tickers(['BTC/USDT', 'ETH/USDT'])
    expect(both.map(({ marketId }) => marketId)).toEqual([`${venue}:ETH/USDT`])
  })
})

describe.each(VENUES)('%s, talking nonsense', (venue) => {
  beforeEach(() => connectWell(venue))

  test('never takes a price from an answer that was cut anywhere, or that is any other JSON', async () => {
    const good =
      venue === 'binance' ? '{"symbol":"BTCUSDT","lastPrice":"64213.57"}' : '{"error":[],"result":{"XBTUSDT":{"c":["64213.57","1"]}}}'
    // Its time flies, so that the budget of the venue never runs out.
    exchange = await connect(venue, { ...machineClock, elapsed: () => machineClock.elapsed() * 1e6 })
    await exchange.markets()
    const cut = fc.nat(good.length - 1).map((length) => good.slice(0, length))
    await fc.assert(
      fc.asyncProperty(fc.oneof(cut, fc.json()), async (text) => {
        server.setFault(venue, { kind: 'body', text })
        expect(await exchange.tickers(['BTC/USDT']).catch(() => [])).toEqual([])
      }),
      { numRuns: 50 },
    )
  })

  test('takes no price of another market for the one that was asked', async () => {
    const other =
      venue === 'binance' ? { symbol: 'ETHUSDT', lastPrice: '3120.25' } : { error: [], result: { ETHUSDT: { c: ['3120.25', '1'] } } }
    server.setFault(venue, { kind: 'body', text: JSON.stringify(other) })
    expect(await exchange.tickers(['BTC/USDT'])).toEqual([])
  })

  test('knows no market that the venue does not list', async () => {
    expect((await troubleWith(exchange.tickers(['NO/SUCH']))).kind).toBe('unknown-market')
    expect((await troubleWith(exchange.candles({ symbol: 'NO/SUCH', timeframe: '1h', from: HOUR, limit: 3 }))).kind).toBe('unknown-market')
  })
})

test('a bare list is an answer at Binance and none at Kraken', async () => {
  for (const venue of ['binance', 'kraken'] as const) {
    server.setFault(venue, undefined)
    exchange = await connect(venue)
    await exchange.markets()
    server.setFault(venue, { kind: 'body', text: '[]' })
    const candles = exchange.candles({ symbol: 'BTC/USDT', timeframe: '1h', from: HOUR, limit: 3 })
    if (venue === 'binance') expect((await candles).time).toHaveLength(0)
    else expect((await troubleWith(candles)).kind).toBe('wrong')
    expect(await exchange.tickers(['BTC/USDT']).catch(() => [])).toEqual([])
    server.setFault(venue, undefined)
    await exchange.stop()
  }
})

test('the opening of midnight is not taken for the price of 24 hours before', async () => {
  exchange = await connect('kraken')
  const [ticker] = await exchange.tickers(['BTC/USDT'])
  expect(ticker).not.toHaveProperty('dayOpen')
  expect(Number(ticker?.midnightOpen) / Number(ticker?.last)).toBeCloseTo(0.985, 4)
})

test('timeframes are those whose candles open when ours do', async () => {
  exchange = await connect('kraken')
  expect(exchange.timeframes).toEqual(['1m', '5m', '15m', '30m', '1h', '4h', '1d'])
  expect(exchange.candlesPerPageMax).toBe(720)
})

test('a wrong clock of this machine is noticed', async () => {
  const slow = { ...machineClock, now: () => machineClock.now() - 60_000 }
  exchange = await connectCcxtExchange({ id: 'binance', url: server.url, clock: slow, onDropped: () => {} })
  const [ticker] = await exchange.tickers(['BTC/USDT'])
  expect(ticker?.at).toBeLessThanOrEqual(slow.now())
  expect(Math.round(exchange.clockSkewMs / 10_000)).toBe(6)
})

test('stop ends what is under way', async () => {
  server.setFault('binance', undefined)
  exchange = await connect('binance')
  await exchange.markets()
  server.setFault('binance', { kind: 'silence' })
  const asked = troubleWith(exchange.tickers(['BTC/USDT']))
  await exchange.stop()
  expect((await asked).kind).toBe('down')
})
