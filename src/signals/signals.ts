import { TIMEFRAMES, type Timeframe } from '../basics/timeframe.ts'
import type { Lookout, LookWish } from './lookout.ts'
import type { KeptSignal, SignalDirection } from './signal.ts'
import type { Cell, RecordQuery, RecordRow, SignalMarket, SignalStore, WatchedMarket } from './signal-ports.ts'

/** What signals say at the time of one market. */
export interface Signals {
  /** The markets that are watched for everybody, deepest first. */
  watched(signal?: AbortSignal): Promise<readonly WatchedMarket[]>
  /** The timeframes that are watched of any of these, finest first. */
  timeframes(markets: readonly WatchedMarket[]): readonly Timeframe[]
  /** Markets down, timeframes across, each after its last closed candle; see `Lookout.look`. */
  matrix(wish: Omit<LookWish, 'isEnough' | 'rest'>): Promise<Matrix>
  /** What was said of these markets and is known by now, newest first. Looks at nothing: ask `matrix` before. */
  list(wish: ListWish): Promise<readonly KeptSignal[]>
  /** By its code; undefined for one that nobody said by now. */
  find(code: string): Promise<KeptSignal | undefined>
  record(wish: Omit<RecordQuery, 'feed' | 'now'>): Promise<readonly RecordRow[]>
  /** Market time. */
  now(): number
}

export interface ListWish {
  readonly markets: readonly Pick<WatchedMarket, 'id'>[]
  readonly timeframe?: Timeframe | undefined
  readonly direction?: SignalDirection | undefined
  readonly minConfidence?: number | undefined
  readonly source?: string | undefined
  /** Only those that may still be decided. */
  readonly open?: boolean
  readonly limit: number
}

export interface Matrix {
  /** Finest first: all that any row has. */
  readonly timeframes: readonly Timeframe[]
  readonly rows: readonly MatrixRow[]
  /** Of how many fields the last closed candle was not looked at yet; they may say what was before it, or nothing. Somebody else looks at them soon. */
  readonly left: number
}

export interface MatrixRow {
  readonly market: WatchedMarket
  readonly cells: ReadonlyMap<Timeframe, Cell>
}

interface SignalsParts {
  readonly store: SignalStore
  readonly lookout: Lookout
  readonly market: SignalMarket
  /** Begins to count how long somebody waits for many markets; undefined where nobody else looks at them, so that it has to be done now. */
  readonly patience?: (() => () => boolean) | undefined
}

export function createSignals({ store, lookout, market, patience }: SignalsParts): Signals {
  const timeframesOf = (markets: readonly WatchedMarket[]): readonly Timeframe[] => {
    const watched = new Set(markets.flatMap((each) => market.timeframes(each)))
    return TIMEFRAMES.filter((each) => watched.has(each))
  }
  return {
    watched: (signal) => market.watched(signal),
    timeframes: timeframesOf,
    async matrix(wish) {
      const { cells, left } = await lookout.look(market, { ...wish, isEnough: wish.markets.length > 1 ? patience?.() : undefined })
      const rows = wish.markets.map((each) => ({
        market: each,
        cells: inOrder(cells.filter(({ marketId }) => marketId === each.id)),
      }))
      return { timeframes: timeframesOf(wish.markets), rows, left }
    },
    list({ markets, timeframe, direction, minConfidence, source, open, limit }) {
      return store.list({
        feed: market.feed,
        now: market.now(),
        marketIds: markets.map(({ id }) => id),
        limit,
        ...(timeframe && { timeframe }),
        ...(direction && { direction }),
        ...(minConfidence !== undefined && { minConfidence }),
        ...(source !== undefined && { source }),
        ...(open !== undefined && { open }),
      })
    },
    find: (code) => store.find(market.feed, code.toUpperCase(), market.now()),
    record: (wish) => store.record({ ...wish, feed: market.feed, now: market.now() }),
    now: market.now,
  }
}

/** How many fields a matrix can have. */
export function fieldsOf({ rows, timeframes }: Pick<Matrix, 'rows' | 'timeframes'>): number {
  return rows.length * timeframes.length
}

/** By their timeframes, finest first. */
function inOrder(cells: readonly Cell[]): ReadonlyMap<Timeframe, Cell> {
  const sorted = cells.toSorted((one, other) => TIMEFRAMES.indexOf(one.timeframe) - TIMEFRAMES.indexOf(other.timeframe))
  return new Map(sorted.map((cell) => [cell.timeframe, cell]))
}
