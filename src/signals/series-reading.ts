import { findPatterns } from '../analysis/find-patterns.ts'
import type { Finding, FindingKind } from '../analysis/finding.ts'
import { ema } from '../analysis/indicators/ema.ts'
import { macd } from '../analysis/indicators/macd.ts'
import { rsi } from '../analysis/indicators/rsi.ts'
import { sma } from '../analysis/indicators/sma.ts'
import { atr } from '../analysis/indicators/true-range.ts'
import { type Candles, indexFrom } from '../basics/candles.ts'
import { nextOpen } from '../basics/timeframe.ts'
import type { SignalDirection } from './signal.ts'

const HOLDING = ['support', 'resistance', 'fvg', 'order-block'] as const
const VOLUME_BARS = 20
const USUAL_RANGE_BARS = 100

/** A finding by indices of candles: known from the close of `known` on, and over with candle `end`, which is infinite while it is active. */
export interface PlacedFinding {
  readonly finding: Finding
  readonly known: number
  readonly end: number
}

/** Candles of one market and timeframe with all that signals look at, computed once. A value at an index depends on no later candle. */
export interface SeriesReading {
  readonly candles: Candles
  /** As they stand at the last candle. */
  readonly findings: readonly Finding[]
  readonly ema50: Float64Array
  readonly ema200: Float64Array
  readonly rsi14: Float64Array
  readonly macdHist: Float64Array
  readonly atr14: Float64Array
  /** Means of the volume and of the ATR, as a measure of what is usual. */
  readonly usualVolume: Float64Array
  readonly usualRange: Float64Array
  /** The findings of each kind in the order in which they became known. */
  placed(kind: FindingKind): readonly PlacedFinding[]
  /** What holds prices up (for a long) and down, over or not: levels from which they turned, and zones that they left in a hurry. */
  readonly zones: Readonly<Record<SignalDirection, readonly PlacedFinding[]>>
  /** All that became known at the candles from one index to another, both included, in that order. */
  seenBetween(from: number, to: number): readonly PlacedFinding[]
}

export function readSeries(candles: Candles): SeriesReading {
  const findings = findPatterns(candles)
  const placed = findings.map((finding) => placeOf(finding, candles))
  const byKind = new Map<FindingKind, PlacedFinding[]>()
  for (const each of placed) {
    const same = byKind.get(each.finding.kind)
    if (same === undefined) byKind.set(each.finding.kind, [each])
    else same.push(each)
  }
  const starts = startsOf(placed, candles.time.length)
  const zones = HOLDING.flatMap((kind) => byKind.get(kind) ?? [])
  const atr14 = atr(candles, 14)
  return {
    candles,
    findings,
    ema50: ema(candles.close, 50),
    ema200: ema(candles.close, 200),
    rsi14: rsi(candles.close, 14),
    macdHist: macd(candles.close, { fast: 12, slow: 26, signal: 9 }).hist,
    atr14,
    usualVolume: sma(candles.volume, VOLUME_BARS),
    usualRange: sma(atr14, USUAL_RANGE_BARS),
    placed: (kind) => byKind.get(kind) ?? [],
    zones: {
      long: zones.filter(({ finding }) => finding.direction === 'up'),
      short: zones.filter(({ finding }) => finding.direction === 'down'),
    },
    seenBetween: (from, to) => placed.slice(starts[Math.max(0, from)], starts[to + 1]),
  }
}

function placeOf(finding: Finding, { time }: Candles): PlacedFinding {
  const end = finding.endedAt === undefined ? Number.POSITIVE_INFINITY : indexFrom(time, finding.endedAt)
  return { finding, known: indexFrom(time, finding.last), end }
}

/** For each candle, and one after the last, where the findings begin that became known at it or later. */
function startsOf(placed: readonly PlacedFinding[], length: number): Int32Array {
  const starts = new Int32Array(length + 1)
  for (const { known } of placed) starts[known + 1] = (starts[known + 1] ?? 0) + 1
  for (let index = 1; index <= length; index++) starts[index] = (starts[index] ?? 0) + (starts[index - 1] ?? 0)
  return starts
}

/** Whether something was known and not over at the close of the candle at an index. */
export function activeAt({ known, end }: PlacedFinding, index: number): boolean {
  return known <= index && end > index
}

/** The latest of these that was known at the close of the candle at an index. */
export function latestAt(placed: readonly PlacedFinding[], index: number): PlacedFinding | undefined {
  return placed.findLast(({ known }) => known <= index)
}

/** When the candle at an index closed. */
export function closeOf({ timeframe, time }: Candles, index: number): number {
  return nextOpen(timeframe, time[index] ?? Number.NaN)
}
