import type { Candles } from '../../basics/candles.ts'
import { at, combine } from './column.ts'
import { around, type Channel } from './deviation.ts'
import { ema, rma } from './ema.ts'
import { highest, lowest } from './extremes.ts'

/** True range: the largest of high − low and the distances of both from the close before. Unknown at the first bar. TA-Lib TRANGE. */
export function trueRange({ high, low, close }: Candles): Float64Array {
  return combine(close.length, (index) => {
    const before = at(close, index - 1)
    return Math.max(at(high, index) - at(low, index), Math.abs(at(high, index) - before), Math.abs(at(low, index) - before))
  })
}

/** Average true range: Wilder's average of the true range. TA-Lib ATR; J. Welles Wilder, 1978. Warm-up: period bars. */
export function atr(candles: Candles, period: number): Float64Array {
  return rma(trueRange(candles), period)
}

/** The ATR in percent of the close. TA-Lib NATR. Warm-up: period bars. */
export function natr(candles: Candles, period: number): Float64Array {
  const range = atr(candles, period)
  return combine(range.length, (index) => (at(range, index) / at(candles.close, index)) * 100)
}

/** Keltner channel: an EMA of the close and `width` ATRs above and below. Linda Raschke's form. Warm-up: the longer of period − 1 and range bars. */
export function keltner(candles: Candles, { period, width, range }: { period: number; width: number; range: number }): Channel {
  return around(ema(candles.close, period), atr(candles, range), width)
}

/** Donchian channel: the highest high and the lowest low of `period` bars, this one included, and their middle. Richard Donchian. Warm-up: period − 1 bars. */
export function donchian({ high, low }: Candles, period: number): Channel {
  const upper = highest(high, period)
  const lower = lowest(low, period)
  return { upper, middle: combine(upper.length, (index) => (at(upper, index) + at(lower, index)) / 2), lower }
}
