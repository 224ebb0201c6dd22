import { at } from '../indicators/column.ts'
import { type CandleMeasures, colour } from './candle-measures.ts'
import type { Candlestick } from './candlestick.ts'

/** A body that reaches over the whole body before it, of the other colour; ±80 where they share one end. TA-Lib CDLENGULFING. */
export const engulfing: Candlestick = {
  name: 'cdl_engulfing',
  candles: 2,
  warmUp: 2,
  says: 'sign',
  shapes: [],
  value: engulfs,
}

/** An engulfing that shares no end, and a candle that closes further on in its direction. TA-Lib CDL3OUTSIDE. */
export const threeOutside: Candlestick = {
  name: 'cdl_3_outside',
  candles: 3,
  warmUp: 3,
  says: 'sign',
  shapes: [],
  value(measures, index) {
    const { close } = measures
    const value = engulfs(measures, index - 1)
    return Math.abs(value) === 100 && (at(close, index) - at(close, index - 1)) * value > 0 ? value : 0
  },
}

function engulfs(measures: CandleMeasures, index: number): number {
  const sign = colour(measures, index)
  if (colour(measures, index - 1) === sign) return 0
  const { open, close } = measures
  const beyond = (at(close, index) - at(open, index - 1)) * sign
  const behind = (at(close, index - 1) - at(open, index)) * sign
  if (Math.min(beyond, behind) < 0 || beyond + behind === 0) return 0
  return sign * (beyond > 0 && behind > 0 ? 100 : 80)
}
