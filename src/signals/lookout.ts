import type { Candles } from '../basics/candles.ts'
import type { Ids } from '../basics/ids.ts'
import { inParallel } from '../basics/in-parallel.ts'
import { lengthOf, openBefore, openOf, type Timeframe } from '../basics/timeframe.ts'
import type { Transaction } from '../basics/transaction.ts'
import { createTurns } from '../basics/turns.ts'
import { CELL_VERSION, LOOK_CANDLES, lookAt } from './look-at.ts'
import { readSeries, type SeriesReading } from './series-reading.ts'
import type { KeptSignal } from './signal.ts'
import type { Cell, SignalMarket, SignalStore, WatchedMarket } from './signal-ports.ts'

const MARKETS_AT_ONCE_MAX = 4
/** What was left undecided longer ago, because nobody looked for so long, stays so. */
const PAST_CANDLES_MAX = 5000

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
   * Cells are in the order of `markets`, of those timeframes that are watched.
   */
  look(market: SignalMarket, wish: LookWish): Promise<Looked>
}

export interface LookWish {
  readonly markets: readonly WatchedMarket[]
  readonly signal?: AbortSignal | undefined
  /** Told after each market of how many were looked at. */
  readonly progress?: ((done: number, of: number) => Promise<void>) | undefined
  /** A market that fails is told here and left out, instead of ending all. */
  readonly failed?: ((error: unknown, market: WatchedMarket) => void) | undefined
  /** Asked before each look: once it is enough, all that was not looked at by then stays as it was. */
  readonly isEnough?: (() => boolean) | undefined
  /** Waited for after each market, of which then one is looked at at a time: for looks that nobody waits for. */
  readonly rest?: (() => Promise<void>) | undefined
}

export interface Looked {
  /** Of what was left as it was, the ones of before, if any. */
  readonly cells: readonly Cell[]
  /** How many market and timeframes were left as they were because it was enough. */
  readonly left: number
}

interface LookoutParts {
  readonly store: SignalStore
  readonly ids: Ids
  readonly post?: SignalPost
}

/** One lookout per store: two that look at one market take turns, so that the second finds it looked at. */
export function createLookout(parts: LookoutParts): Lookout {
  const { store } = parts
  const inTurn = createTurns()

  /** From the longest timeframe to the shortest, so that each knows what the longer ones say. */
  const lookAtMarket = async (market: SignalMarket, watched: WatchedMarket, { signal, isEnough }: LookWish): Promise<Looked> => {
    const known = cellsByMarket(await store.cells(market.feed, [watched.id])).get(watched.id)
    const timeframes = market.timeframes(watched).toReversed()
    const cells: Cell[] = []
    const higher: SeriesReading[] = []
    for (const [index, timeframe] of timeframes.entries()) {
      if (isEnough?.()) return asItWas(timeframes.slice(index), known, { cells, now: market.now() })
      const before = known?.get(timeframe)
      const { cell, reading } = await lookAtSeries(parts, market, { watched, timeframe, before, higher: [...higher], signal })
      if (cell !== undefined) cells.push(cell)
      higher.unshift(reading)
    }
    return { cells, left: 0 }
  }

  return {
    async look(market, wish) {
      const { markets, signal, progress, failed, isEnough, rest } = wish
      const read = await store.cells(
        market.feed,
        markets.map(({ id }) => id),
      )
      const known = cellsByMarket(read)
      const now = market.now()
      const stale = markets.filter((each) => market.timeframes(each).some((timeframe) => !isFresh(known.get(each.id)?.get(timeframe), now)))
      let done = 0
      const looked = await inParallel(stale, rest === undefined ? MARKETS_AT_ONCE_MAX : 1, async (each): Promise<Looked> => {
        signal?.throwIfAborted()
        if (isEnough?.()) return asItWas(market.timeframes(each), known.get(each.id), { cells: [], now })
        const found = await inTurn(`${market.feed} ${each.id}`, () => lookAtMarket(market, each, wish)).catch((error: unknown) => {
          if (failed === undefined || signal?.aborted) throw error
          failed(error, each)
          return { cells: [], left: 0 }
        })
        done += 1
        await progress?.(done, stale.length)
        await rest?.()
        return found
      })
      const fresh = cellsByMarket(looked.flatMap(({ cells }) => cells))
      return {
        cells: markets.flatMap(({ id }) => [...(fresh.get(id) ?? known.get(id) ?? new Map<Timeframe, Cell>()).values()]),
        left: looked.reduce((sum, { left }) => sum + left, 0),
      }
    },
  }
}

/** Cells of a market that were looked at, with those of timeframes that nobody looks at now. */
function asItWas(
  timeframes: readonly Timeframe[],
  known: ReadonlyMap<Timeframe, Cell> | undefined,
  { cells, now }: { readonly cells: readonly Cell[]; readonly now: number },
): Looked {
  const old = timeframes.map((timeframe) => known?.get(timeframe))
  return { cells: [...cells, ...old.flatMap((cell) => cell ?? [])], left: old.filter((cell) => !isFresh(cell, now)).length }
}

interface OneLook {
  readonly watched: WatchedMarket
  readonly timeframe: Timeframe
  readonly before: Cell | undefined
  readonly higher: readonly SeriesReading[]
  readonly signal: AbortSignal | undefined
}

async function lookAtSeries(
  { store, ids, post }: LookoutParts,
  market: SignalMarket,
  { watched, timeframe, before, higher, signal }: OneLook,
): Promise<{ readonly cell: Cell | undefined; readonly reading: SeriesReading }> {
  const candles = await market.candles({ market: watched, timeframe, limit: LOOK_CANDLES }, signal)
  const last = candles.time.at(-1)
  const reading = readSeries(candles)
  if (last === undefined || (last === before?.candle && before.version === CELL_VERSION)) return { cell: before, reading }
  const series = { feed: market.feed, marketId: watched.id, timeframe }
  const undecided = before === undefined ? [] : await store.undecided(series)
  const limit = candlesBackTo(undecided, candles)
  const past = limit === undefined ? candles : await market.candles({ market: watched, timeframe, limit }, signal)
  const look = lookAt({ series, reading, past, now: market.now(), before, undecided, higher, newId: ids.id })
  const live = look.signals.filter((each) => each.live)
  const tell = live.length === 0 ? undefined : await post?.prepare(market, live)
  await store.keep(look, tell ?? (async () => undefined))
  return { cell: look.cell, reading }
}

/** How many candles reach back to the oldest of these signals, or as far as is worth reading; undefined where these do. */
function candlesBackTo(signals: readonly KeptSignal[], { timeframe, time }: Candles): number | undefined {
  const oldest = Math.min(...signals.map(({ last }) => last))
  const [first, newest] = [time[0], time.at(-1)]
  if (first === undefined || newest === undefined || oldest >= first) return undefined
  return Math.min(PAST_CANDLES_MAX, Math.ceil((newest - oldest) / lengthOf(timeframe)) + 1)
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
