import { at } from '../indicators/column.ts'
import { bodyBottom, bodyTop, type CandleMeasures, hasNoLower, hasNoUpper, near, USUAL_CANDLES } from './candle-measures.ts'
import type { Candlestick } from './candlestick.ts'

const afterOne = { candles: 1, warmUp: USUAL_CANDLES + 1 } as const

/** A short body with a long shadow below and next to none above, at or below the low of the candle before. TA-Lib CDLHAMMER. */
export const hammer: Candlestick = {
  ...afterOne,
  name: 'cdl_hammer',
  says: 'up',
  at: (measures, index) =>
    hangs(measures, index) && bodyBottom(measures, index) <= at(measures.low, index - 1) + near(measures, index - 1) ? 100 : 0,
}

/** The same candle at or above the high of the candle before, where it warns. TA-Lib CDLHANGINGMAN. */
export const hangingMan: Candlestick = {
  ...afterOne,
  name: 'cdl_hanging_man',
  says: 'down',
  at: (measures, index) =>
    hangs(measures, index) && bodyBottom(measures, index) >= at(measures.high, index - 1) - near(measures, index - 1) ? -100 : 0,
}

/** A short body with a long shadow above and next to none below, whose body gaps down from the one before. TA-Lib CDLINVERTEDHAMMER. */
export const invertedHammer: Candlestick = {
  ...afterOne,
  name: 'cdl_inverted_hammer',
  says: 'up',
  at: (measures, index) => (stands(measures, index) && bodyTop(measures, index) < bodyBottom(measures, index - 1) ? 100 : 0),
}

/** The same candle whose body gaps up from the one before: the rise was thrown back. TA-Lib CDLSHOOTINGSTAR. */
export const shootingStar: Candlestick = {
  ...afterOne,
  name: 'cdl_shooting_star',
  says: 'down',
  at: (measures, index) => (stands(measures, index) && bodyBottom(measures, index) > bodyTop(measures, index - 1) ? -100 : 0),
}

function hangs(measures: CandleMeasures, index: number): boolean {
  const { body, usual, lower } = measures
  return at(body, index) < at(usual, index) && at(lower, index) > at(body, index) && hasNoUpper(measures, index)
}

function stands(measures: CandleMeasures, index: number): boolean {
  const { body, usual, upper } = measures
  return at(body, index) < at(usual, index) && at(upper, index) > at(body, index) && hasNoLower(measures, index)
}
