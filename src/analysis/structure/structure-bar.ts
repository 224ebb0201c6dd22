import type { Candle } from '../../basics/candles.ts'

/** Over so many bars the usual movement is measured. */
const USUAL_BARS = 14

/** Zones are forgotten after so many bars: what is active now was found in the last 300 candles, and found from the 300 before. */
export const ZONE_BARS_MAX = 300
/** Swings, and a trend that nothing confirms, are forgotten sooner, so that what is found depends on fewer than 300 candles before it. */
export const SWING_BARS_MAX = 150
export const TREND_BARS_MAX = 120

/** One bar as structure sees it. */
export interface StructureBar {
  /** Counts the bars from 0. */
  readonly index: number
  readonly candle: Candle
  /** The mean true range of the last 14 bars, of those that there are: plain, not Wilder's, so that it does not depend on where the candles begin. */
  readonly usual: () => number
  /** The candle so many bars ago; undefined before the first, and from 512 bars ago on. */
  readonly ago: (bars: number) => Candle | undefined
}

/** How large a move is against so many usual ranges, from 0 to 1. */
export function strengthOf(move: number, usual: number, ranges: number): number {
  return usual > 0 ? Math.min(1, Math.max(0, move / (usual * ranges))) : 0
}

/** True range: from the lowest to the highest price since the close before, which the first bar has not. */
function trueRange(high: number, low: number, before: number): number {
  return Math.max(high, before) - Math.min(low, before)
}

/** Bars older than this are forgotten; a power of two, so that finding one is quick. */
const KEPT_CANDLES = 512

/** Remembers the last candles: gives the bar of each in turn. */
export function startBars(): (candle: Candle) => StructureBar {
  const kept: Candle[] = []
  const ranges = new Float64Array(KEPT_CANDLES)
  let index = -1
  const ago = (bars: number): Candle | undefined => (bars < KEPT_CANDLES ? kept[(index - bars) & (KEPT_CANDLES - 1)] : undefined)
  const usual = (): number => {
    const bars = Math.min(index + 1, USUAL_BARS)
    let sum = 0
    for (let bar = index - bars + 1; bar <= index; bar++) sum += ranges[bar & (KEPT_CANDLES - 1)] ?? 0
    return sum / bars
  }
  return (candle) => {
    const before = index < 0 ? candle.low : (ago(0)?.close ?? candle.low)
    index++
    kept[index & (KEPT_CANDLES - 1)] = candle
    ranges[index & (KEPT_CANDLES - 1)] = trueRange(candle.high, candle.low, before)
    return { index, candle, usual, ago }
  }
}
