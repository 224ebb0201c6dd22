import type { Candles } from '../../basics/candles.ts'
import type { WallClock } from '../../basics/clock.ts'
import { lengthOf, TIMEFRAMES, type Timeframe } from '../../basics/timeframe.ts'
import { type CandlePage, type Exchange, VenueTrouble } from '../../market/live-ports.ts'
import type { Market, Ticker } from '../../market/market-ports.ts'
import type { CcxtExchange } from './load-ccxt.ts'
import { readCandles, readMarket, readTicker } from './venue-answers.ts'
import { BODY_BYTES_MAX, openDoor, type VenueDoor } from './venue-door.ts'

/** Binance's list is the longest that is known: about 3 MB. */
const LIST_BYTES_MAX = 20_000_000
const MARKETS_MAX = 10_000
/** More symbols than this are asked for as "all": cheaper at the venue, and the address stays short. */
const SYMBOLS_NAMED_MAX = 100
const CANDLES_PER_PAGE = 300
const CANDLES_PER_PAGE_MAX = 1000
const WATCH_FAILURES_MAX = 5
const WATCH_AGAIN_MS = 500
const RETRY_AFTER_MS = 30_000

export interface CcxtExchangeOptions {
  readonly id: string
  /** Another base address, under which requests arrive as /<original host>/<path>. */
  readonly url: string | undefined
  readonly clock: WallClock
  /** Told of each price that was refused because it cannot be one. */
  readonly onDropped: () => void
}

/** An exchange through ccxt: public data only, every answer checked, prices as exact decimals. */
export async function connectCcxtExchange(options: CcxtExchangeOptions): Promise<Exchange> {
  return new CheckedExchange(await openDoor(options), options)
}

class CheckedExchange implements Exchange {
  readonly timeframes: readonly Timeframe[]
  readonly candlesPerPageMax: number
  readonly #ccxt: CcxtExchange
  readonly #door: VenueDoor
  readonly #options: CcxtExchangeOptions
  #listing: Promise<readonly Market[]> | undefined
  #watches = 0

  constructor(door: VenueDoor, options: CcxtExchangeOptions) {
    const { ccxt, facts } = door
    this.#ccxt = ccxt
    this.#door = door
    this.#options = options
    this.timeframes = TIMEFRAMES.filter(
      (each) => each in ccxt.timeframes && (lengthOf(each) <= lengthOf('1d') || facts.longTimeframes.includes(each)),
    )
    this.candlesPerPageMax = Math.min(Number(ccxt.features?.spot?.fetchOHLCV?.limit ?? CANDLES_PER_PAGE), CANDLES_PER_PAGE_MAX)
  }

  get clockSkewMs(): number {
    return this.#door.clockSkewMs
  }

  markets(): Promise<readonly Market[]> {
    return this.#guarded(async () => {
      const { id } = this.#options
      this.#door.bytesMax = LIST_BYTES_MAX
      try {
        const raw = await this.#ccxt.fetchMarkets({ ...this.#door.facts.marketParams })
        const markets = raw.flatMap((each) => readMarket(each, id) ?? []).slice(0, MARKETS_MAX)
        if (markets.length === 0) throw new VenueTrouble('wrong', `${id} listed no market`)
        // ccxt keeps a list that failed to load as failed for ever, so it is handed the one that did, without its copy of the whole answer.
        Object.assign(this.#ccxt, {
          marketsLoading: Promise.resolve(this.#ccxt.setMarkets(raw.map((market) => ({ ...market, info: {} })))),
        })
        this.#listing = Promise.resolve(markets)
        return markets
      } finally {
        this.#door.bytesMax = BODY_BYTES_MAX
      }
    })
  }

  tickers(symbols: readonly string[]): Promise<readonly Ticker[]> {
    return this.#guarded(async () => {
      await this.#listed()
      const asked = new Set(symbols.filter((symbol) => Object.hasOwn(this.#ccxt.markets ?? {}, symbol)))
      const [only] = asked
      if (only === undefined) throw new VenueTrouble('unknown-market', `${this.#options.id} lists none of these`)
      if (asked.size === 1) return this.#goodTickers([await this.#ccxt.fetchTicker(only)], asked)
      const raw = await this.#ccxt.fetchTickers(asked.size > SYMBOLS_NAMED_MAX ? undefined : [...asked])
      return this.#goodTickers(Object.values(raw), asked)
    })
  }

  candles({ symbol, timeframe, from, limit }: CandlePage): Promise<Candles> {
    return this.#guarded(async () => {
      await this.#listed()
      const rows = await this.#ccxt.fetchOHLCV(symbol, timeframe, from, limit)
      if (!Array.isArray(rows)) throw new VenueTrouble('wrong', `${this.#options.id} sent no list of candles`)
      if (rows.length === 0 && this.#door.facts.alwaysHasCandles) throw new VenueTrouble('wrong', `${this.#options.id} sent no candle`)
      return readCandles(rows, timeframe)
    })
  }

  async watch(symbol: string, onTicker: (ticker: Ticker) => void, signal: AbortSignal): Promise<void> {
    const { clock } = this.#options
    const aborted = new Promise<undefined>((resolve) => {
      signal.addEventListener('abort', () => resolve(undefined), { once: true })
    })
    this.#watches += 1
    try {
      for (let failures = 0; failures < WATCH_FAILURES_MAX && !signal.aborted && !this.#door.stopping.signal.aborted; ) {
        const pushed = this.#listed().then(() => this.#ccxt.watchTicker(symbol))
        const raw = await Promise.race([pushed.catch(troubleOf), aborted])
        if (raw === undefined || signal.aborted) return
        if (raw instanceof VenueTrouble) {
          failures += 1
          await Promise.race([aborted, new Promise<void>((resolve) => clock.after(failures * WATCH_AGAIN_MS, resolve))])
          continue
        }
        failures = 0
        // Of several that came at once ccxt hands out the first and keeps the last.
        for (const ticker of this.#goodTickers([this.#ccxt.tickers[symbol] ?? raw], new Set([symbol]))) onTicker(ticker)
      }
      if (!signal.aborted && !this.#door.stopping.signal.aborted)
        throw new VenueTrouble('down', `${this.#options.id} pushes no prices of ${symbol}`)
    } finally {
      this.#watches -= 1
      await this.#unwatch(symbol)
    }
  }

  async stop(): Promise<void> {
    this.#door.stopping.abort()
    await this.#ccxt.close()
  }

  /** Sockets live as long as somebody watches; one symbol among others is given back where the venue can do that. */
  async #unwatch(symbol: string): Promise<void> {
    if (this.#door.stopping.signal.aborted) return
    if (this.#watches === 0) await this.#ccxt.close()
    else if (this.#ccxt.has.unWatchTicker === true) await this.#ccxt.unWatchTicker(symbol).catch(troubleOf)
  }

  /** Many requests need ccxt to know the markets; they share one question. */
  #listed(): Promise<readonly Market[]> {
    this.#listing ??= this.markets().catch((error: unknown) => {
      this.#listing = undefined
      throw error
    })
    return this.#listing
  }

  #goodTickers(raw: readonly unknown[], asked: ReadonlySet<string>): Ticker[] {
    const { id, clock, onDropped } = this.#options
    const good: Ticker[] = []
    for (const each of raw) {
      const ticker = readTicker(each, id, clock.now())
      if (ticker === undefined) onDropped()
      else if (asked.has(ticker.marketId.slice(id.length + 1))) good.push(ticker)
    }
    return good
  }

  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      const trouble = troubleOf(error)
      if (trouble.kind !== 'limited' || trouble.retryAfterMs > 0) throw trouble
      throw new VenueTrouble('limited', trouble.message, { retryAfterMs: this.#door.budget.pause(RETRY_AFTER_MS), cause: error })
    }
  }
}

/** What ccxt's errors mean for us; the names are those of its error classes. Anything unforeseen is an answer that ccxt could not read. */
function troubleOf(error: unknown): VenueTrouble {
  if (error instanceof VenueTrouble) return error
  const name = error instanceof Error ? error.name : ''
  const options = { cause: error }
  if (name === 'RateLimitExceeded' || name === 'DDoSProtection') return new VenueTrouble('limited', 'Too many requests', options)
  if (name === 'BadSymbol') return new VenueTrouble('unknown-market', 'No such market', options)
  if (name === 'RequestTimeout') return new VenueTrouble('timeout', 'No answer in time', options)
  if (['NetworkError', 'ExchangeNotAvailable', 'OnMaintenance'].includes(name)) return new VenueTrouble('down', 'Not available', options)
  return new VenueTrouble('wrong', 'The answer made no sense', options)
}
