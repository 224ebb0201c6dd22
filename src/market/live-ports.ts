import type { Candles } from '../basics/candles.ts'
import type { Timeframe } from '../basics/timeframe.ts'
import type { Market, Ticker } from './market-ports.ts'

/**
 * Why a venue gave no answer. 'down': not reachable, or it says so itself. 'timeout': silent. 'wrong': what came makes no sense.
 * 'limited': too many requests, ask again after `retryAfterMs`. 'unknown-market' and 'no-price': it answered, but knows no such market or no usable price.
 */
export type TroubleKind = 'down' | 'timeout' | 'wrong' | 'limited' | 'unknown-market' | 'no-price'

/** The only error that an `Exchange` throws. The message is for logs, not for people. */
export class VenueTrouble extends Error {
  override readonly name = 'VenueTrouble'
  readonly kind: TroubleKind
  readonly retryAfterMs: number

  constructor(kind: TroubleKind, message: string, options: { retryAfterMs?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.kind = kind
    this.retryAfterMs = options.retryAfterMs ?? 0
  }
}

/** One page of candles: at most `limit` of them that open at or after `from` (milliseconds since 1970, UTC). */
export interface CandlePage {
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly from: number
  readonly limit: number
}

/** The public side of one exchange. What it returns was checked at the door; it never asks the venue faster than the venue allows. */
export interface Exchange {
  /** Those that the venue has itself and whose candles open when ours do, finest first. */
  readonly timeframes: readonly Timeframe[]
  readonly candlesPerPageMax: number
  /** How far the venue's clock is ahead of ours, in milliseconds, as far as its answers tell. */
  readonly clockSkewMs: number
  /** The active spot markets, asked anew. */
  markets(): Promise<readonly Market[]>
  /** Tickers of these symbols, in any order; one without a usable price is left out. `at` is never in the future. */
  tickers(symbols: readonly string[]): Promise<readonly Ticker[]>
  candles(page: CandlePage): Promise<Candles>
  /** Hands on each price that the venue pushes until the signal aborts; reconnects by itself, and throws when that fails too often. */
  watch(symbol: string, onTicker: (ticker: Ticker) => void, signal: AbortSignal): Promise<void>
  stop(): Promise<void>
}

/** An exchange that is not loaded yet: loading costs memory, so it happens when somebody asks. */
export interface ExchangeEntry {
  readonly id: string
  readonly label: string
  /** `onDropped` is told of each price that was refused because it cannot be one. */
  connect(onDropped: () => void): Promise<Exchange>
}

/** What happens at a venue, to be counted. 'skipped': not asked, because it rests after failures or told us to wait. 'fail-over': it answered for another venue. */
export interface VenueEvent {
  readonly venue: string
  readonly kind: 'ok' | 'skipped' | 'fail-over' | 'dropped-tick' | 'push' | TroubleKind
}

export type VenueObserver = (event: VenueEvent) => void
