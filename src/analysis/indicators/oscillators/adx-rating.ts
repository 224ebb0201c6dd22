import type { Candle } from '../../../basics/candles.ts'
import { Delay } from '../delay.ts'
import { Adx } from '../directional.ts'
import type { CandleMachine } from '../machine.ts'

/** ADX rating, 0 to 100: the mean of the ADX and what it was period − 1 bars ago. TA-Lib ADXR; J. Welles Wilder, 1978. Warm-up: 3·period − 2 bars. */
export class Adxr implements CandleMachine {
  private readonly strength: Adx
  private readonly before: Delay

  constructor(period: number) {
    this.strength = new Adx(period)
    this.before = new Delay(period - 1)
  }

  next(candle: Candle): number {
    const strength = this.strength.next(candle)
    return (strength + this.before.next(strength)) / 2
  }
}
