import { type Candle, type Candles, makeCandles } from '../../basics/candles.ts'
import { at } from '../indicators/column.ts'

/** With how many candles before it a candle is compared: TA-Lib's default settings. */
export const USUAL_CANDLES = 10
const NEAR_CANDLES = 5

/** A pattern looks at so many candles before its own last one, and at the averages of each. */
const PATTERN_CANDLES_MAX = 4
/** An incremental window is moved down when it is full, so that most bars cost no copying. */
const WINDOW_CANDLES_MAX = 256

/** Candles as the patterns see them: prices, the parts of each candle, and what is usual just before it. Columns of one length, in the quote currency. */
export interface CandleMeasures {
  readonly open: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
  readonly body: Float64Array
  /** The lengths of the shadows above and below the body. */
  readonly upper: Float64Array
  readonly lower: Float64Array
  /** The mean body of the 10 candles before: a body above it is long, one below it short. Unknown at the first 10. */
  readonly usual: Float64Array
  /** A tenth of the mean range of the 10 candles before: a body up to it is a doji's, a shadow below it very short. Unknown at the first 10. */
  readonly tiny: Float64Array
}

/** The measures of all these candles. The sums are made afresh for each candle, so that they do not depend on where the candles begin. */
export function measureCandles(candles: Candles): CandleMeasures {
  const measures = emptyMeasures(candles)
  for (let index = 0; index < candles.close.length; index++) measure(measures, index)
  return measures
}

/** The measures of the last candles, one after another. `add` gives the index at which the candle stands in `measures`, whose columns are used again and again. */
export function startMeasures(): { readonly measures: CandleMeasures; add(candle: Candle): number } {
  const measures = emptyMeasures(makeCandles('1m', () => new Float64Array(WINDOW_CANDLES_MAX)))
  const columns = Object.values(measures)
  const kept = USUAL_CANDLES + PATTERN_CANDLES_MAX
  let count = 0
  return {
    measures,
    add({ open, high, low, close }) {
      if (count === WINDOW_CANDLES_MAX) {
        for (const column of columns) column.copyWithin(0, WINDOW_CANDLES_MAX - kept)
        count = kept
      }
      measures.open[count] = open
      measures.high[count] = high
      measures.low[count] = low
      measures.close[count] = close
      measure(measures, count)
      return count++
    },
  }
}

function emptyMeasures({ open, high, low, close }: Candles): CandleMeasures {
  const column = (): Float64Array => new Float64Array(close.length)
  return { open, high, low, close, body: column(), upper: column(), lower: column(), usual: column(), tiny: column() }
}

function measure({ open, high, low, close, body, upper, lower, usual, tiny }: CandleMeasures, index: number): void {
  const first = at(open, index)
  const last = at(close, index)
  body[index] = Math.abs(last - first)
  upper[index] = at(high, index) - (last >= first ? last : first)
  lower[index] = (last >= first ? first : last) - at(low, index)
  if (index < USUAL_CANDLES) {
    usual[index] = Number.NaN
    tiny[index] = Number.NaN
    return
  }
  let bodies = 0
  let ranges = 0
  for (let before = index - USUAL_CANDLES; before < index; before++) {
    bodies += at(body, before)
    ranges += at(high, before) - at(low, before)
  }
  usual[index] = bodies / USUAL_CANDLES
  tiny[index] = 0.1 * (ranges / USUAL_CANDLES)
}

/** 1 for a candle that closed no lower than it opened (white), −1 for one that fell (black). */
export function colour({ open, close }: CandleMeasures, index: number): 1 | -1 {
  return at(close, index) >= at(open, index) ? 1 : -1
}

/** The upper and the lower end of the body. */
export function bodyTop({ open, close }: CandleMeasures, index: number): number {
  return Math.max(at(open, index), at(close, index))
}

export function bodyBottom({ open, close }: CandleMeasures, index: number): number {
  return Math.min(at(open, index), at(close, index))
}

export function isLong({ body, usual }: CandleMeasures, index: number): boolean {
  return at(body, index) > at(usual, index)
}

export function isDoji({ body, tiny }: CandleMeasures, index: number): boolean {
  return at(body, index) <= at(tiny, index)
}

export function hasNoUpper({ upper, tiny }: CandleMeasures, index: number): boolean {
  return at(upper, index) < at(tiny, index)
}

export function hasNoLower({ lower, tiny }: CandleMeasures, index: number): boolean {
  return at(lower, index) < at(tiny, index)
}

/** Up to this distance something is near: a fifth of the mean range of the 5 candles before. */
export function near(measures: CandleMeasures, index: number): number {
  return 0.2 * recentRange(measures, index)
}

/** From this distance on something is far: 0.6 of the mean range of the 5 candles before. */
export function far(measures: CandleMeasures, index: number): number {
  return 0.6 * recentRange(measures, index)
}

function recentRange({ high, low }: CandleMeasures, index: number): number {
  let ranges = 0
  for (let before = index - NEAR_CANDLES; before < index; before++) ranges += at(high, before) - at(low, before)
  return ranges / NEAR_CANDLES
}
