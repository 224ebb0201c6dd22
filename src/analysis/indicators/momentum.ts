import type { Candle } from '../../basics/candles.ts'
import type { StudyRun } from '../study-definition.ts'
import { Delay } from './delay.ts'
import { Extreme } from './extremes.ts'
import type { CandleMachine, Machine } from './machine.ts'
import { RollingMean } from './sma.ts'

/** Rate of change in percent against `period` bars ago; 0 where that was 0. TA-Lib ROC. Warm-up: period bars. */
export class Roc implements Machine {
  private readonly delay: Delay

  constructor(period: number) {
    this.delay = new Delay(period)
  }

  next(value: number): number {
    const before = this.delay.next(value)
    return before === 0 ? 0 : (value / before - 1) * 100
  }
}

/** The difference to `period` bars ago. TA-Lib MOM. Warm-up: period bars. */
export class Momentum implements Machine {
  private readonly delay: Delay

  constructor(period: number) {
    this.delay = new Delay(period)
  }

  next(value: number): number {
    return value - this.delay.next(value)
  }
}

/** Commodity channel index: how far the typical price is from its mean, in 0.015 mean deviations; 0 where it did not move. TA-Lib CCI; Donald Lambert, 1980. Warm-up: period − 1 bars. */
export class Cci implements CandleMachine {
  private readonly mean: RollingMean
  /** The typical prices of the window, in no order that matters. */
  private readonly window: Float64Array
  private place = 0

  constructor(period: number) {
    this.mean = new RollingMean(period)
    this.window = new Float64Array(period)
  }

  next({ high, low, close }: Candle): number {
    const { window } = this
    const typical = (high + low + close) / 3
    const mean = this.mean.next(typical)
    window[this.place] = typical
    this.place = this.place + 1 === window.length ? 0 : this.place + 1
    let deviation = 0
    for (let place = 0; place < window.length; place++) deviation += Math.abs((window[place] ?? Number.NaN) - mean)
    const distance = typical - mean
    return distance === 0 || deviation === 0 ? 0 : distance / ((0.015 * deviation) / window.length)
  }
}

/** Aroon, 0 to 100: how recent the highest high (up) and the lowest low (down) of the last `period` bars and this one are; the oscillator is up − down. TA-Lib AROON, AROONOSC; Tushar Chande, 1995. Warm-up: period bars. */
export class Aroon implements StudyRun {
  /** Up and down. */
  readonly out = new Float64Array(2).fill(Number.NaN)
  private readonly period: number
  private readonly highest: Extreme
  private readonly lowest: Extreme

  constructor(period: number) {
    this.period = period
    this.highest = new Extreme(period + 1, 'high')
    this.lowest = new Extreme(period + 1, 'low')
  }

  /** Gives the oscillator. */
  next({ high, low }: Candle): number {
    this.highest.next(high)
    this.lowest.next(low)
    const up = (100 * (this.period - this.highest.ago)) / this.period
    const down = (100 * (this.period - this.lowest.ago)) / this.period
    this.out[0] = up
    this.out[1] = down
    return up - down
  }
}
