import type { Candle } from '../../basics/candles.ts'
import { normal, type Rng, seededRng } from '../../basics/rng.ts'
import { DAY_MS } from '../../basics/timeframe.ts'
import type { SimulatedCoin } from './simulated-coins.ts'
import { roundTo } from './split-candle.ts'

/** When simulated time begins and ends. */
export const SIMULATION_FROM = Date.UTC(2015, 0, 1)
export const SIMULATION_TO = Date.UTC(2100, 0, 1)

/** Prices return to where they live, half way in a hundred and fifty days, so that any year is plausible. */
const RETURN_PER_DAY = Math.LN2 / 150
const REGIMES = [0.6, 1, 1.8] as const
const REGIME_CHANGE_SHARE = 0.04
const TREND_CHANGE_SHARE = 0.01
const TREND_PER_DAY = 0.0015
const FACTOR_MOVE = 0.019
const HEAVY_MAX = 6
/** How far highs and lows lie beyond open and close, as a share of the day's deviation. */
const WICK = 0.45

/** What the whole market does on each day: its change, and how wild the day is. */
export interface MarketDays {
  day(index: number): { readonly change: number; readonly wildness: number }
}

/** Days of one market, by when they open. Each depends only on those before it. */
export interface CoinDays {
  day(time: number): Candle
}

export function marketDays(seed: string): MarketDays {
  const rng = seededRng(`${seed}:market`)
  const days: { readonly change: number; readonly wildness: number }[] = []
  let wildness: number = REGIMES[1]
  let trend = 0
  return {
    day(index) {
      while (days.length <= index) {
        if (rng.next() < REGIME_CHANGE_SHARE) wildness = REGIMES[Math.floor(rng.next() * REGIMES.length)] ?? wildness
        if (rng.next() < TREND_CHANGE_SHARE) trend = (rng.next() * 2 - 1) * TREND_PER_DAY
        days.push({ change: trend + FACTOR_MOVE * wildness * heavy(rng), wildness })
      }
      return days[index] ?? { change: 0, wildness: 1 }
    },
  }
}

export function coinDays(coin: SimulatedCoin, { seed, market }: { readonly seed: string; readonly market: MarketDays }): CoinDays {
  const rng = seededRng(`${seed}:${coin.base}:days`)
  const own = Math.sqrt(Math.max(0, coin.dayMove ** 2 - (coin.beta * FACTOR_MOVE) ** 2 / 2))
  const round = (price: number): number => Math.max(roundTo(price, coin.priceDecimals), 10 ** -coin.priceDecimals)
  const days: Candle[] = []
  let log = normal(rng) * 0.2
  let close = round(coin.price * Math.exp(log))
  const next = (): Candle => {
    const { change, wildness } = market.day(days.length)
    log += -RETURN_PER_DAY * log + coin.beta * change + own * wildness * heavy(rng)
    const open = close
    close = round(coin.price * Math.exp(log))
    const wick = coin.dayMove * wildness * WICK
    const high = round(Math.max(open, close) * Math.exp(Math.abs(normal(rng)) * wick))
    const low = round(Math.min(open, close) * Math.exp(-Math.abs(normal(rng)) * wick))
    const busy = Math.exp(0.25 * normal(rng)) * wildness * (0.6 + Math.log(high / low) / (2 * coin.dayMove))
    const volume = roundTo((coin.turnover * busy) / ((high + low) / 2), coin.lotDecimals)
    return { time: SIMULATION_FROM + days.length * DAY_MS, open, high, low, close, volume }
  }
  return {
    day(time) {
      const index = (time - SIMULATION_FROM) / DAY_MS
      while (days.length <= index && time < SIMULATION_TO) days.push(next())
      const day = days[index]
      if (day === undefined) throw new RangeError('The simulation has no such day')
      return day
    },
  }
}

/** A draw with fat tails, deviation 1: Student's t with four degrees of freedom. */
function heavy(rng: Rng): number {
  const chiSquared = -2 * Math.log((1 - rng.next()) * (1 - rng.next()))
  const draw = normal(rng) / Math.sqrt(chiSquared / 2)
  return Math.max(-HEAVY_MAX, Math.min(HEAVY_MAX, draw))
}
