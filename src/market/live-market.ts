import { type Candles, indexFrom, joinCandles, sliceCandles } from '../basics/candles.ts'
import type { MarketClock, WallClock } from '../basics/clock.ts'
import { Refusal } from '../basics/refusal.ts'
import { showAge } from '../basics/show.ts'
import { lengthOf, nextOpen, type Timeframe } from '../basics/timeframe.ts'
import { LIVE_LIMITS, type LiveLimits } from './live-limits.ts'
import { type ExchangeEntry, type VenueObserver, VenueTrouble } from './live-ports.ts'
import { LivePrices } from './live-prices.ts'
import { LiveVenue, orAbort } from './live-venue.ts'
import { LiveWatch } from './live-watch.ts'
import type { CandleRequest, Market, MarketSource, SourceStatus, Ticker } from './market-ports.ts'

/** Who asks for more markets than this screens them: not worth a watch each, nor another venue for one missing price. */
const ASKED_ONE_BY_ONE_MAX = 20
const PAGES_MAX = 1000
const SKEW_SHOWN_MS = 30_000
/** What every venue has, for markets of a venue that was not asked yet. */
const COMMON_TIMEFRAMES: readonly Timeframe[] = ['1m', '5m', '15m', '30m', '1h', '1d']

export interface LiveMarketOptions {
  /** In order of preference. */
  readonly exchanges: readonly ExchangeEntry[]
  readonly clock: WallClock
  readonly observe?: VenueObserver
  readonly limits?: Partial<LiveLimits>
}

/** The market as the exchanges tell it. A market is asked at its own venue; when that fails, another venue may answer with its price, and is named. */
export function createLiveMarket({ exchanges, clock, observe = () => {}, limits }: LiveMarketOptions): MarketSource {
  return new LiveMarket(exchanges, clock, { observe, limits: { ...LIVE_LIMITS, ...limits } })
}

class LiveMarket implements MarketSource {
  readonly kind = 'live'
  readonly label = 'Live'
  readonly clock: MarketClock
  readonly #limits: LiveLimits
  readonly #venues: readonly LiveVenue[]
  readonly #prices: LivePrices
  readonly #watch: LiveWatch
  #failOvers = 0
  #lists: readonly (readonly Market[] | undefined)[] = []
  #markets: readonly Market[] = []

  constructor(exchanges: readonly ExchangeEntry[], clock: WallClock, options: { observe: VenueObserver; limits: LiveLimits }) {
    const observe: VenueObserver = (event) => {
      if (event.kind === 'fail-over') this.#failOvers += 1
      options.observe(event)
    }
    const shared = { clock, observe, limits: options.limits }
    this.clock = clock
    this.#limits = options.limits
    this.#venues = exchanges.map((entry) => new LiveVenue(entry, shared))
    this.#prices = new LivePrices({ ...shared, venues: this.#venues })
    this.#watch = new LiveWatch({ ...shared, onTicker: (ticker) => this.#prices.keep(ticker) })
  }

  /** The lists of all venues that answered so far. Waits only while there is none: a venue that fell silent must not hold up those who read names. */
  async markets(signal?: AbortSignal): Promise<readonly Market[]> {
    const known = this.#listed()
    for (const venue of this.#venues) {
      const asked = venue.markets().catch(noAnswer)
      if (known.length > 0 || (await interruptible(asked, signal)) !== undefined) break
    }
    if (this.#listed().length === 0) throw this.#unavailable('a list of markets')
    return this.#listed()
  }

  async moreMarkets(venueId: string | undefined, signal?: AbortSignal): Promise<readonly Market[]> {
    const worthAsking = this.#venues.filter(({ id, listed }) => (venueId === undefined ? listed === undefined : id === venueId))
    for (const venue of worthAsking) {
      const list = await interruptible(venue.markets().catch(noAnswer), signal)
      if (list !== undefined) return list
    }
    return []
  }

  async tickers(markets: readonly Market[], signal?: AbortSignal): Promise<readonly Ticker[]> {
    const few = markets.length <= ASKED_ONE_BY_ONE_MAX
    const found = markets.map(async (market) => {
      const venue = this.#venueOf(market)
      const ticker = await this.#prices.price(market, venue, { elsewhere: few }).catch(noAnswer)
      if (few && ticker !== undefined && ticker.answeredBy === undefined) this.#watch.asked(market, venue)
      return ticker
    })
    const tickers = (await interruptible(Promise.all(found), signal)).filter((ticker) => ticker !== undefined)
    if (tickers.length === 0 && markets.length > 0) throw this.#unavailable(`a price of ${markets[0]?.symbol ?? ''}`)
    return tickers
  }

  timeframes(market: Market): readonly Timeframe[] {
    return this.#venueOf(market).exchange?.timeframes ?? COMMON_TIMEFRAMES
  }

  async candles({ market, timeframe, from, to }: CandleRequest, signal?: AbortSignal): Promise<Candles> {
    const venue = this.#venueOf(market)
    const end = Math.min(to, this.clock.now())
    const parts: Candles[] = []
    let cursor = from
    for (let page = 0; page < PAGES_MAX && cursor < end; page++) {
      const left = Math.ceil((end - cursor) / lengthOf(timeframe)) + 1
      const asked = venue.ask(this.#limits.candlesMsMax, (exchange) =>
        exchange.candles({ symbol: market.symbol, timeframe, from: cursor, limit: Math.min(left, exchange.candlesPerPageMax) }),
      )
      const candles = await interruptible(asked, signal).catch(noAnswer)
      if (candles === undefined) throw this.#unavailable(`candles of ${market.symbol}`, [venue])
      const part = sliceCandles(candles, indexFrom(candles.time, cursor), indexFrom(candles.time, end))
      parts.push(part)
      const last = part.time.at(-1)
      const window = Math.min(left, venue.exchange?.candlesPerPageMax ?? left) * lengthOf(timeframe)
      cursor = last === undefined ? cursor + window : nextOpen(timeframe, last)
    }
    return joinCandles(timeframe, parts)
  }

  status(): SourceStatus {
    const newestPriceAt = this.#prices.newestAt
    const venues = this.#venues.filter(({ state }) => state !== 'idle').map((venue) => `${venue.label} ${venue.state}${skewOf(venue)}`)
    const age = newestPriceAt === undefined ? 'no price yet' : `newest price ${showAge(this.clock.now() - newestPriceAt)} old`
    const failOvers = this.#failOvers === 0 ? [] : [`${this.#failOvers} answers from another venue`]
    return {
      ok: this.#venues.some(({ state }) => state === 'ok') || venues.length === 0,
      detail: [...(venues.length === 0 ? ['no exchange asked yet'] : venues), age, ...failOvers].join('; '),
      ...(newestPriceAt === undefined ? {} : { newestPriceAt }),
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#venues.map((venue) => venue.stop()))
    this.#watch.stop()
  }

  /** What was listed by the venues that were asked so far: the same array until one of them lists anew. */
  #listed(): readonly Market[] {
    const lists = this.#venues.map(({ listed }) => listed)
    if (lists.some((list, index) => list !== this.#lists[index])) {
      this.#lists = lists
      this.#markets = lists.flatMap((list) => list ?? [])
    }
    return this.#markets
  }

  #venueOf({ venue }: Market): LiveVenue {
    const found = this.#venues.find(({ id }) => id === venue)
    if (found !== undefined) return found
    const names = this.#venues.map(({ id }) => id).join(', ')
    throw new Refusal('not-found', `This desk does not ask ${venue}.`, { hint: `It asks ${names}.` })
  }

  #unavailable(what: string, asked: readonly LiveVenue[] = this.#venues.filter(({ state }) => state !== 'idle')): Refusal {
    const names = asked.map(({ label }) => label).join(', ')
    return new Refusal('unavailable', `I could not get ${what} just now: ${names || 'no exchange'} gave no good answer.`, {
      hint: 'Try again in a minute. /health says how each exchange is doing.',
    })
  }
}

function skewOf({ exchange, label }: LiveVenue): string {
  const skewMs = exchange?.clockSkewMs ?? 0
  if (Math.abs(skewMs) < SKEW_SHOWN_MS) return ''
  return ` (this machine's clock is ${showAge(Math.abs(skewMs))} ${skewMs > 0 ? 'behind' : 'ahead of'} ${label}'s)`
}

function interruptible<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  return signal === undefined ? work : orAbort(work, signal)
}

/** A venue in trouble has no answer; the venue itself has counted why. Anything else is a bug and goes on. */
function noAnswer(error: unknown): undefined {
  if (error instanceof VenueTrouble) return undefined
  throw error
}
