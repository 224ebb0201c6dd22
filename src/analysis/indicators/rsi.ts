import { type Machine, warmUpOver } from './machine.ts'

/**
 * Wilder's sums of the moves of a value: `net` counts rises up and falls down, `all` counts both up; both begin as plain sums of `period` moves and then lose their `period`th part with each further one.
 * What is smoothed as averages of rises and of falls elsewhere are half the sum and half the difference of these two, so that no move need be told apart by its sign; and `net` never outgrows `all`.
 */
export class WilderMoves {
  readonly keep: number
  net = 0
  all = 0
  last = Number.NaN
  private readonly period: number
  private count = 0

  constructor(period: number) {
    this.period = period
    this.keep = 1 - 1 / period
  }

  /** Takes a value; says whether the sums are full. */
  add(value: number): boolean {
    if (Number.isNaN(value)) return false
    const move = value - this.last
    this.last = value
    if (Number.isNaN(move)) return false
    const keep = this.count < this.period ? 1 : this.keep
    if (this.count < this.period) this.count += 1
    this.net = this.net * keep + move
    this.all = this.all * keep + Math.abs(move)
    return this.count === this.period
  }
}

/** Relative strength index, 0 to 100: Wilder's average of the rises as a share of that of all moves. 0 while nothing moved. TA-Lib RSI; J. Welles Wilder, 1978. Warm-up: period bars. */
export class Rsi implements Machine {
  readonly moves: WilderMoves

  constructor(period: number) {
    this.moves = new WilderMoves(period)
  }

  next(value: number): number {
    const { moves } = this
    if (!moves.add(value)) return Number.NaN
    return moves.all === 0 ? 0 : 50 * ((moves.all + moves.net) / moves.all)
  }
}

/** A column of RSIs of values of which only the first may be unknown; bit for bit what `Rsi` gives. */
export function rsi(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length)
  const machine = new Rsi(period)
  const begin = warmUpOver(machine, values, out)
  const { keep } = machine.moves
  let { net, all, last } = machine.moves
  for (let index = begin; index < values.length; index++) {
    const value = values[index] ?? Number.NaN
    const move = value - last
    last = value
    net = net * keep + move
    all = all * keep + Math.abs(move)
    out[index] = all === 0 ? 0 : 50 * ((all + net) / all)
  }
  return out
}
