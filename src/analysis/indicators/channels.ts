import type { Candle } from '../../basics/candles.ts'
import type { StudyRun } from '../study-definition.ts'
import { Ema } from './ema.ts'
import { Extreme } from './extremes.ts'
import { Atr } from './true-range.ts'

/** Keltner channel: an EMA of the close (the middle) and `width` ATRs above and below. Linda Raschke's form. Warm-up: the longer of period − 1 and range bars; the middle has its own. */
export class Keltner implements StudyRun {
  readonly out = new Float64Array(3).fill(Number.NaN)
  private readonly middle: Ema
  private readonly range: Atr
  private readonly width: number

  constructor({ period, width, range }: { readonly period: number; readonly width: number; readonly range: number }) {
    this.middle = new Ema(period)
    this.range = new Atr(range)
    this.width = width
  }

  next(candle: Candle): void {
    const middle = this.middle.next(candle.close)
    const reach = this.width * this.range.next(candle)
    this.out[0] = middle + reach
    this.out[1] = middle
    this.out[2] = middle - reach
  }
}

/** Donchian channel: the highest high and the lowest low of `period` bars, this one included, and their middle. Richard Donchian. Warm-up: period − 1 bars. */
export class Donchian implements StudyRun {
  readonly out = new Float64Array(3).fill(Number.NaN)
  private readonly highest: Extreme
  private readonly lowest: Extreme

  constructor(period: number) {
    this.highest = new Extreme(period, 'high')
    this.lowest = new Extreme(period, 'low')
  }

  /** Gives the middle, which is what other indicators build on. */
  next({ high, low }: Candle): number {
    const upper = this.highest.next(high)
    const lower = this.lowest.next(low)
    const middle = (upper + lower) / 2
    this.out[0] = upper
    this.out[1] = middle
    this.out[2] = lower
    return middle
  }
}
