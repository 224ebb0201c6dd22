import type { Machine } from './machine.ts'
import { RollingMoments } from './rolling-moments.ts'

/** The straight line with the least squares through the last `period` values: its value at the last bar, and its `slope`, the rise per bar. TA-Lib LINEARREG, LINEARREG_SLOPE. Warm-up: period − 1 bars. */
export class LinearRegression implements Machine {
  slope = Number.NaN
  private readonly moments: RollingMoments
  private readonly period: number

  constructor(period: number) {
    this.moments = new RollingMoments(period)
    this.period = period
  }

  next(value: number): number {
    const { moments, period } = this
    this.slope = Number.NaN
    if (Number.isNaN(value) || !moments.add(value)) return Number.NaN
    const middle = (period - 1) / 2
    this.slope = (moments.rise - middle * moments.sum) / ((period * (period * period - 1)) / 12)
    return moments.anchor + (moments.sum / period + this.slope * middle)
  }
}

/** Only the rise per bar; see `LinearRegression`. */
export class RegressionSlope implements Machine {
  private readonly line: LinearRegression

  constructor(period: number) {
    this.line = new LinearRegression(period)
  }

  next(value: number): number {
    this.line.next(value)
    return this.line.slope
  }
}
