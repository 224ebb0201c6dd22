import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/basics/timeframe.ts'
import { createLiveMarket } from '../../src/market/live-market.ts'
import { type VenueEvent, VenueTrouble } from '../../src/market/live-ports.ts'
import type { Market, MarketSource, Ticker } from '../../src/market/market-ports.ts'
import { createFakeExchange, type FakeExchange, fakeMarket } from '../fakes/fake-exchange.ts'
import { createFakeWallClock, type FakeWallClock } from '../fakes/fake-wall-clock.ts'

const BTC = fakeMarket('binance:BTC/USDT')
const ETH = fakeMarket('binance:ETH/USDT')
const down = new VenueTrouble('down', 'down')

let clock: FakeWallClock
let binance: FakeExchange
let kraken: FakeExchange
let events: VenueEvent[]
let live: MarketSource

beforeEach(() => {
  // The circuit breaker's library reads the date itself.
  vi.useFakeTimers({ toFake: ['Date'] })
  clock = createFakeWallClock()
  binance = createFakeExchange('binance', clock, { 'BTC/USDT': '64000', 'ETH/USDT': '3100', 'NEW/USDT': '' })
  kraken = createFakeExchange('kraken', clock, { 'BTC/USDT': '64010', 'BTC/USD': '64020' })
  events = []
  live = createLiveMarket({ exchanges: [binance, kraken], clock, observe: (event) => events.push(event), limits: { retryDelayMs: 1 } })
})

afterEach(() => {
  vi.useRealTimers()
})

const count = (kind: VenueEvent['kind'], venue = 'binance'): number =>
  events.filter((each) => each.kind === kind && each.venue === venue).length
const later = (byMs: number): void => {
  clock.advance(byMs)
  vi.setSystemTime(Date.now() + byMs)
}
/** The market whose price it really is. */
const from = ({ marketId, answeredBy }: Ticker): string => (answeredBy === undefined ? marketId : marketId.replace(/^\w+/, answeredBy))
async function said(...markets: Market[]): Promise<string[]> {
  return (await live.tickers(markets)).map((ticker) => `${from(ticker)} ${ticker.last} ${(clock.now() - ticker.at) / 1000} s`)
}

test('a hundred users who ask at once are one request', async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, () => said(BTC)))
  expect(new Set(answers.flat())).toEqual(new Set(['binance:BTC/USDT 64000 0 s']))
  expect(binance.asked).toEqual(['tickers BTC/USDT'])
})

test('different markets of one moment travel in one request', async () => {
  await Promise.all([said(BTC), said(ETH, BTC), said(ETH)])
  expect(binance.asked).toEqual(['tickers BTC/USDT,ETH/USDT'])
})

test('a price is asked for again after five seconds', async () => {
  await said(BTC)
  binance.prices.set('BTC/USDT', '65000')
  later(4999)
  expect(await said(BTC)).toEqual(['binance:BTC/USDT 64000 4.999 s'])
  later(1)
  expect(await said(BTC)).toEqual(['binance:BTC/USDT 65000 0 s'])
})

test('another venue answers under its own name while the first is down, and the first when it is back', async () => {
  binance.trouble = down
  expect(await said(BTC)).toEqual(['kraken:BTC/USDT 64010 0 s'])
  expect(count('fail-over', 'kraken')).toBe(1)
  expect(live.status().detail).toContain('1 answers from another venue')
  binance.trouble = undefined
  expect(await said(BTC)).toEqual(['binance:BTC/USDT 64000 0 s'])
})

test('reads are tried once more', async () => {
  binance.trouble = down
  await said(BTC)
  expect(binance.asked).toHaveLength(2)
})

test('a market that no other venue has is shown at its last price with its age, and not beyond ten minutes', async () => {
  await said(ETH)
  binance.trouble = down
  later(10 * MINUTE_MS - 1000)
  expect(await said(ETH)).toEqual(['binance:ETH/USDT 3100 599 s'])
  later(1001)
  await expect(said(ETH)).rejects.toMatchObject({
    code: 'unavailable',
    message: 'I could not get a price of ETH/USDT just now: Binance, Kraken gave no good answer.',
  })
})

test('a venue that says "too many" is left alone until the time it named', async () => {
  binance.trouble = new VenueTrouble('limited', '429', { retryAfterMs: 30_000 })
  await said(BTC)
  expect(live.status().detail).toContain('Binance limited')
  binance.trouble = undefined
  later(29_999)
  await said(BTC)
  expect(binance.asked).toHaveLength(1)
  expect(count('skipped')).toBe(1)
  later(1)
  expect(await said(BTC)).toEqual(['binance:BTC/USDT 64000 0 s'])
})

test('after four failures a venue rests, then it is tried again', async () => {
  binance.trouble = down
  await said(BTC)
  await said(BTC)
  expect(binance.asked).toHaveLength(4)
  expect(live.status()).toMatchObject({ ok: true, detail: expect.stringContaining('Binance broken; Kraken ok') })
  binance.trouble = undefined
  later(14_999)
  expect(await said(BTC)).toEqual(['kraken:BTC/USDT 64010 0 s'])
  expect(binance.asked).toHaveLength(4)
  later(1)
  expect(await said(BTC)).toEqual(['binance:BTC/USDT 64000 0 s'])
})

test('a silent venue is waited for four seconds', async () => {
  binance.silent = true
  const asked = binance.whenAsked()
  const answer = said(BTC)
  await asked
  later(4000)
  expect(await answer).toEqual(['kraken:BTC/USDT 64010 0 s'])
  expect(count('timeout')).toBe(1)
})

test('who gives up does not call off the question of the others', async () => {
  const giveUp = new AbortController()
  const first = live.tickers([BTC], giveUp.signal)
  const second = said(BTC)
  giveUp.abort(new Error('gave up'))
  await expect(first).rejects.toThrow('gave up')
  expect(await second).toEqual(['binance:BTC/USDT 64000 0 s'])
})

test('a missing price is looked for elsewhere only when few markets are asked', async () => {
  binance.prices.set('BTC/USDT', '')
  const many = Array.from({ length: 21 }, (_, index) => (index === 0 ? BTC : ETH))
  expect((await live.tickers(many)).map(from)).not.toContain('kraken:BTC/USDT')
  expect(kraken.connected()).toBe(false)
  expect(await said(BTC)).toEqual(['kraken:BTC/USDT 64010 0 s'])
})

test('the next exchange is not loaded before it is needed', async () => {
  expect((await live.markets()).map(({ id }) => id)).toEqual(['binance:BTC/USDT', 'binance:ETH/USDT', 'binance:NEW/USDT'])
  expect(kraken.connected()).toBe(false)
  expect((await live.moreMarkets?.(undefined))?.map(({ id }) => id)).toEqual(['kraken:BTC/USDT', 'kraken:BTC/USD'])
  expect(await live.markets()).toHaveLength(5)
  expect(await live.moreMarkets?.(undefined)).toEqual([])
  expect(await live.moreMarkets?.('nowhere')).toEqual([])
})

test('the list of the next venue stands in while the first is down', async () => {
  binance.trouble = down
  expect((await live.markets()).map(({ venue }) => venue)).toEqual(['kraken', 'kraken'])
  binance.trouble = undefined
  await live.markets()
  await live.moreMarkets?.('binance')
  expect((await live.markets()).map(({ venue }) => venue)).toEqual(['binance', 'binance', 'binance', 'kraken', 'kraken'])
})

test('no list at all is refused, naming who was asked', async () => {
  binance.trouble = down
  kraken.trouble = down
  await expect(live.markets()).rejects.toMatchObject({
    code: 'unavailable',
    message: 'I could not get a list of markets just now: Binance, Kraken gave no good answer.',
  })
})

test('a market of a venue that is not asked is refused', async () => {
  await expect(live.tickers([fakeMarket('nowhere:BTC/USDT')])).rejects.toMatchObject({
    code: 'not-found',
    hint: 'It asks binance, kraken.',
  })
})

test('candles come page by page, from their own venue alone, with gaps as gaps', async () => {
  const from = Date.UTC(2026, 10, 1)
  binance.gaps.add(from + 3 * HOUR_MS)
  const { time, close } = await live.candles({ market: BTC, timeframe: '1h', from, to: from + 25 * HOUR_MS })
  expect(time).toHaveLength(24)
  expect(time[0]).toBe(from)
  expect(close.at(-1)).toBe((from + 24 * HOUR_MS) / HOUR_MS)
  expect(binance.asked).toHaveLength(3)
  binance.trouble = down
  await expect(live.candles({ market: BTC, timeframe: '1h', from, to: from + HOUR_MS })).rejects.toMatchObject({
    code: 'unavailable',
    message: 'I could not get candles of BTC/USDT just now: Binance gave no good answer.',
  })
  expect(kraken.connected()).toBe(false)
})

test('a long time without candles is passed over', async () => {
  const from = Date.UTC(2026, 10, 1)
  for (let hour = 0; hour < 15; hour++) binance.gaps.add(from + hour * HOUR_MS)
  const { time } = await live.candles({ market: BTC, timeframe: '1h', from, to: from + 17 * HOUR_MS })
  expect([...time]).toEqual([from + 15 * HOUR_MS, from + 16 * HOUR_MS])
})

test('no candle is of the future', async () => {
  const { time } = await live.candles({ market: BTC, timeframe: '1h', from: clock.now() - HOUR_MS, to: clock.now() + 5 * HOUR_MS })
  expect([...time]).toEqual([clock.now() - HOUR_MS])
})

test('pushed prices answer without a request while they come, and questions go out again when they stop', async () => {
  await said(BTC)
  expect(binance.watched()).toEqual(['BTC/USDT'])
  later(60_000)
  binance.push('BTC/USDT', '66000')
  later(4000)
  expect(await said(BTC)).toEqual(['binance:BTC/USDT 66000 4 s'])
  expect(binance.asked).toHaveLength(1)
  later(1000)
  expect(await said(BTC)).toEqual(['binance:BTC/USDT 64000 0 s'])
})

test('a price that was overtaken on its way is not shown', async () => {
  await said(BTC)
  later(1000)
  binance.push('BTC/USDT', '1', clock.now() - 5000)
  expect(await said(BTC)).toEqual(['binance:BTC/USDT 64000 1 s'])
})

test('what nobody asks for any more is no longer watched', async () => {
  await said(BTC)
  later(10 * MINUTE_MS + 1)
  await said(ETH)
  expect(binance.watched()).toEqual(['ETH/USDT'])
})

test('no more markets are watched than may be', async () => {
  live = createLiveMarket({ exchanges: [binance], clock, limits: { watchedMax: 1 } })
  await said(BTC)
  await said(ETH)
  expect(binance.watched()).toEqual(['ETH/USDT'])
})

test("timeframes are the venue's own once it is known", async () => {
  expect(live.timeframes(BTC)).toEqual(['1m', '5m', '15m', '30m', '1h', '1d'])
  await said(BTC)
  expect(live.timeframes(BTC)).toEqual(['1m', '1h'])
})

test('status tells how each venue is', async () => {
  expect(live.status()).toEqual({ ok: true, detail: 'no exchange asked yet; no price yet' })
  await said(BTC)
  later(3000)
  expect(live.status()).toEqual({ ok: true, detail: 'Binance ok; newest price 3 s old', newestPriceAt: clock.now() - 3000 })
})

test('stop stops the exchanges that were loaded, and every watch', async () => {
  await said(BTC)
  await live.stop()
  expect(binance.stopped()).toBe(true)
  expect(binance.watched()).toEqual([])
  expect(kraken.connected()).toBe(false)
})
