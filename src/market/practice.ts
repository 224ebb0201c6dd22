import { LRUCache } from 'lru-cache'
import type { WallClock } from '../basics/clock.ts'
import type { Origin } from '../basics/origin.ts'
import { Refusal } from '../basics/refusal.ts'
import { showTime } from '../basics/show.ts'
import type { CandleHistory, PracticeSession, PracticeStore, SourceKind, TimeSpan } from './market-ports.ts'
import { createMarketService, type MarketService } from './market-service.ts'
import { recordedMarket } from './recorded/recorded-market.ts'
import { runningClock } from './recorded/replay-clock.ts'
import { checkWithin } from './recorded/replay-market.ts'

const SPEED_MIN = 0.1
const SPEED_MAX = 10_000
const SESSIONS_KEPT_MAX = 500

/** A user's own replay: a market with its own clock over the desk's past. It lives on through restarts. */
export interface Practice {
  /** Begins at a market time in milliseconds; takes the place of a session that runs. Refuses a time without candles. */
  start(userId: string, begin: { readonly from: number; readonly speed: number }, origin: Origin): Promise<PracticeStatus>
  status(userId: string): Promise<PracticeStatus | undefined>
  /** Ends it and says where it was; undefined when there was none. */
  stop(userId: string, origin: Origin): Promise<PracticeStatus | undefined>
  /** The session that runs, with the market at its time. */
  running(userId: string): Promise<Pick<Running, 'session' | 'market'> | undefined>
}

export interface PracticeStatus extends PracticeSession {
  /** Market time now. */
  readonly now: number
  /** From when to when there are candles. */
  readonly range: TimeSpan
  /** The clock stands still at the end of the candles. */
  readonly ended: boolean
}

export interface PracticeOptions {
  readonly store: PracticeStore
  readonly history: CandleHistory
  readonly wall: WallClock
  readonly preferredVenues: readonly string[]
  /** What the desk's own market is: practice in a simulation stays labelled as one. */
  readonly desk: SourceKind
}

interface Running {
  readonly session: PracticeSession
  readonly range: TimeSpan
  readonly market: MarketService
}

export function createPractice({ store, history, wall, preferredVenues, desk }: PracticeOptions): Practice {
  const running = new LRUCache<string, Running>({ max: SESSIONS_KEPT_MAX })

  const run = async (userId: string, session: PracticeSession): Promise<Running> => {
    const known = running.get(userId)
    if (known !== undefined && isSame(known.session, session)) return known
    const range = await history.range()
    const { from, speed, startedAt } = session
    const source = recordedMarket({
      kind: desk === 'simulated' ? 'simulated' : 'replay',
      label: desk === 'simulated' ? 'SIMULATED practice' : 'Practice',
      history,
      clock: runningClock(wall, { from, speed, startedAt, end: range.to }),
      status: (now) => ({ ok: true, detail: `${showTime(now)}, practice at x${speed}`, newestPriceAt: now }),
    })
    const made = { session, range, market: createMarketService({ source, preferredVenues }) }
    running.set(userId, made)
    return made
  }
  const statusOf = ({ session, range, market }: Running): PracticeStatus => {
    const now = market.now()
    return { ...session, now, range, ended: now >= range.to }
  }
  const read = async (userId: string): Promise<Running | undefined> => {
    const session = await store.read(userId)
    return session === undefined ? undefined : run(userId, session)
  }

  return {
    async start(userId, { from, speed }, origin) {
      checkSpeed(speed)
      checkWithin(await history.range(), from)
      const session: PracticeSession = { from, speed, startedAt: wall.now() }
      await store.write(userId, session, origin)
      return statusOf(await run(userId, session))
    },
    async status(userId) {
      const session = await read(userId)
      return session && statusOf(session)
    },
    async stop(userId, origin) {
      const session = await read(userId)
      if (session === undefined) return undefined
      await store.clear(userId, origin)
      running.delete(userId)
      return statusOf(session)
    },
    running: read,
  }
}

function checkSpeed(speed: number): void {
  if (speed >= SPEED_MIN && speed <= SPEED_MAX) return
  throw new Refusal('bad-input', `Practice runs at ${SPEED_MIN} to ${SPEED_MAX.toLocaleString('en')} times the speed of the clock.`, {
    hint: 'For example x60: an hour in a minute.',
  })
}

function isSame(a: PracticeSession, b: PracticeSession): boolean {
  return a.from === b.from && a.speed === b.speed && a.startedAt === b.startedAt
}
