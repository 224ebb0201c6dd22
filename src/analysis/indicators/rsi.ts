import { at, combine } from './column.ts'
import { rma } from './ema.ts'

/** Relative strength index, 0 to 100: Wilder's average of the rises as a share of that of all moves. 0 while nothing moved. TA-Lib RSI; J. Welles Wilder, 1978. Warm-up: period bars. */
export function rsi(values: Float64Array, period: number): Float64Array {
  const change = (index: number): number => at(values, index) - at(values, index - 1)
  const gain = rma(
    combine(values.length, (index) => (change(index) + Math.abs(change(index))) / 2),
    period,
  )
  const loss = rma(
    combine(values.length, (index) => (Math.abs(change(index)) - change(index)) / 2),
    period,
  )
  return combine(values.length, (index) => {
    const moves = at(gain, index) + at(loss, index)
    return moves === 0 ? 0 : 100 * (at(gain, index) / moves)
  })
}
