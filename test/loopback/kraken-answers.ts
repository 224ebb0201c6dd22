import type { Answered } from './binance-answers.ts'
import { around, candleAt, type ListedMarket, symbolOf, type VenueTable } from './venue-table.ts'

const ROWS_MAX = 720
const LONG_NAMES: Readonly<Record<string, string>> = { BTC: 'XXBT', ETH: 'XETH', USD: 'ZUSD', EUR: 'ZEUR' }
const SHORT_NAMES: Readonly<Record<string, string>> = { BTC: 'XBT' }

const longOf = (code: string): string => LONG_NAMES[code] ?? code
const shortOf = (code: string): string => SHORT_NAMES[code] ?? code
const altOf = ({ base, quote }: ListedMarket): string => `${shortOf(base)}${shortOf(quote)}`
const idOf = (market: ListedMarket): string => (market.quote === 'USDT' ? altOf(market) : `${longOf(market.base)}${longOf(market.quote)}`)
const ok = (result: unknown): Answered => ({ status: 200, body: { error: [], result } })
const refused = (error: string): Answered => ({ status: 200, body: { error: [error] } })

/** Answers as Kraken's public interface does; undefined for an address that it does not have. */
export function krakenAnswer(table: VenueTable, path: string, query: URLSearchParams): Answered | undefined {
  if (path === '/0/public/Time') return ok({ unixtime: Math.floor(table.now() / 1000), rfc1123: new Date(table.now()).toUTCString() })
  if (path === '/0/public/AssetPairs') return ok(Object.fromEntries(table.markets.map((market) => [idOf(market), listing(market)])))
  if (path === '/0/public/Ticker') return tickers(table, query)
  if (path === '/0/public/OHLC') return candles(table, query)
  return undefined
}

/** The message of the channel "ticker", version 2, as text: its prices are bare numbers, right or wrong. */
export function krakenPush(table: VenueTable, market: ListedMarket): string {
  const last = table.prices.get(symbolOf(market)) ?? '1'
  const at = around(last)
  const price = last !== '' && Number.isFinite(Number(last)) ? last : JSON.stringify(last)
  const rest = `"bid":${at(0.9999)},"bid_qty":1,"ask":${at(1.0001)},"ask_qty":1,"volume":1000,"vwap":${at(0.99)},"low":${at(0.97)},"high":${at(1.02)},"change":${at(0.02)},"change_pct":2.04`
  return `{"channel":"ticker","type":"update","data":[{"symbol":"${symbolOf(market)}","last":${price},${rest}}]}`
}

function listing(market: ListedMarket): unknown {
  return {
    altname: altOf(market),
    wsname: `${shortOf(market.base)}/${shortOf(market.quote)}`,
    aclass_base: 'currency',
    base: longOf(market.base),
    aclass_quote: 'currency',
    quote: longOf(market.quote),
    lot: 'unit',
    cost_decimals: 5,
    pair_decimals: market.priceDecimals,
    lot_decimals: market.lotDecimals,
    lot_multiplier: 1,
    leverage_buy: [],
    leverage_sell: [],
    fees: [[0, 0.4]],
    fees_maker: [[0, 0.25]],
    ordermin: '0.0001',
    costmin: '0.5',
    tick_size: (10 ** -market.priceDecimals).toFixed(8),
    status: 'online',
  }
}

function tickers(table: VenueTable, query: URLSearchParams): Answered {
  const wanted = query.get('pair')?.split(',')
  const known = table.markets.filter((market) => wanted === undefined || wanted.includes(idOf(market)))
  if (wanted !== undefined && known.length < wanted.length) return refused('EQuery:Unknown asset pair')
  return ok(Object.fromEntries(known.map((market) => [idOf(market), ticker(table, market)])))
}

function ticker(table: VenueTable, market: ListedMarket): unknown {
  const last = table.prices.get(symbolOf(market)) ?? '1'
  const at = around(last)
  return {
    a: [at(1.0001), '1', '1.000'],
    b: [at(0.9999), '1', '1.000'],
    c: [last, '0.1'],
    v: ['400', '1000'],
    p: [at(0.995), at(0.99)],
    t: [10, 20],
    l: [at(0.98), at(0.97)],
    h: [at(1.01), at(1.02)],
    o: at(0.985),
  }
}

function candles(table: VenueTable, query: URLSearchParams): Answered {
  const market = table.markets.find((each) => idOf(each) === query.get('pair'))
  if (market === undefined) return refused('EQuery:Unknown asset pair')
  const lengthMs = Number(query.get('interval') ?? '1') * 60_000
  const price = table.prices.get(symbolOf(market)) ?? '1'
  const last = Math.floor(table.now() / lengthMs) * lengthMs
  const first = Math.max(last - (ROWS_MAX - 1) * lengthMs, Math.ceil((Number(query.get('since') ?? '0') * 1000 + 1) / lengthMs) * lengthMs)
  const rows: unknown[] = []
  for (let time = first; time <= last; time += lengthMs) {
    const { open, high, low, close, volume } = candleAt(price, time, lengthMs)
    rows.push([time / 1000, open, high, low, close, close, volume, 3])
  }
  return ok({ [idOf(market)]: rows, last: last / 1000 })
}
