import type { Candle, Candles } from '../basics/candles.ts'
import type { MarketClock } from '../basics/clock.ts'
import type { Decimal } from '../basics/money.ts'
import type { Origin } from '../basics/origin.ts'
import type { Timeframe } from '../basics/timeframe.ts'

export type SourceKind = 'live' | 'replay' | 'simulated'

/** A market of one venue. `id` is "binance:BTC/USDT"; `tick` and `lot` are the smallest steps of price and quantity, as plain decimals. */
export interface Market {
  readonly id: string
  readonly venue: string
  readonly symbol: string
  readonly base: string
  readonly quote: string
  readonly tick: string
  readonly lot: string
  /** The least an order must be worth in the quote currency, where the venue says so. */
  readonly minimumCost?: string
  readonly active: boolean
}

/** What a market was last seen at. `at` is when the venue said so, in milliseconds of market time. */
export interface Ticker {
  readonly marketId: string
  /** The venue whose price this is, where the market's own did not answer. */
  readonly answeredBy?: string
  readonly last: Decimal
  readonly at: number
  readonly bid?: Decimal
  readonly ask?: Decimal
  /** The price 24 hours before, from which the change derives. */
  readonly dayOpen?: Decimal
  /** The first price since midnight UTC, where the venue says that instead. */
  readonly midnightOpen?: Decimal
  readonly dayHigh?: Decimal
  readonly dayLow?: Decimal
  readonly baseVolume?: Decimal
  readonly quoteVolume?: Decimal
}

/** Candles that open in [from, to): milliseconds of market time. */
export interface CandleRequest {
  readonly market: Market
  readonly timeframe: Timeframe
  readonly from: number
  readonly to: number
}

/** Where markets, prices and candles come from: an exchange, recorded files, or a simulation. */
export interface MarketSource {
  readonly kind: SourceKind
  /** What people read: "Live", "Replay", "SIMULATED". */
  readonly label: string
  readonly clock: MarketClock
  markets(signal?: AbortSignal): Promise<readonly Market[]>
  /**
   * Markets of one more venue, for a name that `markets` does not have: of the venue named, or of the next one that was not asked yet.
   * Empty when there is none left or it does not answer; from then on `markets` has them too. Missing where there is only one venue.
   */
  moreMarkets?(venue: string | undefined, signal?: AbortSignal): Promise<readonly Market[]>
  /** The newest tickers of these markets; one without a price is left out. Throws `Refusal('unavailable')` when nobody answers. */
  tickers(markets: readonly Market[], signal?: AbortSignal): Promise<readonly Ticker[]>
  /** Timeframes that this market has around `at` (the clock's time by default) without building them, finest first. */
  timeframes(market: Market, at?: number): readonly Timeframe[]
  /**
   * Candles that are known at the clock's time, gaps left as gaps, oldest first; the last one may still be forming.
   * The timeframe is one of `timeframes(market)`.
   */
  candles(request: CandleRequest, signal?: AbortSignal): Promise<Candles>
  /** One line about how it is doing, for /health. */
  status(): SourceStatus
  stop(): Promise<void>
}

export interface SourceStatus {
  readonly ok: boolean
  readonly detail: string
  /** When the newest price was seen, in market time; undefined before the first. */
  readonly newestPriceAt?: number
}

/** The time from the first opening to the last close of some candles, in milliseconds; there may be gaps inside. */
export interface TimeSpan {
  readonly from: number
  readonly to: number
}

export interface CandleSpan extends TimeSpan {
  readonly timeframe: Timeframe
}

/** The past without a clock: recorded files, a simulation, or what a venue can be asked for. A clock over it makes a market. */
export interface CandleHistory {
  markets(signal?: AbortSignal): Promise<readonly Market[]>
  /** What there is of a market, finest first. `from` is 0 where nobody knows when it began. */
  spans(market: Market): readonly CandleSpan[]
  /** From the first to the last candle of all markets. */
  range(signal?: AbortSignal): Promise<TimeSpan>
  /** Closed candles, gaps left as gaps, oldest first. The timeframe is one of `spans(market)`. */
  read(request: CandleRequest, signal?: AbortSignal): Promise<Candles>
  /** How much of a candle was known at `at`, before it closed, and when the last of that was seen: of a recorded one its open alone. */
  unfinished(candle: Candle, at: number, market: Market): KnownPart
}

export interface KnownPart {
  readonly part: Candle
  readonly at: number
}

/** Files with recorded candles, by name. */
export interface CandleFiles {
  names(): Promise<readonly string[]>
  /** The bytes of a file, piece by piece. */
  open(name: string): AsyncIterable<Uint8Array>
}

/** Candles that were kept, in columns. Only closed candles go in. */
export interface CandleStore {
  read(request: CandleRequest): Promise<Candles>
  /** Adds closed candles, replacing those of the same opening; returns how many there were to write. `tick` is the price step that they are coded in. */
  write(market: Market, candles: Candles): Promise<number>
  /** What is kept of each market and timeframe. */
  list(): Promise<readonly KeptCandles[]>
  /** Sets impossible candles aside, with the reason. */
  quarantine(market: Market, timeframe: Timeframe, faults: readonly CandleFault[]): Promise<void>
  countFaults(): Promise<number>
}

export interface KeptCandles {
  readonly marketId: string
  readonly timeframe: Timeframe
  readonly from: number
  readonly to: number
  readonly count: number
}

export interface CandleFault {
  readonly time: number
  readonly reason:
    | 'not-a-number'
    | 'high-below-low'
    | 'outside-range'
    | 'not-positive'
    | 'negative-volume'
    | 'duplicate'
    | 'unsorted'
    | 'misaligned'
    | 'future'
    | 'spike'
  /** The row as it came, for whoever looks into it. */
  readonly row: string
}

/** The markets that a venue listed when it was last asked, so that names are known before it answers again. */
export interface MarketStore {
  save(markets: readonly Market[]): Promise<void>
  list(): Promise<readonly Market[]>
}

/** The markets that people follow. */
export interface WatchlistStore {
  list(userId: string): Promise<readonly string[]>
  add(userId: string, marketIds: readonly string[], origin: Origin): Promise<void>
  remove(userId: string, marketIds: readonly string[], origin: Origin): Promise<void>
}

/** A user's practice: since `startedAt` of wall time the market runs from `from` (market time) at `speed` market seconds per second. */
export interface PracticeSession {
  readonly from: number
  readonly speed: number
  readonly startedAt: number
}

export interface PracticeStore {
  read(userId: string): Promise<PracticeSession | undefined>
  write(userId: string, session: PracticeSession, origin: Origin): Promise<void>
  clear(userId: string, origin: Origin): Promise<void>
}
