import type { Candles } from '../../basics/candles.ts'
import { at, unknown } from './column.ts'

/**
 * Parabolic stop and reverse: a stop that runs after the extreme of a trend, faster with each new one (by `step`, up to `most`), and changes sides when it is touched.
 * TA-Lib SAR; J. Welles Wilder, 1978. Warm-up: 1 bar.
 */
export function parabolicSar({ high, low }: Candles, step: number, most: number): Float64Array {
  const out = unknown(high.length)
  const fall = at(low, 0) - at(low, 1)
  let rising = !(fall > 0 && fall > at(high, 1) - at(high, 0))
  // In a falling market everything is turned upside down, so that the stop always runs below.
  const near = (index: number): number => (rising ? at(low, index) : -at(high, index))
  const far = (index: number): number => (rising ? at(high, index) : -at(low, index))
  // A stop may not stand inside this bar or the one before; the first bar does not count, as in TA-Lib.
  const outside = (value: number, index: number): number => Math.min(value, near(Math.max(1, index - 1)), near(index))
  let extreme = far(1)
  let stop = near(0)
  let factor = Math.min(step, most)
  for (let index = 1; index < high.length; index++) {
    if (near(index) <= stop) {
      rising = !rising
      stop = outside(-extreme, index)
      extreme = far(index)
      factor = Math.min(step, most)
      out[index] = rising ? stop : -stop
    } else {
      out[index] = rising ? stop : -stop
      if (far(index) > extreme) factor = Math.min(most, factor + step)
      extreme = Math.max(extreme, far(index))
    }
    stop = outside(stop + factor * (extreme - stop), index)
  }
  return out
}
