import { type EventEmitter, once } from 'node:events'
import type { WebSocket } from 'ws'
import { binancePush, binanceStreamMarket } from './binance-answers.ts'
import { krakenPush } from './kraken-answers.ts'
import { type ListedMarket, symbolOf, type VenueTable } from './venue-table.ts'

type Venue = 'binance' | 'kraken'

interface Asked {
  readonly method: string
  readonly id?: number
  readonly req_id?: number
  readonly params?: readonly string[] | { readonly channel?: string; readonly symbol?: readonly string[] }
}

export interface Pushes {
  connect(socket: WebSocket, venue: Venue): void
  push(venue: Venue, symbol: string): void
  watched(venue: Venue, symbol: string): Promise<void>
}

/** The WebSocket side: Binance's SUBSCRIBE and UNSUBSCRIBE of `<symbol>@ticker`, and Kraken's channel "ticker", version 2. */
export function createPushes(tables: Readonly<Record<Venue, VenueTable>>, events: EventEmitter): Pushes {
  const watching: Record<Venue, Map<string, Set<WebSocket>>> = { binance: new Map(), kraken: new Map() }
  const watchersOf = (venue: Venue, symbol: string): Set<WebSocket> => {
    const watchers = watching[venue].get(symbol) ?? new Set()
    watching[venue].set(symbol, watchers)
    return watchers
  }
  const watch = (venue: Venue, symbol: string, socket: WebSocket): void => {
    watchersOf(venue, symbol).add(socket)
    socket.on('close', () => watchersOf(venue, symbol).delete(socket))
    events.emit(`${venue}:${symbol}`)
  }

  const onBinance = (asked: Asked, socket: WebSocket): void => {
    socket.send(JSON.stringify({ result: null, id: asked.id }))
    for (const stream of Array.isArray(asked.params) ? asked.params : []) {
      const market = binanceStreamMarket(tables.binance, stream)
      if (market === undefined) continue
      if (asked.method === 'SUBSCRIBE') watch('binance', symbolOf(market), socket)
      else watchersOf('binance', symbolOf(market)).delete(socket)
    }
  }
  const onKraken = ({ method, params, req_id }: Asked, socket: WebSocket): void => {
    if (method === 'ping') socket.send(JSON.stringify({ method: 'pong', req_id }))
    if (method !== 'subscribe' || params === undefined || !('symbol' in params)) return
    for (const symbol of params.symbol ?? []) {
      const known = tables.kraken.markets.some((market) => symbolOf(market) === symbol)
      const result = { channel: params.channel, snapshot: true, symbol }
      socket.send(
        JSON.stringify(
          known ? { method, result, success: true, req_id } : { method, error: 'Currency pair not supported', success: false, req_id },
        ),
      )
      if (known) watch('kraken', symbol, socket)
    }
  }
  const message = (venue: Venue, market: ListedMarket): string =>
    venue === 'kraken' ? krakenPush(tables.kraken, market) : JSON.stringify(binancePush(tables.binance, market))

  return {
    connect(socket, venue) {
      if (venue === 'kraken')
        socket.send(JSON.stringify({ channel: 'status', type: 'update', data: [{ system: 'online', api_version: 'v2' }] }))
      socket.on('message', (data) => {
        const asked: Asked = JSON.parse(String(data))
        if (venue === 'kraken') onKraken(asked, socket)
        else onBinance(asked, socket)
      })
    },
    push(venue, symbol) {
      const market = tables[venue].markets.find((each) => symbolOf(each) === symbol)
      if (market === undefined) return
      for (const socket of watchersOf(venue, symbol)) socket.send(message(venue, market))
    },
    async watched(venue, symbol) {
      if (watchersOf(venue, symbol).size === 0) await once(events, `${venue}:${symbol}`)
    },
  }
}
