import type { Candle, Candles } from '../../basics/candles.ts'
import type { StudyRun } from '../study-definition.ts'
import { Rma } from './ema.ts'
import { type CandleMachine, warmUpOverCandles } from './machine.ts'
import { TrueRange } from './true-range.ts'

/**
 * How strongly and where the market moves: +DI and −DI are the smoothed moves up and down as shares of the true range, DX their difference as a share of their sum; all from 0 to 100. Where nothing moves at all, DX stays what it was.
 * TA-Lib PLUS_DI, MINUS_DI, DX; J. Welles Wilder, 1978. Warm-up: period bars.
 */
export class Directional implements StudyRun {
  /** +DI, −DI and DX. */
  readonly out = new Float64Array(3).fill(Number.NaN)
  readonly up: WilderSum
  readonly down: WilderSum
  highBefore = Number.NaN
  lowBefore = Number.NaN
  private dx = 0
  private readonly range: WilderSum
  private readonly trueRange = new TrueRange()

  constructor(period: number) {
    this.range = new WilderSum(period)
    this.up = new WilderSum(period)
    this.down = new WilderSum(period)
  }

  /** Gives DX. */
  next(candle: Candle): number {
    const { high, low } = candle
    const rise = high - this.highBefore
    const fall = this.lowBefore - low
    const range = this.range.next(this.trueRange.next(candle))
    this.highBefore = high
    this.lowBefore = low
    if (Number.isNaN(rise)) return rise
    const up = this.up.next(rise > 0 && rise > fall ? rise : 0)
    const down = this.down.next(fall > 0 && rise < fall ? fall : 0)
    if (Number.isNaN(range)) return range
    this.out[0] = range === 0 ? 0 : 100 * (up / range)
    this.out[1] = range === 0 ? 0 : 100 * (down / range)
    const moves = up + down
    if (moves !== 0) this.dx = 100 * (Math.abs(down - up) / moves)
    this.out[2] = this.dx
    return this.dx
  }
}

/** Wilder's average of DX. TA-Lib ADX; J. Welles Wilder, 1978. Warm-up: 2·period − 1 bars. */
export class Adx implements CandleMachine {
  readonly directional: Directional
  readonly average: Rma

  constructor(period: number) {
    this.directional = new Directional(period)
    this.average = new Rma(period)
  }

  next(candle: Candle): number {
    return this.average.next(this.directional.next(candle))
  }
}

/** Wilder's running sum: loses its `period`th part with every value. TA-Lib begins it with period − 1 values and gives it from the next on. */
class WilderSum {
  readonly keep: number
  sum = 0
  private readonly period: number
  private count = 0

  constructor(period: number) {
    this.period = period
    this.keep = 1 - 1 / period
  }

  next(value: number): number {
    if (Number.isNaN(value)) return value
    this.count += 1
    if (this.count < this.period) {
      this.sum += value
      return Number.NaN
    }
    this.sum = this.sum * this.keep + value
    return this.sum
  }
}

/** A column of ADX; bit for bit what `Adx` gives. */
export function adx(candles: Candles, period: number): Float64Array {
  const { high, low } = candles
  const out = new Float64Array(high.length)
  const machine = new Adx(period)
  const begin = warmUpOverCandles(machine, candles, out)
  const { directional, average } = machine
  const { keep } = directional.up
  let [up, down, highBefore, lowBefore] = [directional.up.sum, directional.down.sum, directional.highBefore, directional.lowBefore]
  let { lag, last } = average
  for (let index = begin; index < high.length; index++) {
    const top = high[index] ?? Number.NaN
    const bottom = low[index] ?? Number.NaN
    const rise = top - highBefore
    const fall = lowBefore - bottom
    highBefore = top
    lowBefore = bottom
    // A yes that counts 1 spares a branch that nobody can foresee.
    up = up * keep + ((Math.abs(rise) + rise) / 2) * Number(rise > fall)
    down = down * keep + ((Math.abs(fall) + fall) / 2) * Number(fall > rise)
    const moves = up + down
    const dx = moves === 0 ? last : 100 * (Math.abs(down - up) / moves)
    lag = (lag - (dx - last)) * keep
    last = dx
    out[index] = dx + lag
  }
  return out
}
