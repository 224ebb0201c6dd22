import type { Candle } from '../../basics/candles.ts'
import { DAY_MS } from '../../basics/timeframe.ts'
import type { CandleMachine } from './machine.ts'

/**
 * Volume-weighted average price since the UTC day began, of the typical price (high + low + close) / 3; that price itself where nothing was traded yet that day.
 * Unknown in the day that had already begun when the candles do, because its first part is missing.
 */
export class Vwap implements CandleMachine {
  private day = Number.NaN
  private complete = false
  private paid = 0
  private traded = 0

  next({ time, high, low, close, volume }: Candle): number {
    const day = Math.floor(time / DAY_MS)
    if (day !== this.day) {
      this.complete = !Number.isNaN(this.day) || time % DAY_MS === 0
      this.day = day
      this.paid = 0
      this.traded = 0
    }
    const typical = (high + low + close) / 3
    this.paid += typical * volume
    this.traded += volume
    if (!this.complete) return Number.NaN
    return this.traded === 0 ? typical : this.paid / this.traded
  }
}
