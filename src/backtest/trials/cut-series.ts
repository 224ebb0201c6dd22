import { indexFrom, sliceCandles } from '../../basics/candles.ts'
import type { BacktestSeries } from '../backtest.ts'

/** A stretch of market time; candles belong to it that open in it, the end left out. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** The same series in a stretch of time, their columns as they were before the cut, so warm from the first candle. Markets without candles in it are left out. */
export function cutSeries(series: readonly BacktestSeries[], { from, to }: Stretch): readonly BacktestSeries[] {
  return series.flatMap((each) => {
    const start = Math.max(each.from, indexFrom(each.candles.time, from))
    const end = indexFrom(each.candles.time, to)
    if (start >= end) return []
    const { entry, exit, stop, target, range } = each
    const columns = Object.entries({ exit, stop, target, range }).flatMap(([name, column]) =>
      column === undefined ? [] : [[name, column.subarray(start, end)] as const],
    )
    return [
      {
        marketId: each.marketId,
        candles: sliceCandles(each.candles, start, end),
        from: 0,
        entry: entry.subarray(start, end),
        ...Object.fromEntries(columns),
      },
    ]
  })
}
