import { type Candles, indexFrom, joinCandles, sliceCandles } from '../../basics/candles.ts'
import { lengthOf, nextOpen, openOf, type Timeframe } from '../../basics/timeframe.ts'
import type { Market, MarketSource, TimeSpan } from '../market-ports.ts'

/** Market times in milliseconds, (from, to]. */
export interface ClosedSpan extends TimeSpan {
  /** At most so many candles, the oldest of them. */
  readonly limit: number
}

type Read = (timeframe: Timeframe, span: ClosedSpan) => Promise<Candles>

/**
 * The finest candles that closed in a span, oldest first. Where a finer series begins or ends in between, those of the one come first and then those of the other,
 * and no candle tells again what others have told. The last ones, which may be none, are of the timeframe in which time goes on.
 */
export async function closedCandles(
  source: MarketSource,
  market: Market,
  span: ClosedSpan,
  signal?: AbortSignal,
): Promise<readonly Candles[]> {
  const [before] = source.timeframes(market, span.from)
  const [after] = source.timeframes(market, span.to)
  if (after === undefined) return []
  const read: Read = (timeframe, part) => readClosed(source, { market, timeframe, ...part }, signal)
  if (before === undefined || before === after) return [await read(after, span)]
  return lengthOf(before) < lengthOf(after) ? finerFirst(read, [before, after], span) : coarserFirst(read, [before, after], span)
}

async function finerFirst(read: Read, [finer, coarser]: readonly [Timeframe, Timeframe], span: ClosedSpan): Promise<readonly Candles[]> {
  const first = await read(finer, span)
  const last = first.time.at(-1)
  const limit = span.limit - first.time.length
  if (limit <= 0) return [first]
  if (last === undefined) return [await read(coarser, span)]
  const end = nextOpen(finer, last)
  const open = openOf(coarser, end)
  return [first, await read(coarser, { ...span, from: open === end ? end : nextOpen(coarser, open), limit })]
}

async function coarserFirst(read: Read, [coarser, finer]: readonly [Timeframe, Timeframe], span: ClosedSpan): Promise<readonly Candles[]> {
  const last = await read(finer, span)
  const first = await read(coarser, { ...span, to: last.time[0] ?? span.to })
  return [first, sliceCandles(last, 0, Math.max(0, span.limit - first.time.length))]
}

/** Farther on as long as there are gaps. */
async function readClosed(
  source: MarketSource,
  { market, timeframe, from, to, limit }: ClosedSpan & { readonly market: Market; readonly timeframe: Timeframe },
  signal: AbortSignal | undefined,
): Promise<Candles> {
  const parts: Candles[] = []
  let count = 0
  let begin = openOf(timeframe, from)
  const end = openOf(timeframe, to)
  while (begin < end && count < limit) {
    const until = openOf(timeframe, Math.min(begin + limit * (nextOpen(timeframe, begin) - begin), end))
    const candles = await source.candles({ market, timeframe, from: begin, to: until }, signal)
    const fresh = sliceCandles(candles, indexFrom(candles.time, begin), indexFrom(candles.time, until))
    parts.push(fresh)
    count += fresh.time.length
    begin = until
  }
  const closed = joinCandles(timeframe, parts)
  return sliceCandles(closed, 0, Math.min(limit, closed.time.length))
}
