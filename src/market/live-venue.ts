import {
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  type IPolicy,
  isBrokenCircuitError,
  retry,
  wrap,
} from 'cockatiel'
import { LRUCache } from 'lru-cache'
import type { WallClock } from '../basics/clock.ts'
import { timeLimit } from '../basics/clock.ts'
import type { LiveLimits } from './live-limits.ts'
import type { Exchange, ExchangeEntry, TroubleKind, VenueObserver } from './live-ports.ts'
import { VenueTrouble } from './live-ports.ts'
import type { Market, Ticker } from './market-ports.ts'

export interface LiveVenueOptions {
  readonly clock: WallClock
  readonly limits: LiveLimits
  readonly observe: VenueObserver
}

interface Batch {
  readonly symbols: Set<string>
  readonly answer: Promise<ReadonlyMap<string, Ticker>>
}

/** One venue: loaded at the first question, asked with a time limit, one more try and a breaker, so that its trouble stays its own. */
export class LiveVenue {
  readonly id: string
  readonly label: string
  readonly #entry: ExchangeEntry
  readonly #options: LiveVenueOptions
  readonly #breaker
  readonly #policy: IPolicy
  readonly #lists: LRUCache<string, readonly Market[]>
  readonly #underWay = new Map<string, Promise<Ticker>>()
  #connecting: Promise<Exchange> | undefined
  #exchange: Exchange | undefined
  #nextBatch: Batch | undefined
  #limitedUntil = 0

  constructor(entry: ExchangeEntry, options: LiveVenueOptions) {
    const { limits, clock } = options
    this.id = entry.id
    this.label = entry.label
    this.#entry = entry
    this.#options = options
    this.#breaker = circuitBreaker(troubles('down', 'timeout', 'wrong'), {
      halfOpenAfter: limits.restMs,
      breaker: new ConsecutiveBreaker(limits.failuresMax),
    })
    const backoff = new ExponentialBackoff({ initialDelay: limits.retryDelayMs, maxDelay: 2 * limits.retryDelayMs })
    this.#policy = wrap(retry(troubles('down', 'wrong'), { maxAttempts: 1, backoff }), this.#breaker)
    this.#lists = new LRUCache({
      max: 1,
      ttl: limits.marketsFreshMs,
      ttlResolution: 0,
      perf: { now: () => clock.elapsed() },
      allowStale: true,
      noDeleteOnFetchRejection: true,
      fetchMethod: () => this.ask(limits.marketsMsMax, (exchange) => exchange.markets()),
    })
  }

  /** The exchange, if anything has been asked of it. */
  get exchange(): Exchange | undefined {
    return this.#exchange
  }

  get state(): 'idle' | 'ok' | 'limited' | 'broken' {
    if (this.#limitedUntil > this.#options.clock.elapsed()) return 'limited'
    if (this.#breaker.state !== CircuitState.Closed) return 'broken'
    return this.#exchange === undefined ? 'idle' : 'ok'
  }

  /** The list that came last, while there is one; it is not asked for. */
  get listed(): readonly Market[] | undefined {
    return this.#lists.peek('markets', { allowStale: true })
  }

  /** The venue's markets, at most an hour old; an older list is handed out while a new one is on its way. Throws `VenueTrouble`. */
  async markets(): Promise<readonly Market[]> {
    return (await this.#lists.fetch('markets')) ?? []
  }

  /** The newest ticker. Questions of one moment travel in one request, equal ones are asked once. Throws `VenueTrouble`. */
  ticker(symbol: string): Promise<Ticker> {
    const known = this.#underWay.get(symbol)
    if (known !== undefined) return known
    const batch = this.#batch()
    batch.symbols.add(symbol)
    const answer = batch.answer.then((tickers) => {
      const ticker = tickers.get(symbol)
      if (ticker === undefined) throw new VenueTrouble('no-price', `${this.id} has no usable price of ${symbol}`)
      return ticker
    })
    const over = (): boolean => this.#underWay.delete(symbol)
    this.#underWay.set(symbol, answer)
    answer.then(over, over)
    return answer
  }

  /** Asks the exchange under all the guards. Throws `VenueTrouble`. */
  async ask<T>(limitMs: number, work: (exchange: Exchange) => Promise<T>): Promise<T> {
    const { clock, observe } = this.#options
    const waitMs = this.#limitedUntil - clock.elapsed()
    if (waitMs > 0) {
      observe({ venue: this.id, kind: 'skipped' })
      throw new VenueTrouble('limited', `${this.id} told us to wait`, { retryAfterMs: waitMs })
    }
    try {
      const exchange = await this.#connect()
      const answer = await this.#policy.execute(() => this.#within(limitMs, () => work(exchange)))
      observe({ venue: this.id, kind: 'ok' })
      return answer
    } catch (error) {
      throw this.#note(error)
    }
  }

  async stop(): Promise<void> {
    const exchange = await this.#connecting?.catch(() => undefined)
    await exchange?.stop()
  }

  #batch(): Batch {
    if (this.#nextBatch !== undefined) return this.#nextBatch
    const symbols = new Set<string>()
    const answer = Promise.resolve().then(async () => {
      this.#nextBatch = undefined
      const tickers = await this.ask(this.#options.limits.tickersMsMax, (exchange) => exchange.tickers([...symbols]))
      return new Map(tickers.map((ticker) => [ticker.marketId.slice(this.id.length + 1), ticker]))
    })
    const batch = { symbols, answer }
    this.#nextBatch = batch
    return batch
  }

  #connect(): Promise<Exchange> {
    this.#connecting ??= this.#entry
      .connect(() => this.#options.observe({ venue: this.id, kind: 'dropped-tick' }))
      .then(
        (exchange) => {
          this.#exchange = exchange
          return exchange
        },
        (error: unknown) => {
          this.#connecting = undefined
          throw error
        },
      )
    return this.#connecting
  }

  async #within<T>(limitMs: number, work: () => Promise<T>): Promise<T> {
    const { signal, release } = timeLimit(this.#options.clock, limitMs)
    try {
      return await orAbort(work(), signal)
    } catch (error) {
      if (signal.aborted) throw new VenueTrouble('timeout', `${this.id} said nothing for ${limitMs} ms`)
      throw error
    } finally {
      release()
    }
  }

  #note(error: unknown): VenueTrouble {
    const { clock, observe } = this.#options
    if (isBrokenCircuitError(error)) {
      observe({ venue: this.id, kind: 'skipped' })
      return new VenueTrouble('down', `${this.id} rests after failures`, { cause: error })
    }
    const trouble = error instanceof VenueTrouble ? error : new VenueTrouble('wrong', `${this.id} failed`, { cause: error })
    observe({ venue: this.id, kind: trouble.kind })
    if (trouble.kind === 'limited') this.#limitedUntil = clock.elapsed() + trouble.retryAfterMs
    return trouble
  }
}

/** The outcome of `work`, or the signal's reason if that comes first; the work itself goes on for whoever else waits for it. */
export function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

function troubles(...kinds: readonly TroubleKind[]): ReturnType<typeof handleWhen> {
  return handleWhen((error) => error instanceof VenueTrouble && kinds.includes(error.kind))
}
