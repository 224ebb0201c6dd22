import { type Candle, type Candles, makeCandles } from '../../basics/candles.ts'
import { at } from '../indicators/column.ts'

/** With how many candles before it a candle is compared: TA-Lib's default settings. */
export const USUAL_CANDLES = 10
const NEAR_CANDLES = 5

/** A pattern looks at so many candles before its own last one. */
const PATTERN_CANDLES_MAX = 4
/** An incremental window is moved down when it is full, so that most bars cost no copying. */
const WINDOW_CANDLES_MAX = 256

/** What a candle looks like, as bits. White closed no lower than it opened; black fell. */
export const WHITE = 1
export const BLACK = 2
/** The body is above the mean body of the 10 candles before, not above it, or below it. */
export const LONG = 4
export const NOT_LONG = 8
export const SHORT = 16
/** The body is at most a tenth of the mean range of the 10 candles before. */
export const DOJI = 32
/** The shadow above is below a tenth of that range, or above it. */
export const NO_UPPER = 64
export const SOME_UPPER = 128
export const NO_LOWER = 256
export const SOME_LOWER = 512
/** The shadow is longer than the body. */
export const LONG_UPPER = 1024
export const LONG_LOWER = 2048

/** Candles as the patterns see them, in columns of one length; prices in the quote currency. */
export interface CandleMeasures {
  readonly open: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
  /** |close − open|. */
  readonly body: Float64Array
  /** The bits above. The first 10 candles have their colour and the bits of their shadows against their body alone. */
  readonly shape: Uint16Array
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
  const kept = USUAL_CANDLES + PATTERN_CANDLES_MAX
  let count = 0
  return {
    measures,
    add({ open, high, low, close }) {
      if (count === WINDOW_CANDLES_MAX) {
        for (const column of Object.values(measures)) column.copyWithin(0, WINDOW_CANDLES_MAX - kept)
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
  return { open, high, low, close, body: new Float64Array(close.length), shape: new Uint16Array(close.length) }
}

/** Comparisons become bits without branches: prices are too random for a processor to guess. */
function measure(measures: CandleMeasures, index: number): void {
  const { open, close } = measures
  const first = at(open, index)
  const last = at(close, index)
  const body = Math.abs(last - first)
  const upper = at(measures.high, index) - Math.max(first, last)
  const lower = Math.min(first, last) - at(measures.low, index)
  measures.body[index] = body
  measures.shape[index] =
    Number(last >= first) * WHITE + Number(last < first) * BLACK + Number(upper > body) * LONG_UPPER + Number(lower > body) * LONG_LOWER
  if (index < USUAL_CANDLES) return
  const usual = meanBody(measures, index)
  const tiny = 0.1 * meanRange(measures, index, USUAL_CANDLES)
  measures.shape[index] +=
    Number(body > usual) * LONG +
    Number(body <= usual) * NOT_LONG +
    Number(body < usual) * SHORT +
    Number(body <= tiny) * DOJI +
    Number(upper < tiny) * NO_UPPER +
    Number(upper > tiny) * SOME_UPPER +
    Number(lower < tiny) * NO_LOWER +
    Number(lower > tiny) * SOME_LOWER
}

function meanBody({ body }: CandleMeasures, index: number): number {
  let sum = 0
  for (let before = index - USUAL_CANDLES; before < index; before++) sum += at(body, before)
  return sum / USUAL_CANDLES
}

function meanRange({ high, low }: CandleMeasures, index: number, candles: number): number {
  let sum = 0
  for (let before = index - candles; before < index; before++) sum += at(high, before) - at(low, before)
  return sum / candles
}

/** Whether the candle at this index has all these bits. */
export function looks({ shape }: CandleMeasures, index: number, bits: number): boolean {
  return ((shape[index] ?? 0) & bits) === bits
}

/** 1 for a white candle, −1 for a black one. */
export function colour(measures: CandleMeasures, index: number): 1 | -1 {
  return looks(measures, index, WHITE) ? 1 : -1
}

/** The upper end of the body. */
export function bodyTop({ open, close }: CandleMeasures, index: number): number {
  return Math.max(at(open, index), at(close, index))
}

/** The lower end of the body. */
export function bodyBottom({ open, close }: CandleMeasures, index: number): number {
  return Math.min(at(open, index), at(close, index))
}

/** Up to this distance from it something is near: a fifth of the mean range of the 5 candles before. */
export function near(measures: CandleMeasures, index: number): number {
  return 0.2 * meanRange(measures, index, NEAR_CANDLES)
}

/** From this distance on something is far: 0.6 of the mean range of the 5 candles before. */
export function far(measures: CandleMeasures, index: number): number {
  return 0.6 * meanRange(measures, index, NEAR_CANDLES)
}
