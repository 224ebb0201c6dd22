import { at } from '../indicators/column.ts'
import { BLACK, colour, LONG, looks, NO_LOWER, NO_UPPER, USUAL_CANDLES, WHITE } from './candle-measures.ts'
import type { Candlestick } from './candlestick.ts'

const MARUBOZU = LONG | NO_UPPER | NO_LOWER

/** A long body with next to no shadows: one side had it all. Its colour is its sign. TA-Lib CDLMARUBOZU. */
export const marubozu: Candlestick = {
  name: 'cdl_marubozu',
  candles: 1,
  warmUp: USUAL_CANDLES,
  says: 'sign',
  shapes: [MARUBOZU],
  value: (measures, index) => colour(measures, index) * 100,
}

/** A long body that opens at its extreme: a white one at its low, a black one at its high. TA-Lib CDLBELTHOLD. */
export const beltHold: Candlestick = {
  name: 'cdl_belt_hold',
  candles: 1,
  warmUp: USUAL_CANDLES,
  says: 'sign',
  shapes: [LONG],
  value(measures, index) {
    if (looks(measures, index, WHITE | NO_LOWER)) return 100
    return looks(measures, index, BLACK | NO_UPPER) ? -100 : 0
  },
}

/** A marubozu, and after a gap one of the other colour, away from it: prices were kicked round. TA-Lib CDLKICKING. */
export const kicking: Candlestick = {
  name: 'cdl_kicking',
  candles: 2,
  warmUp: USUAL_CANDLES + 1,
  says: 'sign',
  shapes: [MARUBOZU, MARUBOZU],
  value(measures, index) {
    const { high, low } = measures
    const sign = colour(measures, index)
    if (colour(measures, index - 1) === sign) return 0
    const gap = sign > 0 ? at(low, index) > at(high, index - 1) : at(high, index) < at(low, index - 1)
    return gap ? sign * 100 : 0
  },
}
