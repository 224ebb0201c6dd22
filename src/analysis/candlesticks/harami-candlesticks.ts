import { at } from '../indicators/column.ts'
import { bodyBottom, bodyTop, type CandleMeasures, colour, isDoji, isLong, USUAL_CANDLES } from './candle-measures.ts'
import type { Candlestick } from './candlestick.ts'

const afterOne = { candles: 2, warmUp: USUAL_CANDLES + 1, says: 'sign' } as const

/** A short body within the long body before it, against whose colour it speaks; ±80 where they share an end. TA-Lib CDLHARAMI. */
export const harami: Candlestick = {
  ...afterOne,
  name: 'cdl_harami',
  at: (measures, index) => (isShort(measures, index) ? within(measures, index) : 0),
}

/** A doji within the long body before it. TA-Lib CDLHARAMICROSS. */
export const haramiCross: Candlestick = {
  ...afterOne,
  name: 'cdl_harami_cross',
  at: (measures, index) => (isDoji(measures, index) ? within(measures, index) : 0),
}

/** A harami, and a candle that closes beyond where the long one opened. TA-Lib CDL3INSIDE. */
export const threeInside: Candlestick = {
  name: 'cdl_3_inside',
  candles: 3,
  warmUp: USUAL_CANDLES + 2,
  says: 'sign',
  at(measures, index) {
    const { open, close } = measures
    const value = harami.at(measures, index - 1)
    if (Math.abs(value) !== 100 || colour(measures, index) * value < 0) return 0
    return (at(close, index) - at(open, index - 2)) * value > 0 ? value : 0
  },
}

function isShort({ body, usual }: CandleMeasures, index: number): boolean {
  return at(body, index) <= at(usual, index)
}

function within(measures: CandleMeasures, index: number): number {
  if (!isLong(measures, index - 1)) return 0
  const above = bodyTop(measures, index - 1) - bodyTop(measures, index)
  const below = bodyBottom(measures, index) - bodyBottom(measures, index - 1)
  if (above < 0 || below < 0) return 0
  return colour(measures, index - 1) * (above > 0 && below > 0 ? -100 : -80)
}
