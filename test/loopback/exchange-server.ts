import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { WebSocketServer } from 'ws'
import { binanceAnswer } from './binance-answers.ts'
import { answerBadly, type ExchangeFault } from './exchange-faults.ts'
import { createPushes } from './exchange-pushes.ts'
import { krakenAnswer } from './kraken-answers.ts'
import { symbolOf, type VenueTable } from './venue-table.ts'

export type PlayedVenue = 'binance' | 'kraken'

interface ExchangeRequest {
  readonly venue: PlayedVenue
  /** The host that the request was meant for. */
  readonly host: string
  readonly path: string
  readonly query: string
}

export interface ExchangeServer {
  readonly url: string
  readonly requests: readonly ExchangeRequest[]
  readonly prices: Readonly<Record<PlayedVenue, Map<string, string>>>
  /** Answers like this from now on; undefined is well again. */
  setFault(venue: PlayedVenue, fault: ExchangeFault | undefined): void
  /** Sends the market's price to whoever watches it. */
  push(venue: PlayedVenue, symbol: string): void
  /** Returns when somebody watches the market. */
  watched(venue: PlayedVenue, symbol: string): Promise<void>
  /** Breaks all WebSockets without a goodbye. */
  dropSockets(): void
  /** Returns when no WebSocket is open. */
  closed(): Promise<void>
  stop(): Promise<void>
}

const MARKETS = {
  binance: [
    { base: 'BTC', quote: 'USDT', priceDecimals: 2, lotDecimals: 5 },
    { base: 'ETH', quote: 'USDT', priceDecimals: 2, lotDecimals: 4 },
    { base: 'SOL', quote: 'USDT', priceDecimals: 2, lotDecimals: 3 },
    { base: 'ETH', quote: 'BTC', priceDecimals: 5, lotDecimals: 4 },
  ],
  kraken: [
    { base: 'BTC', quote: 'USD', priceDecimals: 1, lotDecimals: 8 },
    { base: 'BTC', quote: 'USDT', priceDecimals: 1, lotDecimals: 8 },
    { base: 'ETH', quote: 'USDT', priceDecimals: 2, lotDecimals: 8 },
    { base: 'ETH', quote: 'EUR', priceDecimals: 2, lotDecimals: 8 },
  ],
} as const
const PRICES = { BTC: '64213.57', ETH: '3120.25', SOL: '151.4' } as const
const ETH_IN_BTC = '0.04859'
const ANSWERS = { binance: binanceAnswer, kraken: krakenAnswer } as const
const ADDRESS = /^(?:\/([a-z0-9.-]+(?::\d+)?))?(\/(?:api|0)\/.*)$/

/** Plays Binance and Kraken on 127.0.0.1, for requests as they arrive through EXCHANGE_URL_BINANCE and EXCHANGE_URL_KRAKEN. */
export async function startExchangeServer({
  port = 0,
  now = Date.now,
}: {
  port?: number
  now?: () => number
} = {}): Promise<ExchangeServer> {
  const tables = { binance: table('binance', now), kraken: table('kraken', now) }
  const faults = new Map<PlayedVenue, ExchangeFault>()
  const requests: ExchangeRequest[] = []
  const events = new EventEmitter()
  const pushes = createPushes(tables, events)
  const server = createServer((request, response) => {
    const asked = readRequest(request)
    if (asked === undefined) {
      response.writeHead(404).end()
      return
    }
    requests.push(asked)
    answer(asked, response, { table: tables[asked.venue], fault: faults.get(asked.venue) })
  })
  const webSockets = new WebSocketServer({ server })
  webSockets.on('connection', (socket, request) => {
    pushes.connect(socket, request.url?.includes('kraken') ? 'kraken' : 'binance')
    socket.on('close', () => events.emit('closed'))
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    prices: { binance: tables.binance.prices, kraken: tables.kraken.prices },
    setFault(venue, fault) {
      if (fault === undefined) faults.delete(venue)
      else faults.set(venue, fault)
    },
    push: pushes.push,
    watched: pushes.watched,
    dropSockets() {
      for (const socket of webSockets.clients) socket.terminate()
    },
    async closed() {
      while (webSockets.clients.size > 0) await once(events, 'closed')
    },
    async stop() {
      for (const socket of webSockets.clients) socket.terminate()
      webSockets.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function table(venue: PlayedVenue, now: () => number): VenueTable {
  const markets = MARKETS[venue]
  const prices = markets.map((market) => [symbolOf(market), market.quote === 'BTC' ? ETH_IN_BTC : PRICES[market.base]] as const)
  return { markets, prices: new Map(prices), now }
}

function readRequest({ url = '/' }: IncomingMessage): ExchangeRequest | undefined {
  const { pathname, search } = new URL(url, 'http://127.0.0.1')
  const [, host = '', path] = ADDRESS.exec(pathname) ?? []
  return path === undefined ? undefined : { venue: path.startsWith('/0/') ? 'kraken' : 'binance', host, path, query: search }
}

function answer(
  { venue, path, query }: ExchangeRequest,
  response: ServerResponse,
  { table, fault }: { table: VenueTable; fault: ExchangeFault | undefined },
): void {
  const good = ANSWERS[venue](table, path, new URLSearchParams(query)) ?? { status: 404, body: {} }
  if (fault === undefined) response.writeHead(good.status, { 'content-type': 'application/json' }).end(JSON.stringify(good.body))
  else answerBadly(fault, response, good)
}

/** By hand: `npx tsx test/loopback/exchange-server.ts --port 9302`. Prices move a little with each second. */
async function play(port: number): Promise<void> {
  const server = await startExchangeServer({ port })
  const starts = { binance: new Map(server.prices.binance), kraken: new Map(server.prices.kraken) }
  setInterval(() => {
    for (const venue of ['binance', 'kraken'] as const) {
      for (const [symbol, start] of starts[venue]) {
        const decimals = start.split('.')[1]?.length ?? 0
        const moved = Number(start) * (1 + 0.004 * Math.sin(Date.now() / 61_000) + 0.001 * Math.sin(Date.now() / 3700))
        server.prices[venue].set(symbol, moved.toFixed(decimals))
        server.push(venue, symbol)
      }
    }
  }, 1000)
  process.stdout.write(`Binance and Kraken are played at ${server.url}: set EXCHANGE_URL_BINANCE and EXCHANGE_URL_KRAKEN to it.\n`)
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '9302' } } })
  await play(Number(values.port))
}
