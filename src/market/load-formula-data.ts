import type { FormulaData, FrameNeed } from '../analysis/formula/formula-data.ts'
import { frameKey } from '../analysis/formula/formula-data.ts'
import { formulaNeeds } from '../analysis/formula/formula-needs.ts'
import type { Formula } from '../analysis/formula/formula-node.ts'
import { type Candles, candlesFrom } from '../basics/candles.ts'
import { inParallel } from '../basics/in-parallel.ts'
import { Refusal } from '../basics/refusal.ts'
import { lengthOf, nextOpen, type Timeframe } from '../basics/timeframe.ts'
import { assetOf, isCurrency } from './market-names.ts'
import type { Market } from './market-ports.ts'
import type { MarketService } from './market-service.ts'

const FRAMES_AT_ONCE_MAX = 4
/** As many as the market gives at a time. */
const FRAME_CANDLES_MAX = 20_000
const PAIR = /^([a-z0-9]+)\/([a-z0-9]+)$/i

type FormulaMarket = Pick<MarketService, 'find' | 'recent'>

export interface FormulaQuestion {
  readonly formula: Pick<Formula, 'root'>
  readonly market: Market
  readonly timeframe: Timeframe
  /** For how many of the last closed candles the answers are wanted; those before them that it needs come besides. */
  readonly bars: number
}

/**
 * All that a formula is asked on, up to the last closed candle. Candles that are missing stay missing.
 * Another market is the listed one, else a pair computed from the dollar markets of both coins, candle by candle.
 * Refuses a market that nobody knows with the nearest names, and a window that does not fit the timeframe. Numbers from outside are unknown: nobody gives them yet.
 */
export async function formulaData(
  service: FormulaMarket,
  { formula, market, timeframe, bars }: FormulaQuestion,
  signal?: AbortSignal,
): Promise<FormulaData> {
  const { history, frames } = formulaNeeds(formula, timeframe)
  const candles = await service.recent({ market, timeframe, limit: bars + history }, signal)
  const span = spanOf(candles, bars)
  const loaded = await inParallel(frames, FRAMES_AT_ONCE_MAX, async (need) => {
    const limit = need.bars + Math.ceil(span / lengthOf(need.timeframe)) + 1
    if (limit > FRAME_CANDLES_MAX) throw tooMany(need)
    const read = (of: Market): Promise<Candles> => service.recent({ market: of, timeframe: need.timeframe, limit }, signal)
    return [frameKey(need), await frameCandles(service, { need, market, read }, signal)] as const
  })
  return { candles, frames: new Map(loaded), outside: new Map() }
}

/** From the opening of the first candle whose answer is wanted to the close of the last, in milliseconds. */
function spanOf({ time, timeframe }: Candles, bars: number): number {
  const [first, last] = [time[Math.max(0, time.length - bars)], time.at(-1)]
  return first === undefined || last === undefined ? 0 : nextOpen(timeframe, last) - first
}

interface FrameQuestion {
  readonly need: FrameNeed
  /** The market that the formula is asked of. */
  readonly market: Market
  /** Loads candles of a market, in the timeframe that is needed. */
  readonly read: (of: Market) => Promise<Candles>
}

/** The candles that a formula looks at besides its own: those of a listed market, else of a pair computed from both coins. */
export async function frameCandles(
  service: Pick<MarketService, 'find'>,
  { need, market, read }: FrameQuestion,
  signal?: AbortSignal,
): Promise<Candles> {
  if (need.market === undefined) return read(market)
  try {
    return await read(await service.find(need.market, signal))
  } catch (error) {
    const [, base = '', quote = ''] = PAIR.exec(need.market) ?? []
    const isPair = quote !== '' && !isCurrency(assetOf(quote))
    if (!(error instanceof Refusal) || error.code !== 'not-found' || !isPair) throw error
    const [one, other] = [await service.find(base, signal), await service.find(quote, signal)]
    return ratio(await read(one), await read(other))
  }
}

/** What one costs in the other at the close of each candle that both have. Within the candle nobody knows, so all its prices are that. */
function ratio(one: Candles, other: Candles): Candles {
  const closes = new Map(Array.from(other.time, (time, index) => [time, other.close[index] ?? Number.NaN]))
  const rows = Array.from(one.time, (time, index) => {
    const close = (one.close[index] ?? Number.NaN) / (closes.get(time) ?? Number.NaN)
    return { time, open: close, high: close, low: close, close, volume: 0 }
  })
  return candlesFrom(
    one.timeframe,
    rows.filter(({ close }) => Number.isFinite(close)),
  )
}

function tooMany({ timeframe }: FrameNeed): Refusal {
  return new Refusal('over-limit', `That takes too many candles of ${timeframe}.`, {
    hint: 'Ask it on a finer timeframe, or of a coarser one: for example rsi(14) @15m on 1h.',
  })
}
