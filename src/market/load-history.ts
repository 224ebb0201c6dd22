import { type Candles, indexFrom, joinCandles } from '../basics/candles.ts'
import { Refusal } from '../basics/refusal.ts'
import { openOf, type Timeframe } from '../basics/timeframe.ts'
import { candlesBetween, countMissing } from './candles/build-candles.ts'
import type { Market } from './market-ports.ts'
import type { CandleQuery, CandleSeries, MarketService } from './market-service.ts'

const HISTORY_CANDLES_MAX = 500_000
/** As many as the market gives at a time. */
const PIECE_CANDLES_MAX = 20_000

export interface HistoryQuery {
  readonly market: Market
  readonly timeframe: Timeframe
  /** Market time; as far back as there are candles, up to the most that are loaded, when left out. */
  readonly from?: number | undefined
  readonly to: number
  /** How many candles before `from` come besides, where there are as many. */
  readonly warmUp: number
}

/** Closed candles of a span, and what is to be known of them. The columns belong to the caller alone. */
export interface History {
  readonly candles: Candles
  /** Index of the first candle in the span. */
  readonly from: number
  /** How many are missing between the first of the span and the last. */
  readonly missing: number
  /** The timeframe that these were built from, where they were built. */
  readonly builtFrom: Timeframe | undefined
}

interface Loading {
  readonly signal: AbortSignal
  /** Told how many candles are there, of how many at most. */
  readonly progress: (done: number, of: number) => void
}

/** Loads a span piece by piece, the newest first. Refuses one of more than 500,000 candles before anything is loaded. */
export async function loadHistory(
  service: Pick<MarketService, 'candles'>,
  query: HistoryQuery,
  { signal, progress }: Loading,
): Promise<History> {
  const { market, timeframe, from, to, warmUp } = query
  const wanted = from === undefined ? HISTORY_CANDLES_MAX : slots(timeframe, from, to) + warmUp
  if (wanted > HISTORY_CANDLES_MAX) throw tooLong(timeframe)
  const parts: Candles[] = []
  let [before, loaded, left, builtFrom] = [to, 0, wanted, undefined as Timeframe | undefined]
  while (left > 0) {
    const limit = Math.min(left, PIECE_CANDLES_MAX)
    const piece = await readPiece(service, { market, timeframe, limit, to: before }, { signal, isFirst: parts.length === 0 })
    if (piece === undefined) break
    const { time } = piece.candles
    builtFrom ??= piece.builtFrom
    loaded += time.length
    parts.unshift(piece.candles)
    progress(loaded, loaded + Math.max(0, left - time.length))
    if (time.length < limit) break
    before = time[0] ?? before
    left = from === undefined ? HISTORY_CANDLES_MAX - loaded : missingBefore(parts, { timeframe, from, warmUp })
    if (left > 0 && loaded + left > HISTORY_CANDLES_MAX) throw tooLong(timeframe)
  }
  const candles = joinCandles(timeframe, parts)
  const first = from === undefined ? 0 : indexFrom(candles.time, from)
  return { candles, from: first, missing: countMissing({ timeframe, time: candles.time.subarray(first) }), builtFrom }
}

/** Undefined before the first candle that there is. */
async function readPiece(
  service: Pick<MarketService, 'candles'>,
  query: CandleQuery,
  { signal, isFirst }: { readonly signal: AbortSignal; readonly isFirst: boolean },
): Promise<CandleSeries | undefined> {
  try {
    return await service.candles(query, signal)
  } catch (error) {
    if (isFirst || !(error instanceof Refusal) || error.code !== 'not-found') throw error
    return undefined
  }
}

/** How many candles are still to come, where none of them is missing. */
function missingBefore(
  parts: readonly Candles[],
  { timeframe, from, warmUp }: { readonly timeframe: Timeframe; readonly from: number; readonly warmUp: number },
): number {
  const earliest = parts[0]?.time[0] ?? from
  if (earliest > from) return slots(timeframe, from, earliest) + warmUp
  return warmUp - parts.reduce((sum, { time }) => sum + indexFrom(time, from), 0)
}

function slots(timeframe: Timeframe, from: number, to: number): number {
  return Math.max(0, candlesBetween(timeframe, openOf(timeframe, from), openOf(timeframe, to)))
}

function tooLong(timeframe: Timeframe): Refusal {
  const most = HISTORY_CANDLES_MAX.toLocaleString('en')
  return new Refusal('over-limit', `That takes more than ${most} candles of ${timeframe}, and more are not tested at once.`, {
    hint: 'Take a shorter range or a longer timeframe: 1y on 15m, for example.',
  })
}
