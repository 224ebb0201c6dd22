import { LRUCache } from 'lru-cache'
import { type Candles, indexFrom, joinCandles, sliceCandles } from '../../basics/candles.ts'
import type { WallClock } from '../../basics/clock.ts'
import { inParallel } from '../../basics/in-parallel.ts'
import { Refusal } from '../../basics/refusal.ts'
import { nextOpen, openBefore, openOf, type Timeframe } from '../../basics/timeframe.ts'
import type { CandleRequest, CandleStore, MarketSource, TimeSpan } from '../market-ports.ts'
import { findFaults } from './find-faults.ts'

const CANDLES_PER_REQUEST_MAX = 1000
const REQUESTS_AT_ONCE_MAX = 4
/** How long a hole is left alone before the venue is asked once more. */
const ASK_AGAIN_MS = 10 * 60_000
const HOLES_KEPT_MAX = 50_000
const SLOTS_MAX = 200_000

interface Hole {
  readonly askedAt: number
  /** The venue said twice that there is nothing: it stays a gap. */
  readonly confirmed: boolean
}

export interface CandleKeeperOptions {
  readonly source: MarketSource
  readonly store: CandleStore
  readonly wall: WallClock
}

/**
 * The source, with candles that were closed once kept and not asked for again.
 *
 * What is missing is asked for in parallel; impossible candles are quarantined; a hole is asked for twice and then stays a gap. Candles of different venues never mix.
 */
export function createCandleKeeper({ source, store, wall }: CandleKeeperOptions): MarketSource {
  const holes = new LRUCache<string, Hole>({ max: HOLES_KEPT_MAX })
  let setAside: number | undefined

  const noteHole = (key: string): void => {
    const now = wall.now()
    const before = holes.get(key)
    if (before === undefined) holes.set(key, { askedAt: now, confirmed: false })
    else if (now - before.askedAt >= ASK_AGAIN_MS) holes.set(key, { askedAt: now, confirmed: true })
  }
  /** What the source has for a span; what has closed is kept. The neighbours come along to tell a leap from a spike. */
  const fetch = async (request: CandleRequest, signal: AbortSignal | undefined): Promise<Candles> => {
    const { market, timeframe, from, to } = request
    const around = { ...request, from: openBefore(timeframe, from, 1), to: nextOpen(timeframe, openOf(timeframe, to)) }
    const candles = await source.candles(around, signal)
    const now = source.clock.now()
    const unclosed = openOf(timeframe, now)
    const { good, faults } = findFaults(candles, nextOpen(timeframe, unclosed))
    const own = sliceCandles(good, indexFrom(good.time, from), indexFrom(good.time, to))
    const closed = sliceCandles(own, 0, indexFrom(own.time, unclosed))
    const impossible = faults.filter(({ time }) => time >= from && time < Math.min(to, unclosed))
    if (impossible.length > 0) {
      await store.quarantine(market, timeframe, impossible)
      setAside = undefined
    }
    if (closed.time.length > 0) await store.write(market, closed)
    for (const slot of slotsMissing(timeframe, own.time, { from, to: Math.min(to, unclosed) })) noteHole(holeKey(request, slot))
    return own
  }
  const worthAsking = (request: CandleRequest, slot: number): boolean => {
    const hole = holes.get(holeKey(request, slot))
    return hole === undefined || (!hole.confirmed && wall.now() - hole.askedAt >= ASK_AGAIN_MS)
  }

  return {
    kind: source.kind,
    label: source.label,
    clock: source.clock,
    markets: (signal) => source.markets(signal),
    ...(source.moreMarkets && { moreMarkets: (venue, signal) => source.moreMarkets?.(venue, signal) ?? Promise.resolve([]) }),
    tickers: (markets, signal) => source.tickers(markets, signal),
    timeframes: (market, at) => source.timeframes(market, at),
    async candles(request, signal) {
      const { market, timeframe, from, to } = request
      const unclosed = openOf(timeframe, source.clock.now())
      const closed = { ...request, to: Math.min(to, unclosed) }
      const kept = await store.read(closed)
      const missing = slotsMissing(timeframe, kept.time, closed).filter((slot) => worthAsking(closed, slot))
      const forming = to > unclosed && from <= unclosed ? [unclosed] : []
      const pieces = piecesOf(timeframe, [...missing, ...forming]).map((span) => ({ market, timeframe, ...span }))
      const fetched = await inParallel(pieces, REQUESTS_AT_ONCE_MAX, (piece) => fetch(piece, signal))
      setAside ??= await store.countFaults()
      return merge(timeframe, [kept, ...fetched])
    },
    status() {
      const status = source.status()
      return setAside ? { ...status, detail: `${status.detail}; ${setAside} impossible candles set aside` } : status
    },
    stop: () => source.stop(),
  }
}

function holeKey({ market, timeframe }: CandleRequest, slot: number): string {
  return `${market.id} ${timeframe} ${slot}`
}

/** The openings in a request at which there is no candle. */
function slotsMissing(timeframe: Timeframe, times: Float64Array, { from, to }: TimeSpan): readonly number[] {
  const slots: number[] = []
  let next = 0
  const first = openOf(timeframe, from)
  for (let slot = first < from ? nextOpen(timeframe, first) : first; slot < to; slot = nextOpen(timeframe, slot)) {
    while ((times[next] ?? Number.POSITIVE_INFINITY) < slot) next++
    if (times[next] !== slot) slots.push(slot)
    if (slots.length > SLOTS_MAX) throw new Refusal('over-limit', 'That is too long a time to fetch candles for at once.')
  }
  return slots
}

/** Neighbouring openings as spans of a thousand candles at most. */
function piecesOf(timeframe: Timeframe, slots: readonly number[]): readonly TimeSpan[] {
  const pieces: TimeSpan[] = []
  let count = 0
  for (const slot of slots) {
    const last = pieces.at(-1)
    const to = nextOpen(timeframe, slot)
    if (last?.to === slot && count < CANDLES_PER_REQUEST_MAX) {
      pieces[pieces.length - 1] = { from: last.from, to }
      count++
    } else {
      pieces.push({ from: slot, to })
      count = 1
    }
  }
  return pieces
}

function merge(timeframe: Timeframe, parts: readonly Candles[]): Candles {
  const filled = parts.filter(({ time }) => time.length > 0).sort((a, b) => (a.time[0] ?? 0) - (b.time[0] ?? 0))
  const [only] = filled
  if (only !== undefined && filled.length === 1) return only
  const joined = joinCandles(timeframe, filled)
  const order = Uint32Array.from(joined.time, (_, index) => index).sort((a, b) => (joined.time[a] ?? 0) - (joined.time[b] ?? 0))
  const sorted = (column: Float64Array): Float64Array => Float64Array.from(order, (index) => column[index] ?? Number.NaN)
  const { time, open, high, low, close, volume } = joined
  return {
    timeframe,
    time: sorted(time),
    open: sorted(open),
    high: sorted(high),
    low: sorted(low),
    close: sorted(close),
    volume: sorted(volume),
  }
}
