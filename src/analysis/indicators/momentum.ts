import type { Candles } from '../../basics/candles.ts'
import { at, combine, firstKnown, unknown } from './column.ts'
import { highestAgo, lowestAgo } from './extremes.ts'
import { sma } from './sma.ts'

/** Rate of change in percent against `period` bars ago; 0 where that was 0. TA-Lib ROC. Warm-up: period bars. */
export function roc(values: Float64Array, period: number): Float64Array {
  return combine(values.length, (index) => {
    const before = at(values, index - period)
    return before === 0 ? 0 : (at(values, index) / before - 1) * 100
  })
}

/** The difference to `period` bars ago. TA-Lib MOM. Warm-up: period bars. */
export function mom(values: Float64Array, period: number): Float64Array {
  return combine(values.length, (index) => at(values, index) - at(values, index - period))
}

/** Commodity channel index: how far the typical price is from its mean, in 0.015 mean deviations; 0 where it did not move. TA-Lib CCI; Donald Lambert, 1980. Warm-up: period − 1 bars. */
export function cci({ high, low, close }: Candles, period: number): Float64Array {
  const typical = combine(close.length, (index) => (at(high, index) + at(low, index) + at(close, index)) / 3)
  const mean = sma(typical, period)
  const out = unknown(close.length)
  for (let index = firstKnown(mean); index < close.length; index++) {
    const middle = at(mean, index)
    let deviation = 0
    for (let ago = 0; ago < period; ago++) deviation += Math.abs(at(typical, index - ago) - middle)
    const distance = at(typical, index) - middle
    out[index] = distance === 0 || deviation === 0 ? 0 : distance / ((0.015 * deviation) / period)
  }
  return out
}

/** Aroon, 0 to 100: how recent the highest high (`up`) and the lowest low (`down`) of the last `period` bars and this one are; the oscillator is up − down. TA-Lib AROON, AROONOSC; Tushar Chande, 1995. Warm-up: period bars. */
export function aroon({ high, low }: Candles, period: number): { up: Float64Array; down: Float64Array; osc: Float64Array } {
  const recent = (ago: Float64Array): Float64Array => ago.map((bars) => (100 * (period - bars)) / period)
  const up = recent(highestAgo(high, period + 1))
  const down = recent(lowestAgo(low, period + 1))
  return { up, down, osc: combine(up.length, (index) => at(up, index) - at(down, index)) }
}
