import { at, combine, knownFrom } from './column.ts'
import { highest, lowest } from './extremes.ts'
import { rsi } from './rsi.ts'
import { sma } from './sma.ts'

interface Lines {
  readonly k: Float64Array
  readonly d: Float64Array
}

interface Prices {
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
}

/**
 * Stochastic oscillator, 0 to 100: where the close stands between the lowest low and the highest high of `period` bars, smoothed over `slowing` bars; D is its mean over `signal`.
 * 0 where high and low are equal. TA-Lib STOCH (STOCHF with slowing 1); George Lane. Warm-up of both lines: period + slowing + signal − 3 bars.
 */
export function stochastic(prices: Prices, { period, slowing, signal }: { period: number; slowing: number; signal: number }): Lines {
  const raw = position(prices, period)
  const k = slowing === 1 ? raw : sma(raw, slowing)
  const d = sma(k, signal)
  return { k: knownFrom(k, period + slowing + signal - 3), d }
}

/** The stochastic oscillator of the RSI instead of the price. TA-Lib STOCHRSI. Warm-up of both lines: period + window + signal − 2 bars. */
export function stochRsi(values: Float64Array, { period, window, signal }: { period: number; window: number; signal: number }): Lines {
  const strength = rsi(values, period)
  const raw = position({ high: strength, low: strength, close: strength }, window)
  return { k: knownFrom(raw, period + window + signal - 2), d: sma(raw, signal) }
}

/** Williams %R, −100 to 0: how far the close is below the highest high, as a share of the range. TA-Lib WILLR. Warm-up: period − 1 bars. */
export function williamsR(prices: Prices, period: number): Float64Array {
  const top = highest(prices.high, period)
  const bottom = lowest(prices.low, period)
  return combine(top.length, (index) => {
    const range = at(top, index) - at(bottom, index)
    return range === 0 ? 0 : -100 * ((at(top, index) - at(prices.close, index)) / range)
  })
}

function position({ high, low, close }: Prices, period: number): Float64Array {
  const top = highest(high, period)
  const bottom = lowest(low, period)
  return combine(close.length, (index) => {
    const range = at(top, index) - at(bottom, index)
    return range === 0 ? 0 : 100 * ((at(close, index) - at(bottom, index)) / range)
  })
}
