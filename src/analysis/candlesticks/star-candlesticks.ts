import { at } from '../indicators/column.ts'
import { BLACK, bodyBottom, bodyTop, type CandleMeasures, DOJI, LONG, looks, NOT_LONG, USUAL_CANDLES, WHITE } from './candle-measures.ts'
import type { Candlestick } from './candlestick.ts'

/** How far back into the first body the third candle closes. */
const PENETRATION = 0.3

const afterTwo = { candles: 3, warmUp: USUAL_CANDLES + 2, says: 'sign' } as const

/** A long black body, one that is not long and gaps below it, and a long white one that closes well back in the first. TA-Lib CDLMORNINGSTAR. */
export const morningStar: Candlestick = {
  ...afterTwo,
  name: 'cdl_morning_star',
  shapes: [BLACK | LONG, NOT_LONG, WHITE | LONG],
  value: turnsUp,
}

/** A long white body, one that is not long and gaps above it, and a long black one that closes well back in the first. TA-Lib CDLEVENINGSTAR. */
export const eveningStar: Candlestick = {
  ...afterTwo,
  name: 'cdl_evening_star',
  shapes: [WHITE | LONG, NOT_LONG, BLACK | LONG],
  value: turnsDown,
}

/** A morning star whose middle candle is a doji. TA-Lib CDLMORNINGDOJISTAR. */
export const morningDojiStar: Candlestick = {
  ...afterTwo,
  name: 'cdl_morning_doji_star',
  shapes: [BLACK | LONG, DOJI, WHITE | LONG],
  value: turnsUp,
}

/** An evening star whose middle candle is a doji. TA-Lib CDLEVENINGDOJISTAR. */
export const eveningDojiStar: Candlestick = {
  ...afterTwo,
  name: 'cdl_evening_doji_star',
  shapes: [WHITE | LONG, DOJI, BLACK | LONG],
  value: turnsDown,
}

/** A doji star that touches its neighbours not even with its shadows. TA-Lib CDLABANDONEDBABY. */
export const abandonedBaby: Candlestick = {
  ...afterTwo,
  name: 'cdl_abandoned_baby',
  shapes: [LONG, DOJI, LONG],
  value(measures, index) {
    const { high, low } = measures
    if (looks(measures, index - 2, BLACK) && looks(measures, index, WHITE)) {
      const top = at(high, index - 1)
      return top < at(low, index - 2) && top < at(low, index) ? turnsUp(measures, index) : 0
    }
    if (looks(measures, index - 2, WHITE) && looks(measures, index, BLACK)) {
      const bottom = at(low, index - 1)
      return bottom > at(high, index - 2) && bottom > at(high, index) ? turnsDown(measures, index) : 0
    }
    return 0
  },
}

function turnsUp(measures: CandleMeasures, index: number): number {
  const { close, body } = measures
  if (bodyTop(measures, index - 1) >= bodyBottom(measures, index - 2)) return 0
  return at(close, index) > at(close, index - 2) + at(body, index - 2) * PENETRATION ? 100 : 0
}

function turnsDown(measures: CandleMeasures, index: number): number {
  const { close, body } = measures
  if (bodyBottom(measures, index - 1) <= bodyTop(measures, index - 2)) return 0
  return at(close, index) < at(close, index - 2) - at(body, index - 2) * PENETRATION ? -100 : 0
}
