import type { Ids } from '../basics/ids.ts'
import { inParallel } from '../basics/in-parallel.ts'
import { openBefore, openOf, type Timeframe } from '../basics/timeframe.ts'
import type { Transaction } from '../basics/transaction.ts'
import { createTurns } from '../basics/turns.ts'
import { CELL_VERSION, LOOK_CANDLES, lookAt } from './look-at.ts'
import { readSeries, type SeriesReading } from './series-reading.ts'
import type { KeptSignal } from './signal.ts'
import type { Cell, SignalMarket, SignalStore, WatchedMarket } from './signal-ports.ts'

const MARKETS_AT_ONCE_MAX = 4

export type FreshSignal = Omit<KeptSignal, 'outcome'>

/** Tells people of new signals. */
export interface SignalPost {
  /** Finds out who hears of signals and in which words; what comes back leaves the messages in the transaction that keeps them. Undefined when nobody hears. */
  prepare(
    market: SignalMarket,
    signals: readonly FreshSignal[],
  ): Promise<((tx: Transaction, fresh: readonly FreshSignal[]) => Promise<void>) | undefined>
}

/** Looks at closed candles, once at each. */
export interface Lookout {
  /**
   * The cells of these markets after their last closed candles: what was not looked at yet is looked at now, and kept. Where everything was, this is one query.
   * Rows are those of `markets`, cells the ones of the timeframes that are watched of it.
   */
  cells(market: SignalMarket, wish: LookWish): Promise<readonly Cell[]>
}

export interface LookWish {
  readonly markets: readonly WatchedMarket[]
  readonly signal?: AbortSignal | undefined
  /** Told after each market of how many were looked at. */
  readonly progress?: ((done: number, of: number) => Promise<void>) | undefined
  /** A market that fails is told here and left out, instead of ending all. */
  readonly failed?: ((error: unknown, market: WatchedMarket) => void) | undefined
}

interface LookoutParts {
  readonly store: SignalStore
  readonly ids: Ids
  readonly post?: SignalPost
}

/** One lookout per store: two that look at one market take turns, so that the second finds it looked at. */
export function createLookout({ store, ids, post }: LookoutParts): Lookout {
  const inTurn = createTurns()

  const lookAtSeries = async (market: SignalMarket, watched: WatchedMarket, { timeframe, before, higher, signal }: OneLook) => {
    const candles = await market.candles({ market: watched, timeframe, limit: LOOK_CANDLES }, signal)
    const last = candles.time.at(-1)
    const reading = readSeries(candles)
    if (last === undefined || (last === before?.candle && before.version === CELL_VERSION)) return { cell: before, reading }
    const series = { feed: market.feed, marketId: watched.id, timeframe }
    const undecided = before === undefined ? [] : await store.undecided(series)
    const look = lookAt({ series, reading, before, undecided, higher, newId: ids.id })
    const live = look.signals.filter((each) => each.live)
    const tell = live.length === 0 ? undefined : await post?.prepare(market, live)
    await store.keep(look, tell ?? (async () => undefined))
    return { cell: look.cell, reading }
  }

  /** From the longest timeframe to the shortest, so that each knows what the longer ones say. */
  const lookAtMarket = async (market: SignalMarket, watched: WatchedMarket, signal: AbortSignal | undefined): Promise<readonly Cell[]> => {
    const known = cellsByMarket(await store.cells(market.feed, [watched.id])).get(watched.id)
    const cells: Cell[] = []
    const higher: SeriesReading[] = []
    for (const timeframe of market.timeframes(watched).toReversed()) {
      const { cell, reading } = await lookAtSeries(market, watched, {
        timeframe,
        before: known?.get(timeframe),
        higher: [...higher],
        signal,
      })
      if (cell !== undefined) cells.push(cell)
      higher.unshift(reading)
    }
    return cells
  }

  const freshen = async (market: SignalMarket, { markets, signal, progress, failed }: LookWish): Promise<readonly Cell[]> => {
    const known = cellsByMarket(
      await store.cells(
        market.feed,
        markets.map(({ id }) => id),
      ),
    )
    const now = market.now()
    const stale = markets.filter((each) => market.timeframes(each).some((timeframe) => !isFresh(known.get(each.id)?.get(timeframe), now)))
    let done = 0
    const looked = await inParallel(stale, MARKETS_AT_ONCE_MAX, async (each) => {
      signal?.throwIfAborted()
      const cells = await inTurn(`${market.feed} ${each.id}`, () => lookAtMarket(market, each, signal)).catch((error: unknown) => {
        if (failed === undefined || signal?.aborted) throw error
        failed(error, each)
        return []
      })
      done += 1
      await progress?.(done, stale.length)
      return cells
    })
    const fresh = cellsByMarket(looked.flat())
    return markets.flatMap(({ id }) => [...(fresh.get(id) ?? known.get(id) ?? new Map<Timeframe, Cell>()).values()])
  }

  return { cells: freshen }
}

interface OneLook {
  readonly timeframe: Timeframe
  readonly before: Cell | undefined
  readonly higher: readonly SeriesReading[]
  readonly signal: AbortSignal | undefined
}

function isFresh(cell: Cell | undefined, now: number): boolean {
  if (cell === undefined || cell.version !== CELL_VERSION) return false
  return cell.candle === openBefore(cell.timeframe, openOf(cell.timeframe, now), 1)
}

function cellsByMarket(cells: readonly Cell[]): ReadonlyMap<string, ReadonlyMap<Timeframe, Cell>> {
  const byMarket = new Map<string, Map<Timeframe, Cell>>()
  for (const cell of cells) byMarket.set(cell.marketId, (byMarket.get(cell.marketId) ?? new Map()).set(cell.timeframe, cell))
  return byMarket
}
