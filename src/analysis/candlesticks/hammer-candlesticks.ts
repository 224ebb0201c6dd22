import { at } from '../indicators/column.ts'
import { bodyBottom, bodyTop, LONG_LOWER, LONG_UPPER, NO_LOWER, NO_UPPER, near, SHORT, USUAL_CANDLES } from './candle-measures.ts'
import type { Candlestick } from './candlestick.ts'

const HANGS = SHORT | LONG_LOWER | NO_UPPER
const STANDS = SHORT | LONG_UPPER | NO_LOWER

const afterOne = { candles: 1, warmUp: USUAL_CANDLES + 1 } as const

/** A short body with a longer shadow below and next to none above, at or below the low of the candle before. TA-Lib CDLHAMMER. */
export const hammer: Candlestick = {
  ...afterOne,
  name: 'cdl_hammer',
  says: 'up',
  shapes: [HANGS],
  value: (measures, index) => (bodyBottom(measures, index) <= at(measures.low, index - 1) + near(measures, index - 1) ? 100 : 0),
}

/** The same candle at or above the high of the candle before, where it warns. TA-Lib CDLHANGINGMAN. */
export const hangingMan: Candlestick = {
  ...afterOne,
  name: 'cdl_hanging_man',
  says: 'down',
  shapes: [HANGS],
  value: (measures, index) => (bodyBottom(measures, index) >= at(measures.high, index - 1) - near(measures, index - 1) ? -100 : 0),
}

/** A short body with a longer shadow above and next to none below, whose body gaps down from the one before. TA-Lib CDLINVERTEDHAMMER. */
export const invertedHammer: Candlestick = {
  ...afterOne,
  name: 'cdl_inverted_hammer',
  says: 'up',
  shapes: [STANDS],
  value: (measures, index) => (bodyTop(measures, index) < bodyBottom(measures, index - 1) ? 100 : 0),
}

/** The same candle whose body gaps up from the one before: the rise was thrown back. TA-Lib CDLSHOOTINGSTAR. */
export const shootingStar: Candlestick = {
  ...afterOne,
  name: 'cdl_shooting_star',
  says: 'down',
  shapes: [STANDS],
  value: (measures, index) => (bodyBottom(measures, index) > bodyTop(measures, index - 1) ? -100 : 0),
}
