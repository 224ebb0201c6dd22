import { Delay } from './delay.ts'
import { Ema } from './ema.ts'
import type { Machine } from './machine.ts'
import { RollingMean } from './sma.ts'

/** Triangular moving average: a mean of means over halves of the period, so that values in the middle count most. TA-Lib TRIMA. Warm-up: period − 1 bars. */
export class Trima implements Machine {
  private readonly inner: RollingMean
  private readonly outer: RollingMean

  constructor(period: number) {
    const half = Math.ceil(period / 2)
    this.inner = new RollingMean(half)
    this.outer = new RollingMean(period + 1 - half)
  }

  next(value: number): number {
    return this.outer.next(this.inner.next(value))
  }
}

/**
 * T3: six EMAs one upon another, put together so that the lag of the outer ones is taken back; `swing` from 0 (none of it, only smooth) to 1 (all of it, as DEMA does).
 * TA-Lib T3; Tim Tillson, 1998. Warm-up: 6·(period − 1) bars.
 */
export class T3 implements Machine {
  private readonly layers: readonly Ema[]
  private readonly swing: number

  constructor(period: number, swing: number) {
    this.layers = Array.from({ length: 6 }, () => new Ema(period))
    this.swing = swing
  }

  next(value: number): number {
    const [, , third = Number.NaN, fourth = Number.NaN, fifth = Number.NaN, sixth = Number.NaN] = this.through(value)
    const { swing } = this
    const [square, cube] = [swing ** 2, swing ** 3]
    return (
      (1 + 3 * swing + 3 * square + cube) * third - 3 * (swing + 2 * square + cube) * fourth + 3 * (square + cube) * fifth - cube * sixth
    )
  }

  private through(value: number): readonly number[] {
    let level = value
    return this.layers.map((layer) => {
      level = layer.next(level)
      return level
    })
  }
}

/** Zero-lag EMA: an EMA of what the value would be if it went on as it did over the EMA's lag, (period − 1) / 2 bars. John Ehlers and Ric Way, 2010. Warm-up: period − 1 bars and the lag. */
export class Zlema implements Machine {
  private readonly before: Delay
  private readonly average: Ema

  constructor(period: number) {
    this.before = new Delay(lagOf(period))
    this.average = new Ema(period)
  }

  next(value: number): number {
    return this.average.next(value + (value - this.before.next(value)))
  }
}

/** By how many bars an EMA of this period is late. */
export function lagOf(period: number): number {
  return Math.floor((period - 1) / 2)
}
