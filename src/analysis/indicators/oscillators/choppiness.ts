import type { Candle } from '../../../basics/candles.ts'
import { Extreme } from '../extremes.ts'
import type { CandleMachine } from '../machine.ts'
import { RollingSum } from '../rolling-sum.ts'
import { TrueRange } from '../true-range.ts'

/**
 * Choppiness index: near 0 where `period` bars went straight through their range, 100 and a little more where they went to and fro in it; 100 where they had no range.
 * The logarithm of the sum of the true ranges over the range, in the base `period`, in percent. E. W. Dreiss, 1993. Warm-up: period bars.
 */
export class Choppiness implements CandleMachine {
  private readonly period: number
  private readonly highest: Extreme
  private readonly lowest: Extreme
  private readonly way: RollingSum
  private readonly trueRange = new TrueRange()

  constructor(period: number) {
    this.period = period
    this.highest = new Extreme(period, 'high')
    this.lowest = new Extreme(period, 'low')
    this.way = new RollingSum(period)
  }

  next(candle: Candle): number {
    const way = this.way.next(this.trueRange.next(candle))
    const range = this.highest.next(candle.high) - this.lowest.next(candle.low)
    if (Number.isNaN(way)) return Number.NaN
    return range === 0 ? 100 : (100 * Math.log(way / range)) / Math.log(this.period)
  }
}
