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

/** Splits a candle into parts with these closes that build it again exactly: first open, highest high, lowest low, last close, volume. */
export function splitCandle(candle: Candle, closes: Float64Array, split: Split): Candle[] {
  const { parts, partMs, rng, gap, priceDecimals } = split
  const reach = stepOf(candle.high, candle.low, parts) * WICK
  const isOut = (part: number): boolean => gap !== undefined && part >= gap.from && part < gap.to
  const pieces: Candle[] = []
  let before = candle.open
  for (let part = 0; part < parts; part++) {
    const open = before
    const close = part === parts - 1 ? candle.close : within(closes[part] ?? open, candle.low, candle.high)
    const top = roundTo(Math.max(open, close) * (1 + reach * rng.next() ** 2), priceDecimals)
    const bottom = roundTo(Math.min(open, close) * (1 - reach * rng.next() ** 2), priceDecimals)
    const volume = isOut(part) ? 0 : 0.5 + rng.next() + (top - bottom) / (open * reach + Number.MIN_VALUE)
    pieces.push({
      time: candle.time + part * partMs,
      open,
      high: within(top, Math.max(open, close), candle.high),
      low: within(bottom, candle.low, Math.min(open, close)),
      close,
      volume,
    })
    before = close
  }
  return shareOut(
    candle,
    pieces.filter((_, part) => !isOut(part)),
    split.lotDecimals,
  )
}

/** Gives the candle's extremes to the parts nearest to them, and its volume to all by weight. */
function shareOut(candle: Candle, parts: readonly Candle[], lotDecimals: number): Candle[] {
  let [highest, lowest, busiest, weight] = [0, 0, 0, 0]
  for (const [index, part] of parts.entries()) {
    if (part.high > (parts[highest]?.high ?? 0)) highest = index
    if (part.low < (parts[lowest]?.low ?? 0)) lowest = index
    if (part.volume > (parts[busiest]?.volume ?? 0)) busiest = index
    weight += part.volume
  }
  const scale = 10 ** lotDecimals
  let left = Math.round(candle.volume * scale)
  const lots = parts.map(({ volume }) => Math.floor((candle.volume * scale * volume) / weight))
  for (const each of lots) left -= each
  return parts.map((part, index) => ({
    ...part,
    high: index === highest ? candle.high : part.high,
    low: index === lowest ? candle.low : part.low,
    volume: ((lots[index] ?? 0) + (index === busiest ? left : 0)) / scale,
  }))
}

function stepOf(high: number, low: number, parts: number): number {
  return Math.log(high / low) / RANGE_PER_DEVIATION / Math.sqrt(parts)
}

function within(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
