import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Accumulation, ChaikinMoneyFlow, MoneyFlowIndex, Obv } from '../../../src/analysis/indicators/volume-flow.ts'
import { Vwap } from '../../../src/analysis/indicators/vwap.ts'
import { type Candle, type Candles, candlesFrom, sliceCandles } from '../../../src/basics/candles.ts'
import { DAY_MS, HOUR_MS } from '../../../src/basics/timeframe.ts'
import { someWalk, walk } from '../some-candles.ts'
import { expectNear, sum } from './naive.ts'
import { overCandles } from './run-over.ts'

const { NaN: unknown } = Number
const vwap = (candles: Candles): Float64Array => overCandles(new Vwap(), candles)
const bar = (time: number, close: number, volume: number): Candle => ({ time, open: close, high: close + 1, low: close - 1, close, volume })

it('adds and takes off volume by the close', () => {
  expect(overCandles(new Obv(), candlesFrom('1h', [bar(0, 5, 10), bar(1, 6, 3), bar(2, 6, 9), bar(3, 2, 4)]))).toEqual(
    Float64Array.of(10, 13, 13, 9),
  )
})

it('weighs volume by where the bar closed', () => {
  const candles = candlesFrom('1h', [
    { time: 0, open: 1, high: 4, low: 0, close: 3, volume: 10 },
    { time: 1, open: 1, high: 2, low: 2, close: 2, volume: 99 },
    { time: 2, open: 1, high: 4, low: 0, close: 0, volume: 20 },
  ])
  expect(overCandles(new Accumulation(), candles)).toEqual(Float64Array.of(5, 5, -15))
  expect(overCandles(new ChaikinMoneyFlow(2), candles)).toEqual(Float64Array.of(unknown, 5 / 109, -20 / 119))
})

it('compares the money of better and worse bars, however little it is', () => {
  const candles = candlesFrom('1h', [bar(0, 2e-3, 1), bar(1, 3e-3, 1e-3), bar(2, 1e-3, 3e-3), bar(3, 1e-3, 5)])
  expectNear(overCandles(new MoneyFlowIndex(2), candles), [unknown, unknown, 50, 0])
  fc.assert(
    fc.property(someWalk({ most: 60 }), (some) =>
      overCandles(new MoneyFlowIndex(5), some).every((value) => Number.isNaN(value) || (value >= -1e-9 && value <= 100 + 1e-9)),
    ),
  )
})

it('averages the price by volume since midnight in UTC', () => {
  const rows = [bar(22 * HOUR_MS, 100, 1), bar(23 * HOUR_MS, 100, 1), bar(DAY_MS, 10, 1), bar(DAY_MS + HOUR_MS, 20, 3)]
  expect(vwap(candlesFrom('1h', rows))).toEqual(Float64Array.of(unknown, unknown, 10, 17.5))
  expect(vwap(candlesFrom('1h', [bar(0, 10, 0), bar(HOUR_MS, 20, 0)]))).toEqual(Float64Array.of(10, 20))
})

it('gives a VWAP that does not depend on where the candles begin', () => {
  const candles = walk({ seed: 3, count: 80 })
  const late = vwap(sliceCandles(candles, 5))
  expect(late.subarray(19)).toEqual(vwap(candles).subarray(24))
  expect(sum([...late.subarray(0, 19)])).toBeNaN()
})
