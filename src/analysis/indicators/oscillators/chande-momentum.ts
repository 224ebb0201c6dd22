import type { Machine } from '../machine.ts'
import { WilderMoves } from '../rsi.ts'

/**
 * Chande momentum oscillator, −100 to 100: rises less falls as a share of all moves; 0 while nothing moved.
 * TA-Lib CMO, which smooths both by Wilder's average, where Tushar Chande (1994) adds them up. Warm-up: period bars.
 */
export class Cmo implements Machine {
  private readonly moves: WilderMoves

  constructor(period: number) {
    this.moves = new WilderMoves(period)
  }

  next(value: number): number {
    const { moves } = this
    if (!moves.add(value)) return Number.NaN
    return moves.all === 0 ? 0 : 100 * (moves.net / moves.all)
  }
}
