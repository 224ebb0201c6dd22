import type { Candles } from '../../basics/candles.ts'
import { DAY_MS } from '../../basics/timeframe.ts'
import { at, combine } from './column.ts'
import { rollingSum } from './rolling-sum.ts'

/** On-balance volume: adds the volume of bars that close higher than the one before, takes off that of those that close lower; begins with the first volume. TA-Lib OBV. No warm-up. */
export function obv({ close, volume }: Candles): Float64Array {
  let sum = 0
  return combine(close.length, (index) => {
    const move = index === 0 ? 1 : Math.sign(at(close, index) - at(close, index - 1))
    sum += move * at(volume, index)
    return sum
  })
}

/** Accumulation/distribution line: each volume counts by where its bar closed between low (−1) and high (+1). TA-Lib AD; Marc Chaikin. No warm-up. */
export function accumulation(candles: Candles): Float64Array {
  let sum = 0
  return combine(candles.close.length, (index) => {
    sum += moneyFlow(candles, index)
    return sum
  })
}

/** Chaikin money flow, −1 to 1: the accumulation of `period` bars as a share of their volume; 0 where nothing was traded. Marc Chaikin. Warm-up: period − 1 bars. */
export function cmf(candles: Candles, period: number): Float64Array {
  const length = candles.close.length
  const flow = rollingSum(
    combine(length, (index) => moneyFlow(candles, index)),
    period,
  )
  const volume = rollingSum(candles.volume, period)
  return combine(length, (index) => (at(volume, index) === 0 ? 0 : at(flow, index) / at(volume, index)))
}

/**
 * Money flow index, 0 to 100: the money traded on bars with a higher typical price, as a share of that on all bars that moved; 0 where none did.
 * TA-Lib MFI, but for its rule that less than one unit of money counts as none: that would silence markets quoted in bitcoin. Warm-up: period bars.
 */
export function mfi({ high, low, close, volume }: Candles, period: number): Float64Array {
  const length = close.length
  const typical = combine(length, (index) => (at(high, index) + at(low, index) + at(close, index)) / 3)
  const moved = (sign: number): Float64Array =>
    rollingSum(
      combine(length, (index) => {
        const change = at(typical, index) - at(typical, index - 1)
        if (Number.isNaN(change)) return Number.NaN
        return Math.sign(change) === sign ? at(typical, index) * at(volume, index) : 0
      }),
      period,
    )
  const [up, down] = [moved(1), moved(-1)]
  return combine(length, (index) => {
    const all = at(up, index) + at(down, index)
    return all === 0 ? 0 : 100 * (at(up, index) / all)
  })
}

/**
 * Volume-weighted average price since the UTC day began, of the typical price (high + low + close) / 3; that price itself where nothing was traded yet that day.
 * Unknown in the day that had already begun when the candles do, because its first part is missing.
 */
export function vwap({ time, high, low, close, volume }: Candles): Float64Array {
  let day = at(time, 0) % DAY_MS === 0 ? Number.NaN : dayOf(time, 0)
  let complete = false
  let paid = 0
  let traded = 0
  return combine(close.length, (index) => {
    if (dayOf(time, index) !== day) {
      day = dayOf(time, index)
      complete = true
      paid = 0
      traded = 0
    }
    const typical = (at(high, index) + at(low, index) + at(close, index)) / 3
    paid += typical * at(volume, index)
    traded += at(volume, index)
    if (!complete) return Number.NaN
    return traded === 0 ? typical : paid / traded
  })
}

function dayOf(time: Float64Array, index: number): number {
  return Math.floor(at(time, index) / DAY_MS)
}

function moneyFlow({ high, low, close, volume }: Candles, index: number): number {
  const range = at(high, index) - at(low, index)
  if (range <= 0) return 0
  return ((at(close, index) - at(low, index) - (at(high, index) - at(close, index))) / range) * at(volume, index)
}
