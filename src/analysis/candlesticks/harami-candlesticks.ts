import { at } from '../indicators/column.ts'
import { bodyBottom, bodyTop, type CandleMeasures, colour, DOJI, LONG, NOT_LONG, USUAL_CANDLES } from './candle-measures.ts'
import type { Candlestick } from './candlestick.ts'

const afterOne = { candles: 2, warmUp: USUAL_CANDLES + 1, says: 'sign' } as const

/** A body that is not long within the long body before it, against whose colour it speaks; ±80 where they share an end. TA-Lib CDLHARAMI. */
export const harami: Candlestick = {
  ...afterOne,
  name: 'cdl_harami',
  shapes: [LONG, NOT_LONG],
  value: within,
}

/** A doji within the long body before it. TA-Lib CDLHARAMICROSS. */
export const haramiCross: Candlestick = {
  ...afterOne,
  name: 'cdl_harami_cross',
  shapes: [LONG, DOJI],
  value: within,
}

/** A harami that shares no end, and a candle against the long one that closes beyond where it opened. TA-Lib CDL3INSIDE. */
export const threeInside: Candlestick = {
  name: 'cdl_3_inside',
  candles: 3,
  warmUp: USUAL_CANDLES + 2,
  says: 'sign',
  shapes: [LONG, NOT_LONG, 0],
  value(measures, index) {
    const { open, close } = measures
    const value = within(measures, index - 1)
    if (Math.abs(value) !== 100 || colour(measures, index) * value < 0) return 0
    return (at(close, index) - at(open, index - 2)) * value > 0 ? value : 0
  },
}

function within(measures: CandleMeasures, index: number): number {
  const above = bodyTop(measures, index - 1) - bodyTop(measures, index)
  const below = bodyBottom(measures, index) - bodyBottom(measures, index - 1)
  if (Math.min(above, below) < 0) return 0
  return colour(measures, index - 1) * (above > 0 && below > 0 ? -100 : -80)
}
