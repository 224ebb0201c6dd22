import type { CandleMeasures } from './candle-measures.ts'
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
  /** 100 or −100 where the pattern ends with the candle at this index, 80 or −80 where it just does, 0 elsewhere: TA-Lib's numbers. */
  readonly at: (measures: CandleMeasures, index: number) => number
}
