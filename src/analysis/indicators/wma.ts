import type { Candle } from '../../basics/candles.ts'
import type { StudyRun } from '../study-definition.ts'
import type { Machine } from './machine.ts'
import { RollingMoments } from './rolling-moments.ts'
import { RollingSum } from './rolling-sum.ts'
import { RollingMean } from './sma.ts'

/** Weighted moving average: the newest of the last `period` values counts `period` times, the oldest once. TA-Lib WMA. Warm-up: period − 1 bars. */
export class Wma implements Machine {
  private readonly moments: RollingMoments
  private readonly weights: number

  constructor(period: number) {
    this.moments = new RollingMoments(period)
    this.weights = (period * (period + 1)) / 2
  }

  next(value: number): number {
    const { moments } = this
    if (Number.isNaN(value) || !moments.add(value)) return Number.NaN
    return moments.anchor + (moments.rise + moments.sum) / this.weights
  }
}

/** Hull moving average: WMA over √period of 2·WMA(period / 2) − WMA(period), both roots and halves cut to whole bars. Alan Hull, 2005. Warm-up: period + √period − 2 bars. */
export class Hma implements Machine {
  private readonly fast: Wma
  private readonly slow: Wma
  private readonly smooth: Wma

  constructor(period: number) {
    this.fast = new Wma(Math.max(1, Math.floor(period / 2)))
    this.slow = new Wma(period)
    this.smooth = new Wma(Math.floor(Math.sqrt(period)))
  }

  next(value: number): number {
    return this.smooth.next(2 * this.fast.next(value) - this.slow.next(value))
  }
}

/** Moving average in which each value counts with its volume; where nothing was traded, the plain mean. Warm-up: period − 1 bars. */
export class Vwma implements StudyRun {
  readonly out = Float64Array.of(Number.NaN)
  private readonly traded: RollingSum
  private readonly paid: RollingSum
  private readonly plain: RollingMean
  private readonly period: number
  private last = Number.NaN
  private equal = 0

  constructor(period: number) {
    this.period = period
    this.traded = new RollingSum(period)
    this.paid = new RollingSum(period)
    this.plain = new RollingMean(period)
  }

  next({ volume }: Candle, source: number): void {
    const plain = this.plain.next(source)
    const paid = this.paid.next(source * volume)
    const traded = this.traded.next(Number.isNaN(source) ? source : volume)
    if (!Number.isNaN(source)) {
      this.equal = source === this.last ? this.equal + 1 : 1
      this.last = source
    }
    // Where all values are equal the plain mean is exactly that value, which what was paid over what was traded need not be.
    this.out[0] = traded > 0 && this.equal < this.period ? paid / traded : plain
  }
}
