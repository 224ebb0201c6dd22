import { EventEmitter, once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { machineClock } from '../../../src/basics/clock.ts'
import type { Ticker } from '../../../src/market/market-ports.ts'
import { connectCcxtExchange } from '../../../src/providers/exchanges/ccxt-exchange.ts'
import { type ExchangeServer, startExchangeServer } from '../../loopback/exchange-server.ts'

let server: ExchangeServer

beforeAll(async () => {
  server = await startExchangeServer()
})
afterAll(() => server.stop())

test.each(['binance', 'kraken'] as const)(
  'what %s pushes is handed on, what cannot be is dropped, and it comes back after a break',
  async (venue) => {
    const events = new EventEmitter()
    const exchange = await connectCcxtExchange({ id: venue, url: server.url, clock: machineClock, onDropped: () => events.emit('dropped') })
    const giveUp = new AbortController()
    const over = exchange.watch('BTC/USDT', (ticker: Ticker) => events.emit('ticker', ticker.last.toFixed()), giveUp.signal)
    const next = async (price: string): Promise<unknown> => {
      const seen = once(events, 'ticker')
      server.prices[venue].set('BTC/USDT', price)
      server.push(venue, 'BTC/USDT')
      return (await seen)[0]
    }
    await server.watched(venue, 'BTC/USDT')
    expect(await next('65000.5')).toBe('65000.5')
    const refused = once(events, 'dropped')
    server.prices[venue].set('BTC/USDT', '-5')
    server.push(venue, 'BTC/USDT')
    await refused
    expect(await next('65001.5')).toBe('65001.5')
    server.dropSockets()
    await server.closed()
    await server.watched(venue, 'BTC/USDT')
    expect(await next('65002.5')).toBe('65002.5')
    giveUp.abort()
    await over
    await server.closed()
    await exchange.stop()
  },
)
