import { Rma } from '../ema.ts'
import type { Machine } from '../machine.ts'

/**
 * Chande momentum oscillator, −100 to 100: rises less falls as a share of all moves; 0 while nothing moved.
 * TA-Lib CMO, which smooths both by Wilder's average, where Tushar Chande (1994) adds them up. Warm-up: period bars.
 */
export class Cmo implements Machine {
  private readonly gain: Rma
  private readonly loss: Rma
  private last = Number.NaN

  constructor(period: number) {
    this.gain = new Rma(period)
    this.loss = new Rma(period)
  }

  next(value: number): number {
    if (Number.isNaN(value)) return value
    const change = value - this.last
    this.last = value
    const gain = this.gain.next(Math.max(change, 0))
    const loss = this.loss.next(Math.max(-change, 0))
    const moves = gain + loss
    return moves === 0 ? 0 : 100 * ((gain - loss) / moves)
  }
}
