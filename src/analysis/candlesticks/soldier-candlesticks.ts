import { at } from '../indicators/column.ts'
import { BLACK, type CandleMeasures, far, LONG, NO_LOWER, NO_UPPER, near, USUAL_CANDLES, WHITE } from './candle-measures.ts'
import type { Candlestick } from './candlestick.ts'

const SOLDIER = WHITE | NO_UPPER
const CROW = BLACK | NO_LOWER

/** Three white candles without upper shadows, each opening in or near the body before and closing higher, none far shorter than the last. TA-Lib CDL3WHITESOLDIERS. */
export const threeWhiteSoldiers: Candlestick = {
  name: 'cdl_3_white_soldiers',
  candles: 3,
  warmUp: USUAL_CANDLES + 2,
  says: 'sign',
  shapes: [SOLDIER, SOLDIER, SOLDIER | LONG],
  value: (measures, index) => (advances(measures, index - 1) && advances(measures, index) ? 100 : 0),
}

/** After a white candle, three black ones without lower shadows, each opening within the body before and closing lower. TA-Lib CDL3BLACKCROWS. */
export const threeBlackCrows: Candlestick = {
  name: 'cdl_3_black_crows',
  candles: 3,
  warmUp: USUAL_CANDLES + 3,
  says: 'sign',
  shapes: [WHITE, CROW, CROW, CROW],
  value(measures, index) {
    const { high, close } = measures
    if (at(high, index - 3) <= at(close, index - 2)) return 0
    return declines(measures, index - 1) && declines(measures, index) ? -100 : 0
  },
}

function advances(measures: CandleMeasures, index: number): boolean {
  const { open, close, body } = measures
  if (at(close, index) <= at(close, index - 1) || at(open, index) <= at(open, index - 1)) return false
  if (at(open, index) > at(close, index - 1) + near(measures, index - 1)) return false
  return at(body, index) > at(body, index - 1) - far(measures, index - 1)
}

function declines({ open, close }: CandleMeasures, index: number): boolean {
  const opened = at(open, index)
  return opened < at(open, index - 1) && opened > at(close, index - 1) && at(close, index) < at(close, index - 1)
}
