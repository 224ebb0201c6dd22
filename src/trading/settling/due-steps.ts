import { type Candles, candleAt } from '../../basics/candles.ts'
import { decimalOf } from '../../basics/money.ts'
import { Refusal } from '../../basics/refusal.ts'
import { HOUR_MS, nextOpen, openOf } from '../../basics/timeframe.ts'
import type { TradingMarket } from '../trading-ports.ts'
import type { MarketStep } from '../venue-ports.ts'

/** Of each market in one call: 83 hours of minutes. */
const BARS_PER_CALL_MAX = 5000
/** So long after its close the newest bar of one market may be missing while others have theirs. */
const LATE_BAR_MS = 30_000

export interface DueSteps {
  /** Bars that closed at the same time, in the order of that time. */
  readonly groups: readonly (readonly MarketStep[])[]
  /** False when there are more. */
  readonly caughtUp: boolean
}

interface Span {
  readonly marketIds: readonly string[]
  /** Market times in milliseconds, (from, to]. */
  readonly from: number
  readonly to: number
}

interface MarketBars {
  readonly steps: readonly MarketStep[]
  /** Until when all of its bars are known. */
  readonly knownTo: number
  readonly isCut: boolean
}

/** The bars that closed, as far as those of all markets are known; while nobody answers, none and more to come. */
export async function dueSteps(market: TradingMarket, { marketIds, from, to }: Span): Promise<DueSteps> {
  const bars = await unlessUnavailable(Promise.all(marketIds.map((id) => barsOf(market, id, { from, to }))))
  if (bars === undefined) return { groups: [], caughtUp: false }
  const horizon = Math.min(to, ...bars.map(({ knownTo }) => knownTo))
  const steps = bars.flatMap((each) => each.steps).filter(({ closesAt }) => closesAt <= horizon)
  const groups = new Map<number, MarketStep[]>()
  for (const step of steps.toSorted((a, b) => a.closesAt - b.closesAt || (a.marketId < b.marketId ? -1 : 1)))
    groups.set(step.closesAt, [...(groups.get(step.closesAt) ?? []), step])
  return { groups: [...groups.values()], caughtUp: !bars.some(({ isCut }) => isCut) }
}

/** The one bar in which an exit was hit that was made as this bar closed; undefined when it was no bar's. */
export async function stepOpening(market: TradingMarket, marketId: string, opensAt: number): Promise<MarketStep | undefined> {
  const { steps } = await barsOf(market, marketId, { from: opensAt, to: market.now() }, 1)
  return steps.find((step) => step.opensAt === opensAt)
}

async function barsOf(
  market: TradingMarket,
  marketId: string,
  { from, to }: Omit<Span, 'marketIds'>,
  limit = BARS_PER_CALL_MAX,
): Promise<MarketBars> {
  const runs = await market.bars(marketId, { from, to, limit })
  const steps = runs.flatMap((candles) => stepsOf(marketId, candles))
  const last = steps.at(-1)?.closesAt ?? from
  const isCut = steps.length >= limit
  const timeframe = runs.at(-1)?.timeframe
  const newest = timeframe === undefined ? from : openOf(timeframe, to)
  const isLate = last < newest && newest > from && to - newest < LATE_BAR_MS
  return { steps, isCut, knownTo: isCut ? last : isLate ? newest - 1 : to }
}

function stepsOf(marketId: string, candles: Candles): readonly MarketStep[] {
  return Array.from(candles.time, (opensAt, index): MarketStep => {
    const { open, high, low, close, volume } = candleAt(candles, index) ?? { open: 0, high: 0, low: 0, close: 0, volume: 0 }
    const closesAt = nextOpen(candles.timeframe, opensAt)
    const hourVolume = decimalOf(close)
      .times(decimalOf(volume))
      .times(HOUR_MS)
      .div(closesAt - opensAt)
    const quote = { marketId, last: decimalOf(open), bid: undefined, ask: undefined, hourVolume, at: closesAt }
    return { marketId, opensAt, closesAt, open, high, low, close, volume, quote }
  })
}

/** The quotes of this moment as bars without length; none while nobody answers, or where they are too old to trade at. */
export async function momentSteps(market: TradingMarket, marketIds: readonly string[], now: number): Promise<readonly MarketStep[]> {
  const quotes = (await unlessUnavailable(market.quotes(marketIds))) ?? new Map<string, never>()
  return marketIds.flatMap((marketId) => {
    const quote = quotes.get(marketId)
    if (quote === undefined || market.isStale(quote)) return []
    const price = quote.last.toNumber()
    return [{ marketId, opensAt: now, closesAt: now, open: price, high: price, low: price, close: price, volume: undefined, quote }]
  })
}

/** An outage is no reason not to cancel or to look. */
async function unlessUnavailable<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Refusal && error.code === 'unavailable') return undefined
    throw error
  }
}
