import { at } from '../analysis/indicators/column.ts'
import { SIGNAL_FEE } from './score-signal.ts'
import { activeAt, latestAt, type SeriesReading } from './series-reading.ts'
import type { Signal, SignalDirection } from './signal.ts'

const STOP_ATR = { least: 0.5, most: 4, usual: 2 }
/** So far beyond a swing the stop stands, and so far before a level the target. */
const ROOM_ATR = { beyond: 0.25, before: 0.1 }
const FIRST_TARGET_R = { least: 1.5, most: 3 }
const SECOND_TARGET_R = { least: 3, most: 6 }
/** Where fees on both sides are more than this share of what is risked, there is nothing to win. */
const FEES_OF_RISK_MAX = 0.5

export type Levels = Pick<Signal, 'entry' | 'stop' | 'targets'>

/**
 * Entry at the close; the stop beyond the last swing where that is between 0.5 and 4 ATRs away, else 2 ATRs away; the first target just before the next level
 * between 1.5 and 3 times the risk, the second between 3 and 6 times, each at the least of that where no level is.
 * Undefined before the ATR is known, where prices cannot move that far, and where fees would eat what there is to win.
 */
export function levelsAt(reading: SeriesReading, index: number, direction: SignalDirection): Levels | undefined {
  const entry = at(reading.candles.close, index)
  const range = at(reading.atr14, index)
  const side = direction === 'long' ? 1 : -1
  const risk = stopDistance(reading, index, direction)
  const stop = entry - side * risk
  if (!(range > 0 && stop > 0) || 2 * SIGNAL_FEE * entry > FEES_OF_RISK_MAX * risk) return undefined
  const ahead = levelsAhead(reading, index, direction).map((distance) => (distance - ROOM_ATR.before * range) / risk)
  const first = firstWithin(ahead, FIRST_TARGET_R)
  const second = firstWithin(
    ahead.filter((multiple) => multiple > first),
    { ...SECOND_TARGET_R, least: Math.max(SECOND_TARGET_R.least, first + 1) },
  )
  const targets = [first, second].map((multiple) => entry + side * multiple * risk).filter((target) => target > 0)
  return targets.length === 0 ? undefined : { entry, stop, targets }
}

/** How far ahead the levels are that may stop a move in this direction, nearest first: active zones and the last swing. */
export function levelsAhead(reading: SeriesReading, index: number, direction: SignalDirection): readonly number[] {
  const side = direction === 'long' ? 1 : -1
  const entry = at(reading.candles.close, index)
  const zones = reading.zones[direction === 'long' ? 'short' : 'long'].filter((zone) => activeAt(zone, index))
  const swing = latestAt(reading.placed(direction === 'long' ? 'swing-high' : 'swing-low'), index)
  return (swing === undefined ? zones : [...zones, swing])
    .map(({ finding }) => side * ((direction === 'long' ? finding.bottom : finding.top) - entry))
    .filter((distance) => distance > 0)
    .sort((one, other) => one - other)
}

function stopDistance(reading: SeriesReading, index: number, direction: SignalDirection): number {
  const entry = at(reading.candles.close, index)
  const range = at(reading.atr14, index)
  const swing = latestAt(reading.placed(direction === 'long' ? 'swing-low' : 'swing-high'), index)?.finding
  const behind = swing === undefined ? Number.NaN : direction === 'long' ? entry - swing.bottom : swing.top - entry
  const distance = behind + ROOM_ATR.beyond * range
  return distance >= STOP_ATR.least * range && distance <= STOP_ATR.most * range ? distance : STOP_ATR.usual * range
}

function firstWithin(ahead: readonly number[], { least, most }: { least: number; most: number }): number {
  return ahead.find((multiple) => multiple >= least && multiple <= most) ?? least
}
