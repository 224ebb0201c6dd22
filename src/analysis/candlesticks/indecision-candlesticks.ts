import { at } from '../indicators/column.ts'
import { type CandleMeasures, colour, hasNoLower, hasNoUpper, isDoji, USUAL_CANDLES } from './candle-measures.ts'
import type { Candlestick } from './candlestick.ts'

const alone = { candles: 1, warmUp: USUAL_CANDLES } as const

/** Opens and closes at about the same price: the body is at most a tenth of the usual range. TA-Lib CDLDOJI. */
export const doji: Candlestick = {
  ...alone,
  name: 'cdl_doji',
  says: 'none',
  at: (measures, index) => (isDoji(measures, index) ? 100 : 0),
}

/** A doji at the top of its range, with a shadow below: sellers were thrown back. Always 100. TA-Lib CDLDRAGONFLYDOJI. */
export const dragonflyDoji: Candlestick = {
  ...alone,
  name: 'cdl_dragonfly_doji',
  says: 'up',
  at: (measures, index) =>
    isDoji(measures, index) && hasNoUpper(measures, index) && at(measures.lower, index) > at(measures.tiny, index) ? 100 : 0,
}

/** A doji at the bottom of its range, with a shadow above: buyers were thrown back. Always 100, though it is read as falling. TA-Lib CDLGRAVESTONEDOJI. */
export const gravestoneDoji: Candlestick = {
  ...alone,
  name: 'cdl_gravestone_doji',
  says: 'down',
  at: (measures, index) =>
    isDoji(measures, index) && hasNoLower(measures, index) && at(measures.upper, index) > at(measures.tiny, index) ? 100 : 0,
}

/** A short body between two shadows that are longer than it. The sign is the colour, which nobody goes by. TA-Lib CDLSPINNINGTOP. */
export const spinningTop: Candlestick = {
  ...alone,
  name: 'cdl_spinning_top',
  says: 'none',
  at: (measures, index) => (isShort(measures, index) && between(measures, index) ? colour(measures, index) * 100 : 0),
}

function isShort({ body, usual }: CandleMeasures, index: number): boolean {
  return at(body, index) < at(usual, index)
}

function between({ body, upper, lower }: CandleMeasures, index: number): boolean {
  return at(upper, index) > at(body, index) && at(lower, index) > at(body, index)
}
