import { expect, test } from 'vitest'
import { decimal } from '../../../src/basics/money.ts'
import type { Market, MarketSource } from '../../../src/market/market-ports.ts'
import { fileIn, inCompany, openTestDesk, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('says the price, its change, its age and where it comes from', async () => {
  const answer = await desk().say('/p btc')
  expect(await desk().read('/p btc')).toMatchInlineSnapshot(`
    "BTC/USDT 46,587.93 USDT
    Past 24 hours: +0.01% (+5.83 USDT)
    Range 24 h: 45,390.76 to 47,656.23 USDT
    Volume 24 h: 242.91 M USDT
    Age: 7 min
    Venue: binance
    Source: REPLAY at 2024-01-29 12:07 UTC"
  `)
  expect(answer.tone).toBe('good')
})

test('puts several into a table', async () => {
  expect(await desk().read('/price btc eth sol')).toMatchInlineSnapshot(`
    "Prices in USDT
    Market      Price    24 h
    BTC     46,587.93  +0.01%
    ETH      1,443.25  -4.01%
    SOL        93.494  -4.35%
    The oldest of these prices is 7 min old.
    Source: REPLAY at 2024-01-29 12:07 UTC"
  `)
})

test('names the whole market where quotes differ', async () => {
  expect(await desk().read('/price btc eth/btc (btc+eth)/2')).toMatchInlineSnapshot(`
    "Prices
    Market           Price    24 h
    BTC/USDT     46,587.93  +0.01%
    ETH/BTC       0.058013  +0.79%
    (btc+eth)/2  24,015.59
    The oldest of these prices is 7 min old.
    Source: REPLAY at 2024-01-29 12:07 UTC"
  `)
})

test('a second word is a quote when it is money', async () => {
  expect((await desk().say('/price BTC EUR')).title).toMatch(/^BTC\/EUR /)
  expect((await desk().say('/price ETH EUR')).title).toMatch(/^ETH\/EUR = [\d,.]+ EUR$/)
  expect((await desk().say('/price ETH BTC')).title).toBe('Prices in USDT')
})

test('where there is no such dollar it answers in another and says so', async () => {
  const answer = await desk().read('/price btc usd')
  expect(answer).toMatch(/^BTC\/USDT /)
  expect(answer).toContain('There is no market in USD here, so this is in USDT')
})

test('gives the same as a file', async () => {
  expect(
    fileIn(await desk().say('/price btc (btc+eth)/2 csv'))
      .split('\r\n')
      .map((line) => line.split(',').length),
  ).toEqual([4, 4, 4, 1])
})

test('is refreshed in place', async () => {
  const again = await desk().press('Refresh', await desk().say('/price btc'))
  expect([again.title.slice(0, 8), again.replaces]).toEqual(['BTC/USDT', true])
})

test('asks whether another market was meant', async () => {
  expect(await desk().read('/price bct')).toMatchInlineSnapshot(`
    "No market called "BCT" is known.
    Did you mean BTC/USDT? See /markets."
  `)
})

test("in company times are in UTC, whatever the asker's zone", async () => {
  const caller = { userId: 'ann', place: { platform: 'telegram', chatId: 'ann', private: true } } as const
  await desk().say('/settings set zone Tokyo', { caller })
  expect(await desk().read('/price btc', { caller })).toContain('Asia/Tokyo')
  expect(await desk().read('/price btc', inCompany('ann'))).toContain('12:07 UTC')
})

test('a live price shows bid and ask, and says when it is stale', async () => {
  let now = 1_000_000
  const market: Market = {
    id: 'binance:BTC/USDT',
    venue: 'binance',
    symbol: 'BTC/USDT',
    base: 'BTC',
    quote: 'USDT',
    tick: '0.1',
    lot: '0.001',
    active: true,
  }
  const ticker = { marketId: market.id, last: decimal('50000'), at: 1_000_000, bid: decimal('49999.5'), ask: decimal('50000.5') }
  const source: MarketSource = {
    kind: 'live',
    label: 'Binance',
    clock: { now: () => now },
    markets: async () => [market],
    tickers: async () => [ticker],
    timeframes: () => ['1m'],
    candles: () => Promise.reject(new Error('not asked for')),
    status: () => ({ ok: true, detail: 'fine' }),
    stop: async () => {},
  }
  const live = await openTestDesk({ source })
  now += 5000
  expect(await live.read('/price btc')).toMatchInlineSnapshot(`
    "BTC/USDT 50,000.0 USDT
    Past 24 hours: unknown
    Bid and ask: 49,999.5 and 50,000.5
    Spread: 1.0 USDT (0.002%)
    Age: 5 s
    Venue: binance
    Source: Binance"
  `)
  now += 60_000
  expect(await live.read('/price btc')).toContain('Age: STALE, 1 min')
  await live.close()
})
