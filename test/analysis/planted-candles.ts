import { findPatterns } from '../../src/analysis/find-patterns.ts'
import type { Finding, FindingKind } from '../../src/analysis/finding.ts'
import { type Candles, candlesFrom } from '../../src/basics/candles.ts'

/** Open, high, low and close. */
export type Row = readonly [open: number, high: number, low: number, close: number]

/** Hourly candles of these rows; the first opens at 0. */
export function candlesOf(rows: readonly Row[]): Candles {
  return candlesFrom(
    '1h',
    rows.map(([open, high, low, close], index) => ({ time: timeOf(index), open, high, low, close, volume: 1 })),
  )
}

/** When the candle at this index opens. */
export function timeOf(index: number): number {
  return index * 3_600_000
}

/** Candles that go up and down by the same: bodies of 2, ranges of 4, around 101. */
export const CALM: readonly Row[] = Array.from(
  { length: 14 },
  (_, index): Row => (index % 2 === 0 ? [100, 103, 99, 102] : [102, 103, 99, 100]),
)

/** The same candles upside down. */
export function mirrored(rows: readonly Row[]): readonly Row[] {
  return rows.map(([open, high, low, close]) => [202 - open, 202 - low, 202 - high, 202 - close])
}

/** Candles that close at these prices, each opening where the last closed, with a quarter of shadow beyond the close. */
export function path(...closes: readonly number[]): readonly Row[] {
  return closes.map((close, index) => {
    const open = closes[index - 1] ?? close
    return [open, Math.max(open, close + 0.25), Math.min(open, close - 0.25), close]
  })
}

/** The findings of one kind in these rows, with their states as of the last. */
export function found(rows: readonly Row[], kind: FindingKind): readonly Finding[] {
  return findPatterns(candlesOf(rows)).filter((finding) => finding.kind === kind)
}
