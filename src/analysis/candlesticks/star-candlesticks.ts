import { at } from '../indicators/column.ts'
import { bodyBottom, bodyTop, type CandleMeasures, colour, isDoji, isLong, USUAL_CANDLES } from './candle-measures.ts'
import type { Candlestick } from './candlestick.ts'

/** How far back into the first body the third candle closes. */
const PENETRATION = 0.3

const afterTwo = { candles: 3, warmUp: USUAL_CANDLES + 2, says: 'sign' } as const

/** A long black body, a short one that gaps below it, and a white one that closes well back in the first. TA-Lib CDLMORNINGSTAR. */
export const morningStar: Candlestick = {
  ...afterTwo,
  name: 'cdl_morning_star',
  at: (measures, index) => (isSmall(measures, index - 1) && turnsUp(measures, index) && gapsDown(measures, index - 1) ? 100 : 0),
}

/** A long white body, a short one that gaps above it, and a black one that closes well back in the first. TA-Lib CDLEVENINGSTAR. */
export const eveningStar: Candlestick = {
  ...afterTwo,
  name: 'cdl_evening_star',
  at: (measures, index) => (isSmall(measures, index - 1) && turnsDown(measures, index) && gapsUp(measures, index - 1) ? -100 : 0),
}

/** A morning star whose middle candle is a doji. TA-Lib CDLMORNINGDOJISTAR. */
export const morningDojiStar: Candlestick = {
  ...afterTwo,
  name: 'cdl_morning_doji_star',
  at: (measures, index) => (isDoji(measures, index - 1) && turnsUp(measures, index) && gapsDown(measures, index - 1) ? 100 : 0),
}

/** An evening star whose middle candle is a doji. TA-Lib CDLEVENINGDOJISTAR. */
export const eveningDojiStar: Candlestick = {
  ...afterTwo,
  name: 'cdl_evening_doji_star',
  at: (measures, index) => (isDoji(measures, index - 1) && turnsDown(measures, index) && gapsUp(measures, index - 1) ? -100 : 0),
}

/** A doji star that touches its neighbours not even with its shadows. TA-Lib CDLABANDONEDBABY. */
export const abandonedBaby: Candlestick = {
  ...afterTwo,
  name: 'cdl_abandoned_baby',
  at(measures, index) {
    const { high, low } = measures
    if (!isDoji(measures, index - 1)) return 0
    const top = at(high, index - 1)
    const bottom = at(low, index - 1)
    if (top < at(low, index - 2) && top < at(low, index)) return turnsUp(measures, index) ? 100 : 0
    if (bottom > at(high, index - 2) && bottom > at(high, index)) return turnsDown(measures, index) ? -100 : 0
    return 0
  },
}

function isSmall({ body, usual }: CandleMeasures, index: number): boolean {
  return at(body, index) <= at(usual, index)
}

function gapsDown(measures: CandleMeasures, index: number): boolean {
  return bodyTop(measures, index) < bodyBottom(measures, index - 1)
}

function gapsUp(measures: CandleMeasures, index: number): boolean {
  return bodyBottom(measures, index) > bodyTop(measures, index - 1)
}

function turnsUp(measures: CandleMeasures, index: number): boolean {
  const { close, body } = measures
  if (colour(measures, index - 2) > 0 || colour(measures, index) < 0 || !isLong(measures, index - 2) || !isLong(measures, index))
    return false
  return at(close, index) > at(close, index - 2) + at(body, index - 2) * PENETRATION
}

function turnsDown(measures: CandleMeasures, index: number): boolean {
  const { close, body } = measures
  if (colour(measures, index - 2) < 0 || colour(measures, index) > 0 || !isLong(measures, index - 2) || !isLong(measures, index))
    return false
  return at(close, index) < at(close, index - 2) - at(body, index - 2) * PENETRATION
}
