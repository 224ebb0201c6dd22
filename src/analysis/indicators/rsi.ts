import { firstKnown } from './column.ts'
import { Rma } from './ema.ts'
import type { Machine } from './machine.ts'

/** Relative strength index, 0 to 100: Wilder's average of the rises as a share of that of all moves. 0 while nothing moved. TA-Lib RSI; J. Welles Wilder, 1978. Warm-up: period bars. */
export class Rsi implements Machine {
  private readonly gain: Rma
  private readonly loss: Rma
  private before = Number.NaN

  constructor(period: number) {
    this.gain = new Rma(period)
    this.loss = new Rma(period)
  }

  next(value: number): number {
    if (Number.isNaN(value)) return value
    const change = value - this.before
    this.before = value
    const size = Math.abs(change)
    const gain = this.gain.next((size + change) / 2)
    const moves = gain + this.loss.next((size - change) / 2)
    return moves === 0 ? 0 : 100 * (gain / moves)
  }
}

/** A column of RSIs of values of which only the first may be unknown; bit for bit what `Rsi` gives. */
export function rsi(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length)
  const start = firstKnown(values)
  const first = start + period
  const share = 1 / period
  const keep = 1 - share
  out.fill(Number.NaN, 0, first)
  let gain = 0
  let loss = 0
  let before = values[start] ?? Number.NaN
  for (let index = start + 1; index < values.length; index++) {
    const value = values[index] ?? Number.NaN
    const change = value - before
    const size = Math.abs(change)
    const rise = (size + change) / 2
    const fall = (size - change) / 2
    before = value
    if (index <= first) {
      gain += rise
      loss += fall
      if (index < first) continue
      gain /= period
      loss /= period
    } else {
      gain = gain * keep + rise * share
      loss = loss * keep + fall * share
    }
    const moves = gain + loss
    out[index] = moves === 0 ? 0 : 100 * (gain / moves)
  }
  return out
}
