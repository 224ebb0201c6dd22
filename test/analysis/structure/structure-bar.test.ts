import { expect, it } from 'vitest'
import { startBars, strengthOf } from '../../../src/analysis/structure/structure-bar.ts'
import { candleAt } from '../../../src/basics/candles.ts'
import { candlesOf, type Row, timeOf } from '../planted-candles.ts'

it('measures the mean true range of the last 14 bars, gaps included', () => {
  const rows: readonly Row[] = [[10, 12, 10, 11], [15, 16, 14, 15], ...new Array<Row>(14).fill([15, 16, 15, 15])]
  const candles = candlesOf(rows)
  const barOf = startBars()
  const ranges = rows.map((_, index) => {
    const candle = candleAt(candles, index)
    return candle && barOf(candle).usual()
  })
  expect(ranges.slice(0, 3)).toEqual([2, 3.5, 8 / 3])
  expect(ranges[13]).toBe((2 + 5 + 12) / 14)
  expect(ranges[15]).toBe(1)
})

it('remembers the last candles and no more', () => {
  const candles = candlesOf(Array.from({ length: 600 }, (_, index): Row => [index, index, index, index]))
  const barOf = startBars()
  const bars = Array.from(candles.time, (_, index) => candleAt(candles, index)).flatMap((candle) => (candle ? [barOf(candle)] : []))
  const last = bars.at(-1)
  expect(last?.index).toBe(599)
  expect(last?.ago(0)?.time).toBe(timeOf(599))
  expect(last?.ago(511)?.time).toBe(timeOf(88))
  expect(last?.ago(512)).toBeUndefined()
})

it('says how strong a move is, from 0 to 1', () => {
  expect([strengthOf(1, 2, 2), strengthOf(9, 2, 2), strengthOf(-1, 2, 2), strengthOf(1, 0, 2), strengthOf(0, 0, 1)]).toEqual([
    0.25, 1, 0, 0, 0,
  ])
})
