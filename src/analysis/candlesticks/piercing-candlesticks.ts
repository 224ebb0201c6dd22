import { at } from '../indicators/column.ts'
import { BLACK, LONG, USUAL_CANDLES, WHITE } from './candle-measures.ts'
import type { Candlestick } from './candlestick.ts'

/** How far into the first body the second closes. */
const PENETRATION = 0.5

const afterOne = { candles: 2, warmUp: USUAL_CANDLES + 1, says: 'sign' } as const

/** A long black candle, and a long white one that opens below its low and closes in the upper half of its body. TA-Lib CDLPIERCING. */
export const piercing: Candlestick = {
  ...afterOne,
  name: 'cdl_piercing',
  shapes: [BLACK | LONG, WHITE | LONG],
  value({ open, low, close, body }, index) {
    const closed = at(close, index)
    if (at(open, index) >= at(low, index - 1) || closed >= at(open, index - 1)) return 0
    return closed > at(close, index - 1) + at(body, index - 1) * PENETRATION ? 100 : 0
  },
}

/** A long white candle, and a black one that opens above its high and closes in the lower half of its body. TA-Lib CDLDARKCLOUDCOVER. */
export const darkCloudCover: Candlestick = {
  ...afterOne,
  name: 'cdl_dark_cloud_cover',
  shapes: [WHITE | LONG, BLACK],
  value({ open, high, close, body }, index) {
    const closed = at(close, index)
    if (at(open, index) <= at(high, index - 1) || closed <= at(open, index - 1)) return 0
    return closed < at(close, index - 1) - at(body, index - 1) * PENETRATION ? -100 : 0
  },
}
