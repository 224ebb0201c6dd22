import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { machineClock } from '../../../src/basics/clock.ts'
import { probeExchanges } from '../../../src/providers/exchanges/venue-probe.ts'
import { type ExchangeServer, startExchangeServer } from '../../loopback/exchange-server.ts'

let server: ExchangeServer
let urls: ReadonlyMap<string, string>

beforeAll(async () => {
  server = await startExchangeServer()
  urls = new Map([
    ['binance', `${server.url}/`],
    ['kraken', server.url],
  ])
})
beforeEach(() => {
  server.setFault('binance', undefined)
  server.setFault('kraken', undefined)
})
afterAll(() => server.stop())

const probe = (ids: readonly string[], limitMs = 5000): Promise<boolean> => probeExchanges({ ids, urls, clock: machineClock }, limitMs)

test('one venue that answers is enough', async () => {
  server.setFault('binance', { kind: 'reset' })
  expect(await probe(['binance', 'kraken'])).toBe(true)
  expect(server.requests.map(({ host, path }) => host + path)).toContain('api.kraken.com/0/public/Time')
})

test.each([{ kind: 'reset' }, { kind: 'status', status: 503 }, { kind: 'status', status: 451 }, { kind: 'redirect' }] as const)(
  'a venue that answers like this cannot be reached: %o',
  async (fault) => {
    server.setFault('binance', fault)
    expect(await probe(['binance'])).toBe(false)
  },
)

test('silence ends at the limit', async () => {
  server.setFault('binance', { kind: 'silence' })
  expect(await probe(['binance'], 50)).toBe(false)
})

test('a venue whose address is not known counts as reachable', async () => {
  expect(await probe(['bitstamp'])).toBe(true)
})
