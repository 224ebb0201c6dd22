import { openBefore } from '../basics/timeframe.ts'
import { confidenceOf, confidenceParts } from './confidence.ts'
import { scoreSignal } from './score-signal.ts'
import { closeOf, type SeriesReading } from './series-reading.ts'
import type { Signal, SignalDirection, SignalOutcome } from './signal.ts'
import { levelsAt } from './signal-levels.ts'
import { SIGNAL_SOURCES } from './signal-sources.ts'
import type { SignalEvent, SignalSource } from './sources/signal-source.ts'

/** For so many candles a signal may be decided. */
const VALID_BARS = 24
/** A source that saw something in one of so many candles before says nothing of the same direction. */
const QUIET_BARS = 3

export interface SignalWish {
  readonly marketId: string
  readonly reading: SeriesReading
  /** Coarser timeframes of the same market, finest first. */
  readonly higher: readonly SeriesReading[]
  /** Only signals whose last candle is at this index or after it. */
  readonly from: number
  /** Signals of the series that were undecided before that. */
  readonly open: readonly Signal[]
}

interface Scored {
  readonly signal: Signal
  readonly outcome: SignalOutcome | undefined
}

/**
 * The signals in these candles, oldest first. A source does not repeat a direction while its last signal of it can still be decided, nor within
 * three candles after it saw the same, whether that was said or not.
 */
export function makeSignals(wish: SignalWish): readonly Signal[] {
  return SIGNAL_SOURCES.flatMap((source) => signalsOf(source, wish)).sort((one, other) => one.last - other.last)
}

function signalsOf(source: SignalSource, wish: SignalWish): readonly Signal[] {
  const { reading, higher, from } = wish
  const scored = (signal: Signal): Scored => ({ signal, outcome: scoreSignal(signal, reading.candles) })
  const before = wish.open.filter((signal) => signal.source === source.name).map(scored)
  const said: Scored[] = []
  const seen = { long: Number.NEGATIVE_INFINITY, short: Number.NEGATIVE_INFINITY }
  for (const event of source.events({ reading, higher, from: Math.max(0, from - QUIET_BARS) })) {
    const { direction, index } = event
    const quiet = index <= seen[direction] + QUIET_BARS
    seen[direction] = index
    if (index < from || quiet || [...before, ...said].some((each) => standsInTheWay(each, direction, closeOf(reading.candles, index))))
      continue
    const signal = signalOf(source, event, wish)
    if (signal !== undefined) said.push(scored(signal))
  }
  return said.map(({ signal }) => signal)
}

/** Whether a signal in this direction may still be decided after a moment. */
function standsInTheWay({ signal, outcome }: Scored, direction: SignalDirection, now: number): boolean {
  return signal.direction === direction && signal.until > now && (outcome === undefined || outcome.at > now)
}

function signalOf({ name, version }: SignalSource, event: SignalEvent, { marketId, reading, higher }: SignalWish): Signal | undefined {
  const { index, first, direction, part } = event
  const { candles } = reading
  const levels = levelsAt(reading, index, direction)
  if (levels === undefined) return undefined
  const known = confidenceParts(reading, higher, { ...levels, direction, index })
  const parts = part === undefined ? known : [part, ...known]
  const at = closeOf(candles, index)
  return {
    source: name,
    version,
    marketId,
    timeframe: candles.timeframe,
    direction,
    ...levels,
    confidence: confidenceOf(parts),
    parts,
    first: candles.time[first] ?? Number.NaN,
    last: candles.time[index] ?? Number.NaN,
    at,
    until: openBefore(candles.timeframe, at, -VALID_BARS),
  }
}
