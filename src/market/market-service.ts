import type { Candles } from '../basics/candles.ts'
import type { Decimal } from '../basics/money.ts'
import { Refusal } from '../basics/refusal.ts'
import { dividesInto, HOUR_MS, TIMEFRAMES, type Timeframe } from '../basics/timeframe.ts'
import { candleSeries } from './candles/candle-series.ts'
import { type ClosedSpan, closedCandles } from './candles/closed-candles.ts'
import { computePrice } from './computed-price.ts'
import { isDollar, type MarketNames, marketNames } from './market-names.ts'
import type { Market, MarketSource, SourceKind, SourceStatus, Ticker } from './market-ports.ts'
import { createRecentCandles, type RecentCandles } from './recent-candles.ts'

/** How long the deepest market of a coin is taken to stay the deepest, in market time. */
const DEEPEST_KEPT_MS = HOUR_MS
/** How many more venues are asked for a name that nobody knew so far. */
const VENUES_ASKED_MAX = 10

/** What commands may ask of the market, at the time of one clock: the desk's, or that of a practice session. */
export interface MarketService extends RecentCandles {
  readonly kind: SourceKind
  readonly label: string
  /** Market time, in milliseconds. */
  now(): number
  status(): SourceStatus
  /** Reads "btc", "BTC/USDT", "btcusdt", "$eth", "kraken:BTC/USD"; refuses with the nearest names. "btc" means the deepest stablecoin market of the preferred venue. */
  find(text: string, signal?: AbortSignal): Promise<Market>
  /** Markets whose name begins like this, best first: for suggestions. */
  like(typed: string): Promise<readonly string[]>
  markets(signal?: AbortSignal): Promise<readonly Market[]>
  /** Every timeframe that candles of this market come in, built ones among them, finest first. */
  timeframes(market: Market): readonly Timeframe[]
  ticker(market: Market, signal?: AbortSignal): Promise<Ticker>
  tickers(markets: readonly Market[], signal?: AbortSignal): Promise<readonly Ticker[]>
  /** The price of "btc", "btc/eth" or "(btc+eth)/2" in the quote currency that comes out; a listed market wins over a computed one. */
  evaluate(expression: string, signal?: AbortSignal): Promise<ComputedPrice>
  /** The last `limit` candles before `to` (now by default). Missing timeframes are built from finer ones. */
  candles(query: CandleQuery, signal?: AbortSignal): Promise<CandleSeries>
  /** The finest candles that closed in a span, which may be of more than one timeframe. */
  closed(market: Market, span: ClosedSpan, signal?: AbortSignal): Promise<readonly Candles[]>
}

export interface CandleQuery {
  readonly market: Market
  readonly timeframe: Timeframe
  readonly limit: number
  readonly to?: number
  /** Whether the candle that is not yet closed comes too. It never enters an indicator unless asked for. */
  readonly forming?: boolean
}

export interface CandleSeries {
  readonly market: Market
  readonly candles: Candles
  /** The last candle is not closed yet. */
  readonly forming: boolean
  /** The timeframe that these were built from, where they were built. */
  readonly builtFrom?: Timeframe
  /** How many candles are missing between the first and the last. */
  readonly missing: number
}

export interface ComputedPrice {
  readonly price: Decimal
  /** What the price is in, such as USDT; empty for a ratio. */
  readonly unit: string
  /** The oldest of the prices that went in. */
  readonly at: number
  readonly markets: readonly Market[]
  /** The market whose own ticker this is, when it was not computed. */
  readonly listed?: Market
}

export interface MarketServiceOptions {
  readonly source: MarketSource
  /** Venues in the order in which a name is looked up. */
  readonly preferredVenues: readonly string[]
}

/** The market of one source. Keep it: it remembers names, which market of a coin is the deepest, and the last candles. */
export function createMarketService({ source, preferredVenues }: MarketServiceOptions): MarketService {
  const namesOf = cachedNames(preferredVenues)
  const deepest = new Map<string, { readonly market: Market; readonly until: number }>()
  const names = async (signal?: AbortSignal): Promise<MarketNames> => namesOf(await source.markets(signal))

  const candidatesOf = async (text: string, signal?: AbortSignal): Promise<readonly Market[]> => {
    for (let asked = 0; ; asked++) {
      try {
        return (await names(signal)).candidates(text)
      } catch (error) {
        const unknown = error instanceof Refusal && error.code === 'not-found' && asked < VENUES_ASKED_MAX
        const more = unknown ? ((await source.moreMarkets?.(venueIn(text), signal)) ?? []) : []
        if (more.length === 0) throw error
      }
    }
  }
  const find = async (text: string, signal?: AbortSignal): Promise<Market> => {
    const candidates = await candidatesOf(text, signal)
    const [first] = candidates
    if (first === undefined) throw new Refusal('not-found', 'There are no markets.')
    const rivals = candidates.filter(
      ({ venue, base, quote, active }) => venue === first.venue && base === first.base && isDollar(quote) && active === first.active,
    )
    if (rivals.length <= 1 || !isDollar(first.quote)) return first
    const known = deepest.get(first.id)
    if (known !== undefined && source.clock.now() < known.until) return known.market
    const market = deepestOf(rivals, await source.tickers(rivals, signal)) ?? first
    deepest.set(first.id, { market, until: source.clock.now() + DEEPEST_KEPT_MS })
    return market
  }
  const ticker = async (market: Market, signal?: AbortSignal): Promise<Ticker> => {
    const [found] = await source.tickers([market], signal)
    if (found === undefined) throw new Refusal('unavailable', `There is no price of ${market.symbol} at ${market.venue} right now.`)
    return found
  }

  const service: Omit<MarketService, keyof RecentCandles> = {
    kind: source.kind,
    label: source.label,
    now: () => source.clock.now(),
    status: () => source.status(),
    find,
    like: async (typed) => (await names()).like(typed),
    markets: (signal) => source.markets(signal),
    timeframes(market) {
      const native = source.timeframes(market)
      return TIMEFRAMES.filter((each) => native.includes(each) || native.some((finer) => dividesInto(finer, each)))
    },
    ticker,
    tickers: (markets, signal) => source.tickers(markets, signal),
    evaluate: (expression, signal) =>
      computePrice(expression, {
        names: () => names(signal),
        find: (text) => find(text, signal),
        ticker: (market) => ticker(market, signal),
        now: () => source.clock.now(),
      }),
    candles: (query, signal) => candleSeries(source, query, signal),
    closed: (market, span, signal) => closedCandles(source, market, span, signal),
  }
  return { ...service, ...createRecentCandles(service) }
}

function cachedNames(preferredVenues: readonly string[]): (markets: readonly Market[]) => MarketNames {
  let known: { readonly markets: readonly Market[]; readonly names: MarketNames } | undefined
  return (markets) => {
    const same = known?.markets.length === markets.length && known.markets.every((market, index) => market === markets[index])
    if (known === undefined || !same) known = { markets, names: marketNames(markets, preferredVenues) }
    return known.names
  }
}

/** The venue in "kraken:BTC/USD". */
function venueIn(text: string): string | undefined {
  return /^\s*([a-z0-9]{2,20}):/i.exec(text)?.[1]?.toLowerCase()
}

/** Dollars and stablecoins are all worth about one dollar, so their volumes compare as they are. */
function deepestOf(markets: readonly Market[], tickers: readonly Ticker[]): Market | undefined {
  let best: Ticker | undefined
  for (const ticker of tickers) {
    if (ticker.quoteVolume?.gt(best?.quoteVolume ?? -1)) best = ticker
  }
  return markets.find(({ id }) => id === best?.marketId)
}
