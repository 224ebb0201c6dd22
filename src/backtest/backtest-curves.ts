import { nextOpen } from '../basics/timeframe.ts'
import type { BacktestResult, BacktestSeries } from './backtest.ts'

/** What a result is drawn beside, as long as its equity. */
export interface BacktestCurves {
  /** The close of its one market; of several the mean of what each has come to since the first candle, where 100 is no change. */
  readonly price: Float64Array
  /** What the same cash had come to in equal parts of all markets. */
  readonly holding: Float64Array
}

const BASE = 100

/** The price and buying and holding at each moment of a result; before a market has a candle it counts as it will begin. */
export function curvesBeside({ times }: Pick<BacktestResult, 'times'>, series: readonly BacktestSeries[], cash: number): BacktestCurves {
  const closes = series.map((each) => closesAt(times, each))
  const growth = new Float64Array(times.length)
  for (const column of closes) {
    const first = column[0] ?? Number.NaN
    for (let index = 0; index < growth.length; index++) {
      growth[index] = (growth[index] ?? 0) + (column[index] ?? Number.NaN) / first / closes.length
    }
  }
  const [only] = closes
  return {
    price: only !== undefined && closes.length === 1 ? only : growth.map((value) => BASE * value),
    holding: growth.map((value) => cash * value),
  }
}

/** The last close that was known at each moment; before the first one, the first. */
function closesAt(times: Float64Array, { candles, from }: BacktestSeries): Float64Array {
  const out = new Float64Array(times.length)
  let at = from
  for (let index = 0; index < out.length; index++) {
    const now = times[index] ?? 0
    while (at + 1 < candles.time.length && nextOpen(candles.timeframe, candles.time[at + 1] ?? 0) <= now) at++
    out[index] = candles.close[at] ?? Number.NaN
  }
  return out
}
