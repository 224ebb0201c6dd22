import type { Candle } from '../../../basics/candles.ts'
import { emaShare } from '../ema.ts'
import type { CandleMachine } from '../machine.ts'
import { Accumulation } from '../volume-flow.ts'

/**
 * Chaikin oscillator: a fast EMA of the accumulation/distribution line less a slow one, both beginning as its first value, and so at zero.
 * TA-Lib ADOSC; Marc Chaikin. Warm-up: one bar less than the longer period.
 */
export class ChaikinOscillator implements CandleMachine {
  private readonly accumulation = new Accumulation()
  private readonly warmUp: number
  private readonly fastShare: number
  private readonly slowShare: number
  private count = 0
  private fast = 0
  private slow = 0

  constructor(fast: number, slow: number) {
    this.warmUp = Math.max(fast, slow) - 1
    this.fastShare = emaShare(fast)
    this.slowShare = emaShare(slow)
  }

  next(candle: Candle): number {
    const level = this.accumulation.next(candle)
    if (this.count === 0) {
      this.fast = level
      this.slow = level
    }
    this.fast += (level - this.fast) * this.fastShare
    this.slow += (level - this.slow) * this.slowShare
    this.count++
    return this.count > this.warmUp ? this.fast - this.slow : Number.NaN
  }
}
