import { type CandleMeasures, looks } from './candle-measures.ts'
import type { CandlestickName } from './candlestick-list.ts'

/** A candlestick pattern: a pure look at the last candles. TA-Lib's definition with its default settings; none of them looks for a trend before it. */
export interface Candlestick {
  readonly name: CandlestickName
  /** How many candles it is made of. */
  readonly candles: number
  /** How many bars come before the first at which it can be seen: TA-Lib's look-back. */
  readonly warmUp: number
  /** What it says of prices to come: what its sign says, unless the textbooks read it otherwise. */
  readonly says: 'sign' | 'up' | 'down' | 'none'
  /** The bits that the last candles must have, the last one last. */
  readonly shapes: readonly number[]
  /** 100 or −100 where candles of these shapes that end at this index make the pattern, 80 or −80 where they just do, else 0: TA-Lib's numbers. */
  readonly value: (measures: CandleMeasures, index: number) => number
}

/** The number of a pattern at one candle; `index` is at or after its warm-up. */
export function candlestickAt(candlestick: Candlestick, measures: CandleMeasures, index: number): number {
  const { shapes } = candlestick
  for (let back = 0; back < shapes.length; back++) {
    if (!looks(measures, index - back, shapes[shapes.length - 1 - back] ?? 0)) return 0
  }
  return candlestick.value(measures, index)
}

/** A pattern at every candle, in TA-Lib's numbers; unknown in its warm-up. */
export function candlestickColumn(candlestick: Candlestick, measures: CandleMeasures): Float64Array {
  const { shapes, warmUp } = candlestick
  const { shape } = measures
  const last = shapes.at(-1) ?? 0
  const before = shapes.at(-2) ?? 0
  const out = new Float64Array(shape.length).fill(Number.NaN, 0, warmUp)
  for (let index = warmUp; index < shape.length; index++) {
    // Most candles fail here: one test for two candles, which a processor guesses right more often.
    const missing = (last & ~(shape[index] ?? 0)) | (before & ~(shape[index - 1] ?? 0))
    if (missing === 0) out[index] = candlestickAt(candlestick, measures, index)
  }
  return out
}
