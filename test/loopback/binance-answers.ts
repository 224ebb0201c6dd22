import { lengthOf, nextOpen, openBefore, openOf, type Timeframe } from '../../src/basics/timeframe.ts'
import { around, candleAt, type ListedMarket, symbolOf, type VenueTable } from './venue-table.ts'

const KLINES = 500
const KLINES_MAX = 1000

export interface Answered {
  readonly status: number
  readonly body: unknown
}

const idOf = ({ base, quote }: ListedMarket): string => `${base}${quote}`
const ok = (body: unknown): Answered => ({ status: 200, body })
const refused = (code: number, msg: string): Answered => ({ status: 400, body: { code, msg } })

/** Answers as Binance's spot interface does; undefined for an address that it does not have. */
export function binanceAnswer(table: VenueTable, path: string, query: URLSearchParams): Answered | undefined {
  if (path === '/api/v3/ping') return ok({})
  if (path === '/api/v3/time') return ok({ serverTime: table.now() })
  if (path === '/api/v3/exchangeInfo')
    return ok({ timezone: 'UTC', serverTime: table.now(), rateLimits: [], symbols: table.markets.map(listing) })
  if (path === '/api/v3/ticker/24hr') return tickers(table, query)
  if (path === '/api/v3/klines') return klines(table, query)
  return undefined
}

/** The message of the stream `<symbol>@ticker`. */
export function binancePush(table: VenueTable, market: ListedMarket): unknown {
  const { symbol, lastPrice, bidPrice, askPrice, openPrice, highPrice, lowPrice, volume, quoteVolume, closeTime } = ticker(table, market)
  return {
    e: '24hrTicker',
    E: closeTime,
    s: symbol,
    p: '0',
    P: '0',
    w: lastPrice,
    x: openPrice,
    c: lastPrice,
    Q: '0.1',
    b: bidPrice,
    B: '1',
    a: askPrice,
    A: '1',
    o: openPrice,
    h: highPrice,
    l: lowPrice,
    v: volume,
    q: quoteVolume,
    O: closeTime - 86_400_000,
    C: closeTime,
    F: 1,
    L: 2,
    n: 2,
  }
}

/** The market of a stream such as "btcusdt@ticker". */
export function binanceStreamMarket(table: VenueTable, stream: string): ListedMarket | undefined {
  return table.markets.find((market) => stream === `${idOf(market).toLowerCase()}@ticker`)
}

function listing(market: ListedMarket): unknown {
  return {
    symbol: idOf(market),
    status: 'TRADING',
    baseAsset: market.base,
    baseAssetPrecision: 8,
    quoteAsset: market.quote,
    quotePrecision: 8,
    orderTypes: ['LIMIT', 'MARKET'],
    isSpotTradingAllowed: true,
    isMarginTradingAllowed: false,
    filters: [
      { filterType: 'PRICE_FILTER', minPrice: step(market.priceDecimals), maxPrice: '1000000', tickSize: step(market.priceDecimals) },
      { filterType: 'LOT_SIZE', minQty: step(market.lotDecimals), maxQty: '9000', stepSize: step(market.lotDecimals) },
      {
        filterType: 'NOTIONAL',
        minNotional: '5.00000000',
        applyMinToMarket: true,
        maxNotional: '9000000',
        applyMaxToMarket: false,
        avgPriceMins: 5,
      },
    ],
    permissions: [],
    permissionSets: [['SPOT']],
  }
}

const step = (decimals: number): string => (10 ** -decimals).toFixed(8)

function tickers(table: VenueTable, query: URLSearchParams): Answered {
  const one = query.get('symbol')
  const many: readonly string[] | undefined = query.has('symbols') ? JSON.parse(query.get('symbols') ?? '[]') : undefined
  const wanted = one === null ? many : [one]
  const known = table.markets.filter((market) => wanted === undefined || wanted.includes(idOf(market)))
  if (wanted !== undefined && known.length < wanted.length) return refused(-1121, 'Invalid symbol.')
  const all = known.map((market) => ticker(table, market))
  return ok(one === null ? all : all[0])
}

function ticker(table: VenueTable, market: ListedMarket) {
  const last = table.prices.get(symbolOf(market)) ?? '1'
  const at = around(last)
  return {
    symbol: idOf(market),
    priceChange: '0',
    priceChangePercent: '0',
    weightedAvgPrice: at(0.99),
    prevClosePrice: at(0.98),
    lastPrice: last,
    lastQty: '0.1',
    bidPrice: at(0.9999),
    bidQty: '1',
    askPrice: at(1.0001),
    askQty: '1',
    openPrice: at(0.98),
    highPrice: at(1.02),
    lowPrice: at(0.97),
    volume: '1000',
    quoteVolume: at(1000),
    openTime: table.now() - 86_400_000,
    closeTime: table.now(),
    firstId: 1,
    lastId: 2,
    count: 2,
  }
}

function klines(table: VenueTable, query: URLSearchParams): Answered {
  const market = table.markets.find((each) => idOf(each) === query.get('symbol'))
  if (market === undefined) return refused(-1121, 'Invalid symbol.')
  const timeframe = query.get('interval') as Timeframe
  const limit = Math.min(Number(query.get('limit') ?? KLINES), KLINES_MAX)
  const start = Number(query.get('startTime') ?? openBefore(timeframe, openOf(timeframe, table.now()), limit - 1))
  const price = table.prices.get(symbolOf(market)) ?? '1'
  const rows: unknown[] = []
  const first = openOf(timeframe, start)
  for (
    let time = first < start ? nextOpen(timeframe, first) : first;
    time <= table.now() && rows.length < limit;
    time = nextOpen(timeframe, time)
  ) {
    const { open, high, low, close, volume } = candleAt(price, time, lengthOf(timeframe))
    rows.push([time, open, high, low, close, volume, nextOpen(timeframe, time) - 1, '1', 1, '1', '1', '0'])
  }
  return ok(rows)
}
