import { LRUCache } from 'lru-cache'
import type { WallClock } from '../basics/clock.ts'
import { timeLimit } from '../basics/clock.ts'
import type { LiveLimits } from './live-limits.ts'
import type { VenueObserver } from './live-ports.ts'
import { VenueTrouble } from './live-ports.ts'
import { type LiveVenue, orAbort } from './live-venue.ts'
import type { Market, Ticker } from './market-ports.ts'

const PRICES_MAX = 5000

export interface LivePricesOptions {
  readonly venues: readonly LiveVenue[]
  readonly clock: WallClock
  readonly limits: LiveLimits
  readonly observe: VenueObserver
}

/** The newest price of each market, from whichever venue can say it: its own, else another one that is then named, else the last that was known. */
export class LivePrices {
  readonly #options: LivePricesOptions
  readonly #kept: LRUCache<string, { readonly ticker: Ticker; readonly seenAt: number }>
  #newestAt: number | undefined

  constructor(options: LivePricesOptions) {
    this.#options = options
    this.#kept = new LRUCache({
      max: PRICES_MAX,
      ttl: options.limits.priceAgeMsMax,
      ttlResolution: 0,
      perf: { now: () => options.clock.elapsed() },
    })
  }

  get newestAt(): number | undefined {
    return this.#newestAt
  }

  /** Remembers a price, unless a newer one is known. */
  keep(ticker: Ticker): void {
    const known = this.#kept.get(ticker.marketId)
    if (known !== undefined && known.ticker.at > ticker.at) return
    this.#kept.set(ticker.marketId, { ticker, seenAt: this.#options.clock.elapsed() })
    this.#newestAt = Math.max(ticker.at, this.#newestAt ?? 0)
  }

  /** A price that is fresh, or of another venue that is then named, or old with its old `at`. Throws `VenueTrouble` when there is none. */
  async price(market: Market, own: LiveVenue, { elsewhere }: { elsewhere: boolean }): Promise<Ticker> {
    const fresh = this.#fresh(market.id)
    if (fresh !== undefined) return fresh
    try {
      return this.#keepNewest(await own.ticker(market.symbol))
    } catch (error) {
      if (!(error instanceof VenueTrouble)) throw error
      const answered = error.kind === 'no-price' || error.kind === 'unknown-market'
      const other = !answered || elsewhere ? await this.#fromOthers(market, own) : undefined
      const last = other ?? this.#lastKnown(market.id)
      if (last === undefined) throw error
      return last
    }
  }

  #fresh(marketId: string): Ticker | undefined {
    const known = this.#kept.get(marketId)
    const { clock, limits } = this.#options
    return known !== undefined && clock.elapsed() - known.seenAt < limits.priceFreshMs ? known.ticker : undefined
  }

  #lastKnown(marketId: string): Ticker | undefined {
    const ticker = this.#kept.get(marketId)?.ticker
    const { clock, limits } = this.#options
    return ticker !== undefined && clock.now() - ticker.at <= limits.priceAgeMsMax ? ticker : undefined
  }

  #keepNewest(ticker: Ticker): Ticker {
    this.keep(ticker)
    return this.#kept.get(ticker.marketId)?.ticker ?? ticker
  }

  async #fromOthers(asked: Market, own: LiveVenue): Promise<Ticker | undefined> {
    const { venues, clock, limits } = this.#options
    const { signal, release } = timeLimit(clock, limits.failOverMsMax)
    try {
      for (const venue of venues) {
        if (venue === own || signal.aborted) continue
        const ticker = await orAbort(this.#fromOther(venue, asked), signal).catch(troubleOnly)
        if (ticker !== undefined) return ticker
      }
      return undefined
    } finally {
      release()
    }
  }

  async #fromOther(venue: LiveVenue, asked: Market): Promise<Ticker | undefined> {
    const markets = await venue.markets()
    const market = markets.find(({ symbol }) => symbol === asked.symbol)
    if (market === undefined) return undefined
    const ticker = this.#fresh(market.id) ?? this.#keepNewest(await venue.ticker(asked.symbol))
    this.#options.observe({ venue: venue.id, kind: 'fail-over' })
    return { ...ticker, marketId: asked.id, answeredBy: venue.id }
  }
}

/** A venue in trouble, or one that takes too long, has simply no answer here; the venue itself has counted it. */
function troubleOnly(error: unknown): undefined {
  if (error instanceof VenueTrouble || (error instanceof Error && error.name === 'TimeLimitError')) return undefined
  throw error
}
