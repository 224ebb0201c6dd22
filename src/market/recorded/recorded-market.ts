import { type Candles, candleAt, candlesFrom, joinCandles } from '../../basics/candles.ts'
import type { MarketClock } from '../../basics/clock.ts'
import { inParallel } from '../../basics/in-parallel.ts'
import { decimalOf } from '../../basics/money.ts'
import { DAY_MS, dividesInto, lengthOf, nextOpen, openBefore, openOf, type Timeframe } from '../../basics/timeframe.ts'
import { buildCandles } from '../candles/build-candles.ts'
import type { CandleHistory, CandleRequest, CandleSpan, Market, MarketSource, SourceKind, SourceStatus, Ticker } from '../market-ports.ts'

const TICKERS_AT_ONCE_MAX = 8
/** A series that ended this many of its candles ago is still shown. */
const ENDED_CANDLES_MAX = 100
const LOOK_BACK_CANDLES = 100
/** Sums of floats are cut to what they can hold. */
const SUM_DIGITS = 12

export interface RecordedMarketOptions {
  readonly kind: SourceKind
  readonly label: string
  readonly history: CandleHistory
  readonly clock: MarketClock
  readonly status: (now: number) => SourceStatus
}

interface LastPrice {
  readonly price: number
  readonly at: number
}

/**
 * A market as it was at the clock's time: the one place that turns candles of the past into a present.
 *
 * Inside a candle the price is its open (or what the history says is known of it); its high, low and close exist at its close. The newest thing known decides, the finest series first.
 */
export function recordedMarket({ kind, label, history, clock, status }: RecordedMarketOptions): MarketSource {
  const list = marketList(history)
  return {
    kind,
    label,
    clock,
    markets: (signal) => list(clock.now(), signal),
    async tickers(markets, signal) {
      const now = clock.now()
      const found = await inParallel(markets, TICKERS_AT_ONCE_MAX, (market) => tickerAt(history, market, { at: now, signal }))
      return found.flatMap((ticker) => (ticker === undefined ? [] : [ticker]))
    },
    timeframes: (market, at = clock.now()) => timeframesAt(history.spans(market), Math.min(at, clock.now())),
    candles: (request, signal) => candlesAt(history, request, { now: clock.now(), signal }),
    status: () => status(clock.now()),
    stop: async () => {},
  }
}

/** The markets that had begun by a moment; those that have ended are inactive. The list stays the same object as long as nothing changed. */
function marketList(history: CandleHistory): (now: number, signal: AbortSignal | undefined) => Promise<readonly Market[]> {
  const ended = new Map<Market, Market>()
  let listed: readonly Market[] = []
  return async (now, signal) => {
    const known = (await history.markets(signal)).flatMap((market) => {
      const spans = history.spans(market)
      if (!spans.some(({ from }) => from <= now)) return []
      if (spans.some(({ to }) => to >= now)) return [market]
      const inactive = ended.get(market) ?? { ...market, active: false }
      ended.set(market, inactive)
      return [inactive]
    })
    const same = known.length === listed.length && known.every((market, index) => market === listed[index])
    if (!same) listed = known
    return listed
  }
}

/** The series that reach up to `at`, or nearly so; where all have ended, those that ended last. */
function timeframesAt(spans: readonly CandleSpan[], at: number): readonly Timeframe[] {
  const begun = spans.filter(({ from }) => from <= at)
  const reference = Math.min(at, Math.max(...begun.map(({ to }) => to)))
  return begun.filter(({ timeframe, to }) => to + ENDED_CANDLES_MAX * lengthOf(timeframe) >= reference).map(({ timeframe }) => timeframe)
}

interface Moment {
  readonly at: number
  readonly signal: AbortSignal | undefined
}

async function tickerAt(history: CandleHistory, market: Market, moment: Moment): Promise<Ticker | undefined> {
  const last = await lastPrice(history, market, moment)
  if (last === undefined) return undefined
  const day = await dayBefore(history, market, { moment, last })
  return { marketId: market.id, last: decimalOf(last.price), at: last.at, ...day }
}

async function lastPrice(history: CandleHistory, market: Market, moment: Moment): Promise<LastPrice | undefined> {
  const begun = history.spans(market).filter(({ from }) => from <= moment.at)
  let newest: LastPrice | undefined
  for (const span of begun) {
    const latest = Math.min(moment.at, span.to - 1)
    const from = openBefore(span.timeframe, openOf(span.timeframe, latest), LOOK_BACK_CANDLES)
    const price = await priceSince(history, { market, span, from }, moment)
    if (price !== undefined && (newest === undefined || price.at > newest.at)) newest = price
    // Inside a candle of the finest series nothing newer can come from a coarser one.
    if (price !== undefined && price.at >= openOf(span.timeframe, moment.at)) break
  }
  const coarsest = begun.at(-1)
  // Where nobody knows when it began, a longer look back would cost the venue many requests.
  if (newest !== undefined || coarsest === undefined || coarsest.from === 0) return newest
  return priceSince(history, { market, span: coarsest, from: coarsest.from }, moment)
}

/** What the last candle says that opens between `from` and the moment. */
async function priceSince(
  history: CandleHistory,
  { market, span: { timeframe }, from }: { readonly market: Market; readonly span: CandleSpan; readonly from: number },
  { at, signal }: Moment,
): Promise<LastPrice | undefined> {
  const candles = await history.read({ market, timeframe, from, to: at + 1 }, signal)
  const candle = candleAt(candles, candles.time.length - 1)
  if (candle === undefined) return undefined
  const closes = nextOpen(timeframe, candle.time)
  if (at >= closes) return { price: candle.close, at: closes }
  const known = history.unfinished(candle, at, market)
  return { price: known.part.close, at: known.at }
}

/** The day up to the newest opening, of the finest series that covers it; nothing where none does. */
async function dayBefore(
  history: CandleHistory,
  market: Market,
  { moment, last }: { readonly moment: Moment; readonly last: LastPrice },
): Promise<Partial<Ticker>> {
  for (const { timeframe, from, to } of history.spans(market)) {
    const end = openOf(timeframe, moment.at)
    const covers = from <= end - DAY_MS && to >= end && lengthOf(timeframe) <= DAY_MS
    if (!covers) continue
    const day = await history.read({ market, timeframe, from: end - DAY_MS, to: end }, moment.signal)
    const first = candleAt(day, 0)
    if (first === undefined) continue
    // Where the day begins with a gap, its first candle opens later than 24 hours ago.
    const before = first.time === end - DAY_MS ? undefined : await lastPrice(history, market, { ...moment, at: end - DAY_MS })
    let baseVolume = 0
    let quoteVolume = 0
    let [high, low] = [last.price, last.price]
    for (let index = 0; index < day.time.length; index++) {
      const candle = candleAt(day, index)
      if (candle === undefined) continue
      baseVolume += candle.volume
      quoteVolume += (candle.volume * (candle.high + candle.low + candle.close)) / 3
      high = Math.max(high, candle.high)
      low = Math.min(low, candle.low)
    }
    const sum = (value: number) => decimalOf(Number(value.toPrecision(SUM_DIGITS)))
    return {
      dayOpen: decimalOf(before?.price ?? first.open),
      dayHigh: decimalOf(high),
      dayLow: decimalOf(low),
      baseVolume: sum(baseVolume),
      quoteVolume: sum(quoteVolume),
    }
  }
  return {}
}

async function candlesAt(
  history: CandleHistory,
  { market, timeframe, from, to }: CandleRequest,
  { now, signal }: { readonly now: number; readonly signal: AbortSignal | undefined },
): Promise<Candles> {
  const open = openOf(timeframe, now)
  const closed = await history.read({ market, timeframe, from, to: Math.min(to, open) }, signal)
  if (to <= open || from > open) return closed
  const forming = await formingCandle(history, { market, timeframe, open }, { at: now, signal })
  return forming === undefined ? closed : joinCandles(timeframe, [closed, forming])
}

/** The candle that has opened but not closed, from the finest candles that tell about it. */
async function formingCandle(
  history: CandleHistory,
  { market, timeframe, open }: { readonly market: Market; readonly timeframe: Timeframe; readonly open: number },
  { at, signal }: Moment,
): Promise<Candles | undefined> {
  for (const span of history.spans(market)) {
    const tells = (span.timeframe === timeframe || dividesInto(span.timeframe, timeframe)) && span.from <= open && span.to > at
    if (!tells) continue
    const parts = await history.read({ market, timeframe: span.timeframe, from: open, to: at + 1 }, signal)
    const index = parts.time.length - 1
    const last = candleAt(parts, index)
    if (last === undefined) continue
    const known = at < nextOpen(span.timeframe, last.time) ? history.unfinished(last, at, market).part : last
    const before = Array.from({ length: index }, (_, each) => candleAt(parts, each)).filter((each) => each !== undefined)
    return buildCandles(candlesFrom(span.timeframe, [...before, known]), timeframe)
  }
  return undefined
}
