import type { Candles } from '../../basics/candles.ts'
import { Extreme } from './extremes.ts'

export type HighLowClose = Pick<Candles, 'high' | 'low' | 'close'>

/** Where a value stands between the lowest and the highest of `period` bars, 0 to 100; 0 where both are equal. Warm-up: period − 1 bars. */
export class Position {
  private readonly highest: Extreme
  private readonly lowest: Extreme

  constructor(period: number) {
    this.highest = new Extreme(period, 'high')
    this.lowest = new Extreme(period, 'low')
  }

  next(high: number, low: number, value: number): number {
    return positionOf(value, this.highest.next(high), this.lowest.next(low))
  }
}

function positionOf(value: number, top: number, bottom: number): number {
  return top === bottom ? 0 : 100 * ((value - bottom) / (top - bottom))
}

/** The extremes of a block of bars, from each of its places to its end. One more place, behind the end, can be neither highest nor lowest. */
interface Behind {
  readonly tops: Float64Array
  readonly bottoms: Float64Array
}

/** A column of where the closes stand; bit for bit what `Position` gives. */
export function positions(candles: HighLowClose, period: number): Float64Array {
  const { high, low, close } = candles
  const out = new Float64Array(close.length)
  let [behind, ahead] = [nothingBehind(period), nothingBehind(period)]
  let from = 0
  for (; from + period <= close.length; from += period) {
    positionsOfBlock(candles, out, { behind, ahead, from })
    const spent = behind
    behind = ahead
    ahead = spent
  }
  let [top, bottom] = [high[from] ?? Number.NaN, low[from] ?? Number.NaN]
  for (let index = from; index < close.length; index++) {
    top = higher(top, high[index] ?? Number.NaN)
    bottom = lower(bottom, low[index] ?? Number.NaN)
    const place = index - from + 1
    const [highest, lowest] = [higher(top, behind.tops[place] ?? Number.NaN), lower(bottom, behind.bottoms[place] ?? Number.NaN)]
    out[index] = positionOf(close[index] ?? Number.NaN, highest, lowest)
  }
  return out.fill(Number.NaN, 0, period - 1)
}

function nothingBehind(period: number): Behind {
  return { tops: new Float64Array(period + 1).fill(-Number.MAX_VALUE), bottoms: new Float64Array(period + 1).fill(Number.MAX_VALUE) }
}

interface Block {
  readonly behind: Behind
  /** Takes what this block will be behind the next one. */
  readonly ahead: Behind
  readonly from: number
}

/** One block, forwards for itself and at once backwards for the next: neither waits for the other. */
function positionsOfBlock({ high, low, close }: HighLowClose, out: Float64Array, { behind, ahead, from }: Block): void {
  const { tops, bottoms } = behind
  const [topsAhead, bottomsAhead] = [ahead.tops, ahead.bottoms]
  const period = tops.length - 1
  const end = from + period - 1
  let top = high[from] ?? Number.NaN
  let bottom = low[from] ?? Number.NaN
  let topBehind = high[end] ?? Number.NaN
  let bottomBehind = low[end] ?? Number.NaN
  for (let place = 0; place < period; place++) {
    const index = from + place
    top = higher(top, high[index] ?? Number.NaN)
    bottom = lower(bottom, low[index] ?? Number.NaN)
    const highest = higher(top, tops[place + 1] ?? Number.NaN)
    const lowest = lower(bottom, bottoms[place + 1] ?? Number.NaN)
    out[index] = positionOf(close[index] ?? Number.NaN, highest, lowest)
    topBehind = higher(topBehind, high[end - place] ?? Number.NaN)
    bottomBehind = lower(bottomBehind, low[end - place] ?? Number.NaN)
    topsAhead[period - 1 - place] = topBehind
    bottomsAhead[period - 1 - place] = bottomBehind
  }
}

/** The higher of two numbers. Which one it is cannot be foreseen from bar to bar, and a yes that counts 1 spares the branch; as exact as one. */
function higher(one: number, other: number): number {
  return one * Number(one >= other) + other * Number(other > one)
}

function lower(one: number, other: number): number {
  return one * Number(one <= other) + other * Number(other < one)
}
