import type { Candles } from '../basics/candles.ts'
import type { Decimal } from '../basics/money.ts'
import type { Timeframe } from '../basics/timeframe.ts'
import type { Market, SourceKind, SourceStatus, Ticker } from './market-ports.ts'

/** What commands may ask of the market, at the time of one clock: the desk's, or that of a practice session. */
export interface MarketService {
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
  ticker(market: Market, signal?: AbortSignal): Promise<Ticker>
  tickers(markets: readonly Market[], signal?: AbortSignal): Promise<readonly Ticker[]>
  /** The price of "btc", "btc/eth" or "(btc+eth)/2" in the quote currency that comes out; a listed market wins over a computed one. */
  evaluate(expression: string, signal?: AbortSignal): Promise<ComputedPrice>
  /** The last `limit` candles before `to` (now by default). Missing timeframes are built from finer ones. */
  candles(query: CandleQuery, signal?: AbortSignal): Promise<CandleSeries>
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
