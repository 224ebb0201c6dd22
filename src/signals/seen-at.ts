import { at } from '../analysis/indicators/column.ts'
import { directionSign } from './bias-measures.ts'
import type { PlacedFinding, SeriesReading } from './series-reading.ts'
import type { SignalDirection } from './signal.ts'

/** What holds the price in each direction: levels and zones from which it turned, or which it left in a hurry. */
const HOLDING = ['support', 'resistance', 'fvg', 'order-block'] as const
const NEAR_ATR = 0.25

/** Which way a finding points; undefined where it says neither. */
export function wayOf(placed: PlacedFinding): SignalDirection | undefined {
  const sign = directionSign(placed)
  return sign === 0 ? undefined : sign > 0 ? 'long' : 'short'
}

/** Zones that hold prices up (for a long) or down, whether active or not. */
export function holdingZones(reading: SeriesReading, direction: SignalDirection): readonly PlacedFinding[] {
  return HOLDING.flatMap((kind) => reading.placed(kind)).filter(({ finding }) => holds(finding.kind, finding.direction) === direction)
}

/** The zone that the candles of a pattern came back to, from the right side and without closing beyond it; known before the last of them. */
export function zoneHeld(
  reading: SeriesReading,
  seen: { direction: SignalDirection; first: number; index: number },
): PlacedFinding | undefined {
  const { direction, first, index } = seen
  const { high, low, close } = reading.candles
  const reach = NEAR_ATR * at(reading.atr14, index)
  return holdingZones(reading, direction).find(({ known, end, finding }) => {
    if (known >= first || end < first) return false
    if (direction === 'long')
      return Math.min(...low.subarray(first, index + 1)) <= finding.top + reach && at(close, index) >= finding.bottom
    return Math.max(...high.subarray(first, index + 1)) >= finding.bottom - reach && at(close, index) <= finding.top
  })
}

/** Whether the averages are in the order of a trend in this direction. */
export function withTrend({ ema50, ema200 }: SeriesReading, direction: SignalDirection, index: number): boolean {
  return direction === 'long' ? at(ema50, index) > at(ema200, index) : at(ema50, index) < at(ema200, index)
}

function holds(kind: string, direction: 'up' | 'down' | 'none'): SignalDirection | undefined {
  if (kind === 'support') return 'long'
  if (kind === 'resistance') return 'short'
  return direction === 'none' ? undefined : direction === 'up' ? 'long' : 'short'
}
