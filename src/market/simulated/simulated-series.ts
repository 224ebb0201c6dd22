import { LRUCache } from 'lru-cache'
import type { Candle } from '../../basics/candles.ts'
import { normal, type Rng, seededRng } from '../../basics/rng.ts'
import { lengthOf, type Timeframe } from '../../basics/timeframe.ts'
import type { SimulatedCoin } from './simulated-coins.ts'
import { type CoinDays, coinDays, marketDays } from './simulated-days.ts'
import { closesWithin, roundTo, type Split, splitCandle } from './split-candle.ts'

/** The timeframes that are made, each by splitting candles of the one before. */
export const LEVELS = ['1d', '1h', '15m', '1m'] as const satisfies readonly Timeframe[]

export type Level = (typeof LEVELS)[number]

const ABOVE = { '1h': '1d', '15m': '1h', '1m': '15m' } as const satisfies Record<Exclude<Level, '1d'>, Level>

/** Now and then a venue is silent for some minutes. */
const GAP_SHARE = 1 / 1200
const GAP_MINUTES_MAX = 6
/** Split candles of each market that need not be split again. */
const SPLITS_KEPT_MAX = 250
const CROSS_MOVE = 0.012
const CROSS_DECIMALS = 5

/** Candles of one market at all levels, each of which builds the one above exactly. */
export interface SimulatedSeries {
  /** The candles of a level whose candle of the level above opens at `time`; minutes may have a gap. A day is alone. */
  within(level: Level, time: number): readonly Candle[]
}

export interface SimulatedWorld {
  coin(coin: SimulatedCoin): SimulatedSeries
  /** What one coin costs in the other. */
  cross(base: SimulatedCoin, quote: SimulatedCoin): SimulatedSeries
}

/** Everything follows from the seed: a market at a time is the same whenever and in whatever order it is asked for. */
export function simulatedWorld(seed: string): SimulatedWorld {
  const market = marketDays(seed)
  const known = new Map<string, SimulatedSeries>()
  const shared = (level: Level, time: number): Rng => seededRng(`${seed}:market:${level}:${time}`)
  const coin = (of: SimulatedCoin): SimulatedSeries => {
    const made =
      known.get(of.base) ??
      seriesOf({
        days: coinDays(of, { seed, market }),
        name: `${seed}:${of.base}`,
        decimals: of,
        closes: (level, candle, split) => closesWithin(candle, split, shared(level, candle.time)),
      })
    known.set(of.base, made)
    return made
  }
  return {
    coin,
    cross(base, quote) {
      const [upper, lower] = [coin(base), coin(quote)]
      const name = `${seed}:${base.base}/${quote.base}`
      return seriesOf({
        days: crossDays(name, upper, lower),
        name,
        decimals: { priceDecimals: CROSS_DECIMALS, lotDecimals: base.lotDecimals },
        closes: (level, { time }, split) => {
          const [tops, bottoms] = [closesOf(upper.within(level, time), time, split), closesOf(lower.within(level, time), time, split)]
          return tops.map((top, part) => roundTo(top / (bottoms[part] ?? 1), CROSS_DECIMALS))
        },
      })
    },
  }
}

interface SeriesOptions {
  readonly days: CoinDays
  readonly name: string
  readonly decimals: Pick<SimulatedCoin, 'priceDecimals' | 'lotDecimals'>
  /** Where the parts of a candle close. */
  readonly closes: (level: Level, candle: Candle, split: Split) => Float64Array
}

function seriesOf({ days, name, decimals: { priceDecimals, lotDecimals }, closes }: SeriesOptions): SimulatedSeries {
  const kept = new LRUCache<string, readonly Candle[]>({ max: SPLITS_KEPT_MAX })
  const split = (level: Exclude<Level, '1d'>, time: number): readonly Candle[] => {
    const above = ABOVE[level]
    const candle = at(above, time)
    if (candle === undefined) return []
    const partMs = lengthOf(level)
    const parts = lengthOf(above) / partMs
    const gap = level === '1m' ? gapIn(seededRng(`${name}:gap:${time}`), parts) : undefined
    const options: Split = { parts, partMs, priceDecimals, lotDecimals, gap, rng: seededRng(`${name}:${level}:${time}`) }
    return splitCandle(candle, closes(level, candle, options), options)
  }
  const within = (level: Level, time: number): readonly Candle[] => {
    if (level === '1d') return [days.day(time)]
    const key = `${level} ${time}`
    const candles = kept.get(key) ?? split(level, time)
    kept.set(key, candles)
    return candles
  }
  const at = (level: Level, time: number): Candle | undefined => {
    if (level === '1d') return days.day(time)
    const length = lengthOf(ABOVE[level])
    return within(level, Math.floor(time / length) * length).find((candle) => candle.time === time)
  }
  return { within }
}

/** The closes of all parts; one that is missing closes as the one before. */
function closesOf(candles: readonly Candle[], from: number, { parts, partMs }: Split): Float64Array {
  const closes = new Float64Array(parts).fill(Number.NaN)
  for (const { time, close } of candles) closes[(time - from) / partMs] = close
  for (let part = 1; part < parts; part++) {
    if (Number.isNaN(closes[part])) closes[part] = closes[part - 1] ?? 0
  }
  return closes
}

function gapIn(rng: Rng, parts: number): Split['gap'] {
  if (rng.next() >= GAP_SHARE) return undefined
  const length = 1 + Math.floor(rng.next() * GAP_MINUTES_MAX)
  const from = 1 + Math.floor(rng.next() * (parts - length - 1))
  return { from, to: from + length }
}

function crossDays(name: string, upper: SimulatedSeries, lower: SimulatedSeries): CoinDays {
  return {
    day(time) {
      const [[top], [bottom]] = [upper.within('1d', time), lower.within('1d', time)]
      if (top === undefined || bottom === undefined) throw new RangeError('The simulation has no such day')
      const rng = seededRng(`${name}:${time}`)
      const round = (price: number): number => roundTo(price, CROSS_DECIMALS)
      const open = round(top.open / bottom.open)
      const close = round(top.close / bottom.close)
      const high = round(Math.max(open, close) * Math.exp(CROSS_MOVE * (1 + Math.abs(normal(rng)))))
      const low = round(Math.min(open, close) * Math.exp(-CROSS_MOVE * (1 + Math.abs(normal(rng)))))
      return { time, open, high, low, close, volume: roundTo(top.volume / 10, 2) }
    },
  }
}
