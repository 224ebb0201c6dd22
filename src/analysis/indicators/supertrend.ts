import type { Candle } from '../../basics/candles.ts'
import type { CandleMachine } from './machine.ts'
import { Atr } from './true-range.ts'

/**
 * Supertrend: a stop `width` ATRs from the middle of the bar, which never moves against the trend and changes sides when the close passes it.
 * `direction` is 1 while it runs below the price, −1 while above, where it begins. Olivier Seban; details as in Pine's ta.supertrend. Warm-up: period bars.
 */
export class Supertrend implements CandleMachine {
  private readonly range: Atr
  private readonly width: number
  private floor = Number.NEGATIVE_INFINITY
  private ceiling = Number.POSITIVE_INFINITY
  private before = Number.NaN
  direction = Number.NaN

  constructor(period: number, width: number) {
    this.range = new Atr(period)
    this.width = width
  }

  next(candle: Candle): number {
    const { high, low, close } = candle
    const range = this.range.next(candle)
    const { before } = this
    this.before = close
    if (Number.isNaN(range)) return range
    const middle = (high + low) / 2
    const reach = this.width * range
    this.floor = before < this.floor ? middle - reach : Math.max(middle - reach, this.floor)
    this.ceiling = before > this.ceiling ? middle + reach : Math.min(middle + reach, this.ceiling)
    this.direction = this.turned(close)
    return this.direction === 1 ? this.floor : this.ceiling
  }

  private turned(close: number): number {
    if (Number.isNaN(this.direction)) return -1
    if (this.direction === 1) return close >= this.floor ? 1 : -1
    return close > this.ceiling ? 1 : -1
  }
}
