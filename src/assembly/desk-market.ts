import type { WallClock } from '../basics/clock.ts'
import { Refusal } from '../basics/refusal.ts'
import { showTime } from '../basics/show.ts'
import type { Config } from '../config.ts'
import { createCandleKeeper } from '../market/candles/candle-keeper.ts'
import { createLiveMarket } from '../market/live-market.ts'
import type { VenueObserver } from '../market/live-ports.ts'
import type { CandleHistory, MarketSource, PracticeSession, SourceKind, SourceStatus } from '../market/market-ports.ts'
import { createMarketService, type MarketService } from '../market/market-service.ts'
import { createPractice, type Practice } from '../market/practice.ts'
import { readRecordedCandles } from '../market/recorded/recorded-candles.ts'
import { recordedMarket } from '../market/recorded/recorded-market.ts'
import { fixedClock } from '../market/recorded/replay-clock.ts'
import { checkWithin, replayMarket } from '../market/recorded/replay-market.ts'
import { sourceHistory } from '../market/recorded/source-history.ts'
import { rememberMarkets } from '../market/remembered-markets.ts'
import { simulatedMarket } from '../market/simulated/simulated-market.ts'
import { candleFiles } from '../providers/candle-files.ts'
import { exchangeEntries } from '../providers/exchanges/exchange-entries.ts'
import { probeExchanges } from '../providers/exchanges/venue-probe.ts'
import type { Database } from '../storage/database.ts'
import type { BookKind } from '../trading/book.ts'
import type { TradingMarket } from '../trading/trading-ports.ts'
import { tradingMarket } from './trading-market.ts'

const PROBE_MS_MAX = 2000
const OPENING: SourceStatus = { ok: false, detail: 'the market is being opened' }

interface MarketCaller {
  readonly userId: string
  /** Nobody else reads the answer. In company everybody is at the desk's own time. */
  readonly alone: boolean
  /** Market time that the call was made at, where it named one. */
  readonly at: number | undefined
}

interface MarketServices {
  readonly market: MarketService
  readonly practice: Practice
  /** The same market in the terms of trading. */
  readonly traded: TradingMarket
}

export interface DeskMarket {
  /** Opens the market at the first call; says in one sentence what it is. */
  opened(): Promise<string>
  /** The market at the desk's own time. */
  own(): Promise<MarketService>
  /** What a command may call for this user: the desk's market, that of a practice session, or the market as it was at `at`. */
  servicesFor(caller: MarketCaller): Promise<MarketServices>
  /** The market that a user's book of a kind lives in; undefined when no practice session runs. */
  tradedBy(userId: string, kind: BookKind): Promise<TradingMarket | undefined>
  /** Live, replay or simulated; "auto" while that is not settled. */
  sourceName(): string
  status(): SourceStatus
  /** Market time. */
  now(): number
  stop(): Promise<void>
}

interface MarketParts {
  readonly config: Config['market']
  readonly production: boolean
  readonly clock: WallClock
  readonly database: Database
  readonly observe: VenueObserver
}

/** A source with its past, and what to tell people of it. */
interface Opened {
  readonly source: MarketSource
  readonly history: CandleHistory
  readonly news: string
}

interface Ready {
  readonly opened: Opened
  readonly market: MarketService
  readonly practice: Practice
}

/** The market of the desk. Nothing is loaded or asked before somebody wants it; a market that could not be opened is tried again at the next call. */
export function openDeskMarket(parts: MarketParts): DeskMarket {
  const { config, clock, database } = parts
  let opening: Promise<Ready> | undefined
  let ready: Ready | undefined
  let still: { readonly at: number; readonly market: Promise<MarketService> } | undefined

  const open = async (): Promise<Ready> => {
    const opened = await openSource(parts)
    const market = createMarketService({ source: opened.source, preferredVenues: config.exchanges })
    const practice = createPractice({
      store: database.practice,
      history: opened.history,
      wall: clock,
      preferredVenues: config.exchanges,
      desk: opened.source.kind,
    })
    ready = { opened, market, practice }
    return ready
  }
  const openOnce = (): Promise<Ready> => {
    opening ??= open().catch((error: unknown) => {
      opening = undefined
      throw error
    })
    return opening
  }

  /** The same one for all that is asked of one moment, line after line. */
  const standingStill = (opened: Opened, at: number): Promise<MarketService> => {
    if (still?.at === at) return still.market
    const market = marketAt(opened, at, config.exchanges)
    still = { at, market }
    market.catch(() => {
      still = undefined
    })
    return market
  }

  return {
    opened: async () => (await openOnce()).opened.news,
    own: async () => (await openOnce()).market,
    async servicesFor({ userId, alone, at }) {
      const { opened, market, practice } = await openOnce()
      if (at !== undefined) {
        const then = await standingStill(opened, at)
        return { market: then, practice, traded: tradingMarket(then, { kind: 'main', source: then.kind }) }
      }
      const running = alone ? await practice.running(userId) : undefined
      return running === undefined
        ? { market, practice, traded: tradingMarket(market, { kind: 'main', source: market.kind }) }
        : { market: running.market, practice, traded: practisedMarket(running) }
    },
    async tradedBy(userId, kind) {
      const { market, practice } = await openOnce()
      if (kind === 'main') return tradingMarket(market, { kind, source: market.kind })
      const running = await practice.running(userId)
      return running && practisedMarket(running)
    },
    sourceName: () => ready?.market.kind ?? config.source,
    status: () => ready?.market.status() ?? OPENING,
    now: () => ready?.market.now() ?? clock.now(),
    async stop() {
      await (await opening?.catch(() => undefined))?.opened.source.stop()
    },
  }
}

/** Each practice session has a book of its own, which begins with it. */
function practisedMarket({ market, session }: { readonly market: MarketService; readonly session: PracticeSession }): TradingMarket {
  return tradingMarket(market, { kind: 'practice', source: `practice ${session.startedAt}` })
}

/** The market as it was at one moment, standing still. */
async function marketAt({ source, history }: Opened, at: number, preferredVenues: readonly string[]): Promise<MarketService> {
  checkWithin(await history.range(), at)
  const status = (): SourceStatus => ({ ok: true, detail: `stands still at ${showTime(at)}`, newestPriceAt: at })
  const kind: SourceKind = source.kind === 'simulated' ? 'simulated' : 'replay'
  const still = recordedMarket({ kind, label: kind === 'simulated' ? source.label : 'Replay', history, clock: fixedClock(at), status })
  return createMarketService({ source: still, preferredVenues })
}

async function openSource(parts: MarketParts): Promise<Opened> {
  switch (parts.config.source) {
    case 'live':
      return openLive(parts)
    case 'replay':
      return openReplay(parts)
    case 'simulated':
      return openSimulated(parts, 'Prices are SIMULATED: a made-up market for trying things out.')
    case 'auto':
      if (parts.production || (await isReachable(parts))) return openLive(parts)
      return openSimulated(
        parts,
        `No exchange answered within ${PROBE_MS_MAX / 1000} s, so prices are SIMULATED. Start again when there is a network, or set MARKET_SOURCE.`,
      )
  }
}

function isReachable({ config, clock }: MarketParts): Promise<boolean> {
  return probeExchanges({ ids: config.exchanges, urls: config.exchangeUrls, clock }, PROBE_MS_MAX)
}

function openLive({ config, clock, database, observe }: MarketParts): Opened {
  const live = createLiveMarket({ exchanges: exchangeEntries({ ids: config.exchanges, urls: config.exchangeUrls, clock }), clock, observe })
  const source = createCandleKeeper({ source: rememberMarkets(live, database.markets), store: database.candles, wall: clock })
  return { source, history: sourceHistory(source), news: `Prices are live: ${config.exchanges.join(', ')}, in this order.` }
}

async function openReplay({ config, clock }: MarketParts): Promise<Opened> {
  const folder = config.dataDir ?? ''
  const recorded = await readRecordedCandles(candleFiles(folder), clock.now()).catch((cause: unknown) => {
    if (cause instanceof Refusal) throw cause
    throw new Refusal('unavailable', 'The folder of candle files cannot be read.', { hint: 'MARKET_DATA_DIR names it.', cause })
  })
  const source = await replayMarket({ recorded, wall: clock, speed: config.replaySpeed, from: config.replayFrom })
  const set = Object.values(recorded.faults).reduce((sum, count) => sum + count, 0)
  const aside = set === 0 ? '' : ` ${set} impossible candles were set aside.`
  return {
    source,
    history: recorded,
    news: `Prices are a replay of recorded candles from ${showTime(source.clock.now())} on, at x${config.replaySpeed}.${aside}`,
  }
}

async function openSimulated({ config, clock }: MarketParts, news: string): Promise<Opened> {
  return { ...simulatedMarket({ seed: config.seed, clock }), news }
}
