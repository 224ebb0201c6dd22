import {
  colour,
  DOJI,
  LONG_LOWER,
  LONG_UPPER,
  NO_LOWER,
  NO_UPPER,
  SHORT,
  SOME_LOWER,
  SOME_UPPER,
  USUAL_CANDLES,
} from './candle-measures.ts'
import type { Candlestick } from './candlestick.ts'

const alone = { candles: 1, warmUp: USUAL_CANDLES } as const

/** Opens and closes at about the same price. TA-Lib CDLDOJI. */
export const doji: Candlestick = {
  ...alone,
  name: 'cdl_doji',
  says: 'none',
  shapes: [DOJI],
  value: () => 100,
}

/** A doji at the top of its range, with a shadow below: sellers were thrown back. Always 100. TA-Lib CDLDRAGONFLYDOJI. */
export const dragonflyDoji: Candlestick = {
  ...alone,
  name: 'cdl_dragonfly_doji',
  says: 'up',
  shapes: [DOJI | NO_UPPER | SOME_LOWER],
  value: () => 100,
}

/** A doji at the bottom of its range, with a shadow above: buyers were thrown back. Always 100, though it is read as falling. TA-Lib CDLGRAVESTONEDOJI. */
export const gravestoneDoji: Candlestick = {
  ...alone,
  name: 'cdl_gravestone_doji',
  says: 'down',
  shapes: [DOJI | NO_LOWER | SOME_UPPER],
  value: () => 100,
}

/** A short body between two shadows that are longer than it. The sign is the colour, which nobody goes by. TA-Lib CDLSPINNINGTOP. */
export const spinningTop: Candlestick = {
  ...alone,
  name: 'cdl_spinning_top',
  says: 'none',
  shapes: [SHORT | LONG_UPPER | LONG_LOWER],
  value: (measures, index) => colour(measures, index) * 100,
}
