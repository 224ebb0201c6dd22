import { type Finding, PATTERNS_VERSION } from '../analysis/finding.ts'
import { type Candles, indexFrom } from '../basics/candles.ts'
import { openBefore, openOf } from '../basics/timeframe.ts'
import { biasAt, biasParts } from './bias.ts'
import { makeSignals } from './make-signals.ts'
import { scoreSignal } from './score-signal.ts'
import { closeOf, type SeriesReading } from './series-reading.ts'
import type { KeptSignal, Signal } from './signal.ts'
import { signalCode } from './signal-code.ts'
import type { Cell, Look, SeriesKey } from './signal-ports.ts'
import { tellingFinding } from './telling-finding.ts'

/** So many closed candles are read for a look. */
export const LOOK_CANDLES = 600
/** Counts up when the same candles give another cell. */
export const CELL_VERSION = 1
/** How far back a look goes at most: the first one, or one after a long absence. */
const WALK_BARS_MAX = 150
/** At a first look, what ended more candles ago has had its time. */
const ENDED_BARS_MAX = 50
/** What closed so many candles ago or less, and is open still, is said as it happens. */
const LIVE_BARS = 2

interface LookInput {
  readonly series: SeriesKey
  /** Its last closed candles, at least one; see `readSeries`. */
  readonly reading: SeriesReading
  /** The same candles, and those before them back to the oldest undecided signal, as far as they are had. */
  readonly past: Candles
  /** Coarser timeframes of the same market, finest first. */
  readonly higher: readonly SeriesReading[]
  /** Market time: not long after the last candle closed, unless the market went quiet. */
  readonly now: number
  /** The cell of the look before; undefined at the first one. A replay that began again may have one of a time to come, which says nothing. */
  readonly before: Pick<Cell, 'candle' | 'version'> | undefined
  /** Kept signals of the series without an outcome. Those of a time to come, which a replay that began again has, are not known yet. */
  readonly undecided: readonly KeptSignal[]
  readonly newId: () => string
}

/**
 * One look at the last closed candles of a series: at all that closed since the one before, at the last 150 the first time, so that there is a record at once.
 * Findings are those that became known or ended since then; at the first look, what is active and what ended in the last 50 candles. What points in no direction,
 * such as a doji, is left out, since nothing can come of it.
 * Looking after each candle or after many of them gives the same signals and outcomes. What is older than the candles stays undecided.
 */
export function lookAt({ series, reading, past, higher, now, before, undecided, newId }: LookInput): Look {
  const { candles } = reading
  const cell = cellOf(series, reading)
  const since = before === undefined || before.candle > cell.candle ? Number.NEGATIVE_INFINITY : before.candle
  const from = Math.max(indexFrom(candles.time, since + 1), candles.time.length - WALK_BARS_MAX, 0)
  const known = undecided.filter(({ at }) => at <= cell.at)
  const made = makeSignals({ marketId: series.marketId, reading, higher, from, open: known })
  const found = made.map((signal) => ({ ...signal, id: newId(), code: codeOf(series, signal) }))
  const outcomes = [...known, ...found].flatMap((signal) => outcomeOf(signal, past))
  const decided = new Set(outcomes.map(({ signalId }) => signalId))
  const liveFrom = openBefore(series.timeframe, openOf(series.timeframe, now), LIVE_BARS)
  return {
    series,
    before,
    cell,
    findings: before === undefined ? firstFindings(reading) : newsFrom(reading, from),
    findingsVersion: PATTERNS_VERSION,
    signals: found.map((signal) => ({ ...signal, live: signal.at >= liveFrom && !decided.has(signal.id) })),
    outcomes,
  }
}

function firstFindings({ findings, candles }: SeriesReading): readonly Finding[] {
  const since = candles.time.at(-ENDED_BARS_MAX) ?? Number.NEGATIVE_INFINITY
  return findings.filter(({ direction, endedAt = Number.POSITIVE_INFINITY }) => direction !== 'none' && endedAt >= since)
}

function newsFrom({ findings, candles }: SeriesReading, from: number): readonly Finding[] {
  const since = candles.time[from] ?? Number.POSITIVE_INFINITY
  return findings.filter(({ direction, last, endedAt = last }) => direction !== 'none' && Math.max(last, endedAt) >= since)
}

function codeOf({ feed, marketId, timeframe }: SeriesKey, { source, direction, last }: Signal): string {
  return signalCode({ feed, marketId, timeframe, source, direction, last })
}

function outcomeOf(signal: Signal & { readonly id: string }, candles: Candles): Look['outcomes'] {
  const reached = (candles.time[0] ?? Number.POSITIVE_INFINITY) <= signal.last
  const outcome = reached ? scoreSignal(signal, candles) : undefined
  return outcome === undefined ? [] : [{ signalId: signal.id, outcome }]
}

function cellOf(series: SeriesKey, reading: SeriesReading): Cell {
  const { candles } = reading
  const last = candles.time.length - 1
  const finding = tellingFinding(reading, last)
  return {
    ...series,
    version: CELL_VERSION,
    candle: candles.time[last] ?? Number.NaN,
    at: closeOf(candles, last),
    bias: biasAt(reading, last),
    parts: biasParts(reading, last),
    ...(finding && { finding: { kind: finding.kind, direction: finding.direction } }),
  }
}
