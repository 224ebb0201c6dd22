import { at } from '../indicators/column.ts'
import { colour, isLong, USUAL_CANDLES } from './candle-measures.ts'
import type { Candlestick } from './candlestick.ts'

/** How far into the first body the second closes. */
const PENETRATION = 0.5

const afterOne = { candles: 2, warmUp: USUAL_CANDLES + 1, says: 'sign' } as const

/** A long black candle, and a long white one that opens below its low and closes in the upper half of its body. TA-Lib CDLPIERCING. */
export const piercing: Candlestick = {
  ...afterOne,
  name: 'cdl_piercing',
  at(measures, index) {
    const { open, low, close, body } = measures
    if (colour(measures, index - 1) > 0 || colour(measures, index) < 0) return 0
    if (!isLong(measures, index - 1) || !isLong(measures, index) || at(open, index) >= at(low, index - 1)) return 0
    const closed = at(close, index)
    return closed < at(open, index - 1) && closed > at(close, index - 1) + at(body, index - 1) * PENETRATION ? 100 : 0
  },
}

/** A long white candle, and a black one that opens above its high and closes in the lower half of its body. TA-Lib CDLDARKCLOUDCOVER. */
export const darkCloudCover: Candlestick = {
  ...afterOne,
  name: 'cdl_dark_cloud_cover',
  at(measures, index) {
    const { open, high, close, body } = measures
    if (colour(measures, index - 1) < 0 || colour(measures, index) > 0) return 0
    if (!isLong(measures, index - 1) || at(open, index) <= at(high, index - 1)) return 0
    const closed = at(close, index)
    return closed > at(open, index - 1) && closed < at(close, index - 1) - at(body, index - 1) * PENETRATION ? -100 : 0
  },
}
