import { at } from '../../analysis/indicators/column.ts'
import { directionSign } from '../bias-measures.ts'
import type { PlacedFinding, SeriesReading } from '../series-reading.ts'
import type { SignalDirection } from '../signal.ts'

const NEAR_ATR = 0.25

/** Which way a finding points; undefined where it says neither. */
export function wayOf(placed: PlacedFinding): SignalDirection | undefined {
  const sign = directionSign(placed)
  return sign === 0 ? undefined : sign > 0 ? 'long' : 'short'
}

/** The zone that the candles of a pattern came back to, from the right side and without closing beyond it; known before the last of them. */
export function zoneHeld(
  reading: SeriesReading,
  seen: { direction: SignalDirection; first: number; index: number },
): PlacedFinding | undefined {
  const { direction, first, index } = seen
  const { high, low, close } = reading.candles
  const reach = NEAR_ATR * at(reading.atr14, index)
  const settled = at(close, index)
  const lowest = Math.min(...low.subarray(first, index + 1))
  const highest = Math.max(...high.subarray(first, index + 1))
  return reading.zones[direction].find(({ known, end, finding }) => {
    if (known >= first || end < first) return false
    if (direction === 'long') return lowest <= finding.top + reach && settled >= finding.bottom
    return highest >= finding.bottom - reach && settled <= finding.top
  })
}

/** Whether the averages are in the order of a trend in this direction. */
export function withTrend({ ema50, ema200 }: SeriesReading, direction: SignalDirection, index: number): boolean {
  return direction === 'long' ? at(ema50, index) > at(ema200, index) : at(ema50, index) < at(ema200, index)
}
