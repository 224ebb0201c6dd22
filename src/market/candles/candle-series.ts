import { type Candles, sliceCandles } from '../../basics/candles.ts'
import { Refusal } from '../../basics/refusal.ts'
import { dividesInto, nextOpen, openBefore, openOf, type Timeframe } from '../../basics/timeframe.ts'
import type { Market, MarketSource } from '../market-ports.ts'
import type { CandleQuery, CandleSeries } from '../market-service.ts'
import { buildCandles, countMissing } from './build-candles.ts'

const CANDLES_MAX = 20_000
/** How often, and how far, it looks farther back when candles are missing; in vain only twice, for it may be the market's beginning. */
const ROUNDS_MAX = 6
const ROUNDS_IN_VAIN_MAX = 2
const SLOTS_MAX = 40_000

/** The last candles before a time, from those of the source or built from finer ones of it. Refuses a timeframe that nothing finer exists for. */
export async function candleSeries(source: MarketSource, query: CandleQuery, signal?: AbortSignal): Promise<CandleSeries> {
  const { market, timeframe, limit, forming = false } = query
  if (!Number.isInteger(limit) || limit < 1 || limit > CANDLES_MAX) {
    throw new Refusal('over-limit', `Ask for 1 to ${CANDLES_MAX.toLocaleString('en')} candles at a time.`)
  }
  const now = source.clock.now()
  const end = Math.min(query.to ?? now, market.active ? now : await lastSeen(source, { market, now, signal }))
  const from = origin(source, { market, timeframe, end })
  const before = forming ? nextOpen(timeframe, openOf(timeframe, end === now ? now : end - 1)) : openOf(timeframe, end)
  const found = await lastBefore({ limit, timeframe, before }, async (start) => {
    const read = await source.candles({ market, timeframe: from, from: start, to: before }, signal)
    return from === timeframe ? read : buildCandles(read, timeframe)
  })
  const candles = sliceCandles(found, Math.max(0, found.time.length - limit))
  const last = candles.time.at(-1)
  return {
    market,
    candles,
    forming: last !== undefined && nextOpen(timeframe, last) > now,
    ...(from === timeframe ? {} : { builtFrom: from }),
    missing: countMissing(candles),
  }
}

/** When a market that has ended was last seen. */
async function lastSeen(
  source: MarketSource,
  { market, now, signal }: { readonly market: Market; readonly now: number; readonly signal: AbortSignal | undefined },
): Promise<number> {
  const [ticker] = await source.tickers([market], signal)
  return ticker?.at ?? now
}

/** The timeframe to ask the source for: this one, or the coarsest finer one that divides it. */
function origin(source: MarketSource, { market, timeframe, end }: { market: Market; timeframe: Timeframe; end: number }): Timeframe {
  const offered = source.timeframes(market, end)
  if (offered.includes(timeframe)) return timeframe
  const finer = offered.findLast((each) => dividesInto(each, timeframe))
  if (finer !== undefined) return finer
  const [finest] = offered
  if (finest === undefined) throw new Refusal('not-found', `There are no candles of ${market.symbol} at this time.`)
  throw new Refusal('not-found', `${market.symbol} has candles of ${finest} and coarser at this time.`, {
    hint: `Ask for ${finest}, for example.`,
  })
}

interface Window {
  readonly limit: number
  readonly timeframe: Timeframe
  /** Where the last candle ends. */
  readonly before: number
}

/** Looks farther back as long as candles are missing and older ones turn up. */
async function lastBefore({ limit, timeframe, before }: Window, read: (from: number) => Promise<Candles>): Promise<Candles> {
  let slots = limit
  let inVain = 0
  const readSlots = (): Promise<Candles> => read(Math.max(0, openBefore(timeframe, before, slots)))
  let candles = await readSlots()
  for (let round = 0; round < ROUNDS_MAX && inVain < ROUNDS_IN_VAIN_MAX; round++) {
    const found = candles.time.length
    if (found >= limit || slots >= SLOTS_MAX) break
    slots = Math.min(slots + (slots - found), SLOTS_MAX)
    candles = await readSlots()
    if (candles.time.length === found) inVain++
  }
  return candles
}
