import type { Candle } from '../../basics/candles.ts'
import type { StudyRun } from '../study-definition.ts'
import { Extreme } from './extremes.ts'
import type { CandleMachine } from './machine.ts'
import { type HighLowClose, Position, positions } from './range-position.ts'
import { Rsi } from './rsi.ts'
import { RollingMean, sma } from './sma.ts'

export interface StochasticNumbers {
  readonly period: number
  readonly slowing: number
  readonly signal: number
}

/**
 * Stochastic oscillator, 0 to 100: K is where the close stands between the lowest low and the highest high of `period` bars, smoothed over `slowing` bars; D is its mean over `signal`.
 * 0 where high and low are equal. TA-Lib STOCH (STOCHF with slowing 1); George Lane. Warm-up of both lines: period + slowing + signal − 3 bars.
 */
export class Stochastic implements StudyRun {
  readonly out = new Float64Array(2).fill(Number.NaN)
  private readonly position: Position
  private readonly slow: RollingMean
  private readonly signal: RollingMean

  constructor({ period, slowing, signal }: StochasticNumbers) {
    this.position = new Position(period)
    this.slow = new RollingMean(slowing)
    this.signal = new RollingMean(signal)
  }

  next({ high, low, close }: Candle): void {
    const k = this.slow.next(this.position.next(high, low, close))
    const d = this.signal.next(k)
    this.out[0] = Number.isNaN(d) ? d : k
    this.out[1] = d
  }
}

/** The stochastic oscillator of the RSI instead of the price. TA-Lib STOCHRSI. Warm-up of both lines: period + window + signal − 2 bars. */
export class StochRsi implements StudyRun {
  readonly out = new Float64Array(2).fill(Number.NaN)
  private readonly rsi: Rsi
  private readonly position: Position
  private readonly signal: RollingMean

  constructor({ period, window, signal }: { readonly period: number; readonly window: number; readonly signal: number }) {
    this.rsi = new Rsi(period)
    this.position = new Position(window)
    this.signal = new RollingMean(signal)
  }

  next(_: Candle, source: number): void {
    const strength = this.rsi.next(source)
    const k = this.position.next(strength, strength, strength)
    const d = this.signal.next(k)
    this.out[0] = Number.isNaN(d) ? d : k
    this.out[1] = d
  }
}

/** Williams %R, −100 to 0: how far the close is below the highest high, as a share of the range. TA-Lib WILLR. Warm-up: period − 1 bars. */
export class WilliamsR implements CandleMachine {
  private readonly highest: Extreme
  private readonly lowest: Extreme

  constructor(period: number) {
    this.highest = new Extreme(period, 'high')
    this.lowest = new Extreme(period, 'low')
  }

  next({ high, low, close }: Candle): number {
    const top = this.highest.next(high)
    const bottom = this.lowest.next(low)
    return top === bottom ? 0 : -100 * ((top - close) / (top - bottom))
  }
}

/** The columns of both lines; bit for bit what `Stochastic` gives. */
export function stochastic(candles: HighLowClose, { period, slowing, signal }: StochasticNumbers): { k: Float64Array; d: Float64Array } {
  const position = positions(candles, period)
  const k = sma(position, slowing)
  // The column that is no longer needed takes the new one: memory costs more than the sums.
  const d = sma(k, signal, position)
  return { k: k.fill(Number.NaN, 0, period + slowing + signal - 3), d }
}
