import type { Candle } from '../../basics/candles.ts'
import { normal, type Rng } from '../../basics/rng.ts'

/** The range of a random walk is about 1.6 times the deviation of its end (Feller 1951). */
const RANGE_PER_DEVIATION = 1.6
const WICK = 0.8
/** How much of the movement within a day is the whole market's. */
const SHARED = 0.75
const OWN = Math.sqrt(1 - SHARED ** 2)

export interface Split {
  readonly parts: number
  readonly partMs: number
  readonly priceDecimals: number
  readonly lotDecimals: number
  readonly rng: Rng
  /** Parts from `gap.from` up to `gap.to` trade nothing and are left out. */
  readonly gap?: { readonly from: number; readonly to: number } | undefined
}

export function roundTo(value: number, decimals: number): number {
  const scale = 10 ** decimals
  return Math.round(value * scale) / scale
}

/** Closes that lead from a candle's open to its close: a random walk tied down at both ends, as wild as the candle's range says. `shared` moves all markets alike. */
export function closesWithin({ open, high, low, close }: Candle, { parts, priceDecimals, rng }: Split, shared: Rng): Float64Array {
  const walk = new Float64Array(parts)
  let sum = 0
  for (let part = 0; part < parts; part++) {
    sum += SHARED * normal(shared) + OWN * normal(rng)
    walk[part] = sum
  }
  const step = stepOf(high, low, parts)
  const [from, slope] = [Math.log(open), Math.log(close / open) / parts]
  return walk.map((at, part) => {
    const tied = at - (sum * (part + 1)) / parts
    const price = Math.exp(from + slope * (part + 1) + step * tied)
    return within(roundTo(price, priceDecimals), low, high)
  })
}

type Mutable = { -readonly [Key in keyof Candle]: Candle[Key] }

/** Splits a candle into parts with these closes that build it again exactly: first open, highest high, lowest low, last close, volume. */
export function splitCandle(candle: Candle, closes: Float64Array, split: Split): readonly Candle[] {
  const { parts, partMs, rng, gap, priceDecimals } = split
  const reach = stepOf(candle.high, candle.low, parts) * WICK
  const pieces: Mutable[] = []
  let close = candle.open
  for (let part = 0; part < parts; part++) {
    const open = close
    close = part === parts - 1 ? candle.close : within(closes[part] ?? open, candle.low, candle.high)
    const high = roundTo(Math.max(open, close) * (1 + reach * rng.next() ** 2), priceDecimals)
    const low = roundTo(Math.min(open, close) * (1 - reach * rng.next() ** 2), priceDecimals)
    // A weight for now: `shareOut` makes a volume of it.
    const volume = 0.5 + rng.next() + (high - low) / (open * reach + Number.MIN_VALUE)
    if (gap !== undefined && part >= gap.from && part < gap.to) continue
    pieces.push({
      time: candle.time + part * partMs,
      open,
      high: within(high, Math.max(open, close), candle.high),
      low: within(low, candle.low, Math.min(open, close)),
      close,
      volume,
    })
  }
  shareOut(candle, pieces, split.lotDecimals)
  return pieces
}

/** Gives the candle's extremes to the parts nearest to them, and its volume to all by weight. */
function shareOut(candle: Candle, parts: readonly Mutable[], lotDecimals: number): void {
  const [first] = parts
  if (first === undefined) return
  let [highest, lowest, busiest, weight] = [first, first, first, 0]
  for (const part of parts) {
    if (part.high > highest.high) highest = part
    if (part.low < lowest.low) lowest = part
    if (part.volume > busiest.volume) busiest = part
    weight += part.volume
  }
  highest.high = candle.high
  lowest.low = candle.low
  const scale = 10 ** lotDecimals
  const lots = Math.round(candle.volume * scale)
  let left = lots
  for (const part of parts) {
    const share = Math.floor((lots * part.volume) / weight)
    left -= share
    part.volume = share / scale
  }
  busiest.volume = (Math.round(busiest.volume * scale) + left) / scale
}

function stepOf(high: number, low: number, parts: number): number {
  return Math.log(high / low) / RANGE_PER_DEVIATION / Math.sqrt(parts)
}

function within(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
