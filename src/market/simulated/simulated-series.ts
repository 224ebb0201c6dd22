import type { Candle } from '../../basics/candles.ts'
import { normal, type Rng, seededRng } from '../../basics/rng.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../basics/timeframe.ts'
import type { SimulatedCoin } from './simulated-coins.ts'
import { type CoinDays, coinDays, marketDays, SIMULATION_FROM } from './simulated-days.ts'
import { closesWithin, roundTo, type Split, splitCandle } from './split-candle.ts'

const HOURS = 24
const MINUTES = 60
/** Now and then a venue is silent for some minutes. */
const GAP_SHARE = 1 / 300
const GAP_MINUTES_MAX = 6
const CROSS_MOVE = 0.012
const CROSS_DECIMALS = 5

/** Candles of one market at three levels, each of which builds the one above exactly. Days and hours are counted from where the simulation begins. */
export interface SimulatedSeries {
  day(day: number): Candle
  hours(day: number): readonly Candle[]
  /** The hour is one of `hours`; its minutes may have a gap. */
  minutes(hour: Candle): readonly Candle[]
}

export interface SimulatedWorld {
  coin(coin: SimulatedCoin): SimulatedSeries
  /** What one coin costs in the other. */
  cross(base: SimulatedCoin, quote: SimulatedCoin): SimulatedSeries
}

type Closes = (candle: Candle, split: Split) => Float64Array

/** Everything follows from the seed: a market at a time is the same whenever and in whatever order it is asked for. */
export function simulatedWorld(seed: string): SimulatedWorld {
  const market = marketDays(seed)
  const known = new Map<string, CoinDays>()
  const daysOf = (coin: SimulatedCoin): CoinDays => {
    const days = known.get(coin.base) ?? coinDays(coin, { seed, market })
    known.set(coin.base, days)
    return days
  }
  const shared = (level: string, time: number): Rng => seededRng(`${seed}:market:${level}:${time}`)
  const coin = (of: SimulatedCoin): SimulatedSeries =>
    seriesOf({
      days: daysOf(of),
      name: `${seed}:${of.base}`,
      decimals: of,
      closes: (level) => (candle, split) => closesWithin(candle, split, shared(level, candle.time)),
    })
  return {
    coin,
    cross(base, quote) {
      const [upper, lower] = [coin(base), coin(quote)]
      const name = `${seed}:${base.base}/${quote.base}`
      return seriesOf({
        days: crossDays(name, daysOf(base), daysOf(quote)),
        name,
        decimals: { priceDecimals: CROSS_DECIMALS, lotDecimals: base.lotDecimals },
        closes: (level) => (candle) => {
          const [tops, bottoms] = [partsAt(upper, level, candle.time), partsAt(lower, level, candle.time)]
          return Float64Array.from(tops, ({ close }, part) => roundTo(close / (bottoms[part]?.close ?? close), CROSS_DECIMALS))
        },
      })
    },
  }
}

type Level = 'hours' | 'minutes'

interface SeriesOptions {
  readonly days: CoinDays
  readonly name: string
  readonly decimals: Pick<SimulatedCoin, 'priceDecimals' | 'lotDecimals'>
  readonly closes: (level: Level) => Closes
}

function seriesOf({ days, name, decimals: { priceDecimals, lotDecimals }, closes }: SeriesOptions): SimulatedSeries {
  const divide = (candle: Candle, level: Level, split: Pick<Split, 'parts' | 'partMs' | 'gap'>): readonly Candle[] => {
    const all: Split = { ...split, priceDecimals, lotDecimals, rng: seededRng(`${name}:${level}:${candle.time}`) }
    return splitCandle(candle, closes(level)(candle, all), all)
  }
  return {
    day: (day) => days.day(day),
    hours: (day) => divide(days.day(day), 'hours', { parts: HOURS, partMs: HOUR_MS }),
    minutes: (hour) => divide(hour, 'minutes', { parts: MINUTES, partMs: MINUTE_MS, gap: gapIn(seededRng(`${name}:gap:${hour.time}`)) }),
  }
}

/** The closes that a cross derives from; gaps of its parts do not matter to it, so minutes are asked for whole. */
function partsAt(series: SimulatedSeries, level: Level, time: number): readonly Candle[] {
  const day = Math.floor((time - SIMULATION_FROM) / DAY_MS)
  const hours = series.hours(day)
  if (level === 'hours') return hours
  const hour = hours[Math.floor((time - SIMULATION_FROM - day * DAY_MS) / HOUR_MS)]
  return hour === undefined ? [] : filled(series.minutes(hour), time)
}

/** Puts the last candle in the place of those that are missing. */
function filled(minutes: readonly Candle[], from: number): readonly Candle[] {
  let next = 0
  return Array.from({ length: MINUTES }, (_, minute) => {
    if (minutes[next + 1]?.time === from + minute * MINUTE_MS) next++
    return minutes[next]
  }).filter((candle) => candle !== undefined)
}

function gapIn(rng: Rng): Split['gap'] {
  if (rng.next() >= GAP_SHARE) return undefined
  const length = 1 + Math.floor(rng.next() * GAP_MINUTES_MAX)
  const from = 1 + Math.floor(rng.next() * (MINUTES - length - 2))
  return { from, to: from + length }
}

function crossDays(name: string, upper: CoinDays, lower: CoinDays): CoinDays {
  return {
    day(index) {
      const [top, bottom] = [upper.day(index), lower.day(index)]
      const rng = seededRng(`${name}:${top.time}`)
      const round = (price: number): number => roundTo(price, CROSS_DECIMALS)
      const open = round(top.open / bottom.open)
      const close = round(top.close / bottom.close)
      const high = round(Math.max(open, close) * Math.exp(CROSS_MOVE * (1 + Math.abs(normal(rng)))))
      const low = round(Math.min(open, close) * Math.exp(-CROSS_MOVE * (1 + Math.abs(normal(rng)))))
      return { time: top.time, open, high, low, close, volume: roundTo(top.volume / 10, 2) }
    },
  }
}
