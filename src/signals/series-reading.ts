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

/** Candles of one market and timeframe with all that signals look at, computed once when it is first asked for. A value at an index depends on no later candle. */
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

/** Costs nothing until something is asked of it: coarser timeframes are there for signals that most candles do not have. */
export function readSeries(candles: Candles): SeriesReading {
  const { close, volume } = candles
  const found = once(() => placeFindings(candles))
  const ema50 = once(() => ema(close, 50))
  const ema200 = once(() => ema(close, 200))
  const rsi14 = once(() => rsi(close, 14))
  const macdHist = once(() => macd(close, { fast: 12, slow: 26, signal: 9 }).hist)
  const atr14 = once(() => atr(candles, 14))
  const usualVolume = once(() => sma(volume, VOLUME_BARS))
  const usualRange = once(() => sma(atr14(), USUAL_RANGE_BARS))
  return {
    candles,
    get findings() {
      return found().findings
    },
    get ema50() {
      return ema50()
    },
    get ema200() {
      return ema200()
    },
    get rsi14() {
      return rsi14()
    },
    get macdHist() {
      return macdHist()
    },
    get atr14() {
      return atr14()
    },
    get usualVolume() {
      return usualVolume()
    },
    get usualRange() {
      return usualRange()
    },
    get zones() {
      return found().zones
    },
    placed: (kind) => found().byKind.get(kind) ?? [],
    seenBetween(from, to) {
      const { placed, starts } = found()
      return placed.slice(starts[Math.max(0, from)], starts[to + 1])
    },
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function placeFindings(candles: Candles) {
  const findings = findPatterns(candles)
  const placed = findings.map((finding) => placeOf(finding, candles))
  const byKind = new Map<FindingKind, PlacedFinding[]>()
  for (const each of placed) {
    const same = byKind.get(each.finding.kind)
    if (same === undefined) byKind.set(each.finding.kind, [each])
    else same.push(each)
  }
  const holding = HOLDING.flatMap((kind) => byKind.get(kind) ?? [])
  return {
    findings,
    placed,
    byKind,
    starts: startsOf(placed, candles.time.length),
    zones: {
      long: holding.filter(({ finding }) => finding.direction === 'up'),
      short: holding.filter(({ finding }) => finding.direction === 'down'),
    },
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
