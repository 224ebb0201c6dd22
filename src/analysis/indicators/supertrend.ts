import type { Candles } from '../../basics/candles.ts'
import { at, unknown } from './column.ts'
import { atr } from './true-range.ts'

/**
 * Supertrend: a stop `width` ATRs from the middle of the bar, which never moves against the trend and changes sides when the close passes it.
 * `direction` is 1 while it runs below the price, −1 while above, where it begins. Olivier Seban; details as in Pine's ta.supertrend. Warm-up: period bars.
 */
export function supertrend(candles: Candles, period: number, width: number): { line: Float64Array; direction: Float64Array } {
  const { high, low, close } = candles
  const range = atr(candles, period)
  const line = unknown(close.length)
  const direction = unknown(close.length)
  let floor = Number.NEGATIVE_INFINITY
  let ceiling = Number.POSITIVE_INFINITY
  let rising = false
  for (let index = period; index < close.length; index++) {
    const middle = (at(high, index) + at(low, index)) / 2
    const reach = width * at(range, index)
    const before = at(close, index - 1)
    floor = before < floor ? middle - reach : Math.max(middle - reach, floor)
    ceiling = before > ceiling ? middle + reach : Math.min(middle + reach, ceiling)
    if (index > period) rising = rising ? at(close, index) >= floor : at(close, index) > ceiling
    line[index] = rising ? floor : ceiling
    direction[index] = rising ? 1 : -1
  }
  return { line, direction }
}
