import { measureCandles, startMeasures } from '../candlesticks/candle-measures.ts'
import { type Candlestick, candlestickAt, candlestickColumn } from '../candlesticks/candlestick.ts'
import { CANDLESTICK_PATTERNS } from '../candlesticks/candlesticks.ts'
import { findingMeaning } from '../finding-titles.ts'
import type { FormulaFunction } from './formula-function.ts'
import { STRUCTURE_FUNCTIONS } from './structure-functions.ts'

/** A candlestick pattern in a formula: TA-Lib's 100, 80, 0, −80 or −100 at each candle. */
function candlestickFunction(pattern: Candlestick): FormulaFunction {
  const { name, warmUp } = pattern
  return {
    name,
    about: findingMeaning(name).replace(/\.$/, ''),
    parameters: [],
    gives: 'event',
    lookBack: () => ({ warmUp, history: warmUp }),
    start() {
      const { measures, add } = startMeasures()
      let bar = 0
      return {
        next(candle) {
          const place = add(candle)
          return bar++ < warmUp ? Number.NaN : candlestickAt(pattern, measures, place)
        },
      }
    },
    batch: ({ candles }) => candlestickColumn(pattern, measureCandles(candles)),
  }
}

/** What patterns and market structure give to formulas. */
export const PATTERN_FUNCTIONS: readonly FormulaFunction[] = [...CANDLESTICK_PATTERNS.map(candlestickFunction), ...STRUCTURE_FUNCTIONS]
