import type { Candles } from '../../basics/candles.ts'
import { at, combine, unknown } from './column.ts'
import { rma } from './ema.ts'
import { trueRange } from './true-range.ts'

/** Wilder's directional movement, all lines from 0 to 100. */
export interface Directional {
  readonly plus: Float64Array
  readonly minus: Float64Array
  readonly dx: Float64Array
  readonly adx: Float64Array
}

/**
 * How strongly and where the market moves: +DI and −DI are the smoothed moves up and down as shares of the true range, DX their difference as a share of their sum, ADX Wilder's average of DX.
 * TA-Lib PLUS_DI, MINUS_DI, DX, ADX; J. Welles Wilder, 1978. Warm-up: period bars, for ADX 2·period − 1.
 */
export function directional(candles: Candles, period: number): Directional {
  const { high, low } = candles
  const length = high.length
  const up = (index: number): number => at(high, index) - at(high, index - 1)
  const down = (index: number): number => at(low, index - 1) - at(low, index)
  const plusMove = wilderSum(
    combine(length, (index) => (up(index) > 0 && up(index) > down(index) ? up(index) : 0)),
    period,
  )
  const minusMove = wilderSum(
    combine(length, (index) => (down(index) > 0 && up(index) < down(index) ? down(index) : 0)),
    period,
  )
  const range = wilderSum(trueRange(candles), period)
  const share = (move: Float64Array): Float64Array =>
    combine(length, (index) => (at(range, index) === 0 ? 0 : 100 * (at(move, index) / at(range, index))))
  const plus = share(plusMove)
  const minus = share(minusMove)
  const dx = strength(plus, minus)
  return { plus, minus, dx, adx: rma(dx, period) }
}

/** DX; where nothing moves at all it stays what it was. */
function strength(plus: Float64Array, minus: Float64Array): Float64Array {
  let last = 0
  return combine(plus.length, (index) => {
    const sum = at(plus, index) + at(minus, index)
    if (Number.isNaN(sum)) return Number.NaN
    if (sum !== 0) last = 100 * (Math.abs(at(minus, index) - at(plus, index)) / sum)
    return last
  })
}

/** Wilder's running sum: loses its `period`th part with every bar. TA-Lib begins it with period − 1 values and gives it from the next on. */
function wilderSum(values: Float64Array, period: number): Float64Array {
  const out = unknown(values.length)
  let sum = 0
  for (let index = 1; index < values.length; index++) {
    if (index < period) sum += at(values, index)
    else {
      sum = sum - sum / period + at(values, index)
      out[index] = sum
    }
  }
  return out
}
