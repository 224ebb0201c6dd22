import { expect, test } from 'vitest'
import type { BacktestSeries } from '../../src/backtest/backtest.ts'
import { curvesBeside } from '../../src/backtest/backtest-curves.ts'
import { candlesFrom } from '../../src/basics/candles.ts'
import { HOUR_MS } from '../../src/basics/timeframe.ts'

/** Hourly closes; undefined is a candle that is missing. */
function seriesOf(marketId: string, closes: readonly (number | undefined)[], from = 0): BacktestSeries {
  const rows = closes.flatMap((close, hour) =>
    close === undefined ? [] : [{ time: hour * HOUR_MS, open: close, high: close, low: close, close, volume: 1 }],
  )
  return { marketId, candles: candlesFrom('1h', rows), entry: new Float64Array(rows.length), from }
}
const times = Float64Array.from([1, 2, 3, 4], (hour) => hour * HOUR_MS)

test('of one market the price is its close, and holding begins with all the cash', () => {
  const { price, holding } = curvesBeside({ times }, [seriesOf('a', [100, 110, undefined, 121])], 1000)
  expect([...price]).toEqual([100, 110, 110, 121])
  expect([...holding]).toEqual([1000, 1100, 1100, 1210])
})

test('candles that only warm up do not count', () => {
  const { holding } = curvesBeside({ times: times.subarray(2) }, [seriesOf('a', [1, 1, 50, 100], 2)], 1000)
  expect([...holding]).toEqual([1000, 2000])
})

test('of several it is the mean of what each came to, those that begin later from there on', () => {
  const { price, holding } = curvesBeside({ times }, [seriesOf('a', [100, 200, 200, 200]), seriesOf('b', [undefined, 10, 10, 20])], 1000)
  expect([...price]).toEqual([100, 150, 150, 200])
  expect([...holding]).toEqual([1000, 1500, 1500, 2000])
})
