import { LRUCache } from 'lru-cache'
import type { WallClock } from '../basics/clock.ts'
import type { LiveLimits } from './live-limits.ts'
import type { VenueObserver } from './live-ports.ts'
import type { LiveVenue } from './live-venue.ts'
import type { Market, Ticker } from './market-ports.ts'

export interface LiveWatchOptions {
  readonly clock: WallClock
  readonly limits: LiveLimits
  readonly observe: VenueObserver
  readonly onTicker: (ticker: Ticker) => void
}

/** Has the venues push the prices that were asked for lately, so that the next question finds them. The longest unasked gives way first. */
export class LiveWatch {
  readonly #options: LiveWatchOptions
  readonly #watched: LRUCache<string, AbortController>

  constructor(options: LiveWatchOptions) {
    this.#options = options
    this.#watched = new LRUCache({
      max: options.limits.watchedMax,
      ttl: options.limits.watchedMsMax,
      ttlResolution: 0,
      updateAgeOnGet: true,
      perf: { now: () => options.clock.elapsed() },
      dispose: (watching) => watching.abort(),
    })
  }

  asked(market: Market, venue: LiveVenue): void {
    this.#watched.purgeStale()
    const exchange = venue.exchange
    if (exchange === undefined || venue.state !== 'ok' || this.#watched.get(market.id) !== undefined) return
    const watching = new AbortController()
    const over = (): void => {
      if (this.#watched.peek(market.id) === watching) this.#watched.delete(market.id)
    }
    const onTicker = (ticker: Ticker): void => {
      this.#watched.purgeStale()
      this.#options.observe({ venue: venue.id, kind: 'push' })
      this.#options.onTicker(ticker)
    }
    this.#watched.set(market.id, watching)
    exchange.watch(market.symbol, onTicker, watching.signal).then(over, over)
  }

  stop(): void {
    this.#watched.clear()
  }
}
