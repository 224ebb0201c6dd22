import type { FindingKind } from '../../analysis/finding.ts'
import { findingName } from '../../analysis/finding-titles.ts'
import { at } from '../../analysis/indicators/column.ts'
import { type Candles, indexFrom } from '../../basics/candles.ts'
import type { PlacedFinding, SeriesReading } from '../series-reading.ts'
import type { SignalPart } from '../signal.ts'
import { wayOf, withTrend, zoneHeld } from './seen-at.ts'
import type { SignalEvent, SignalSource } from './signal-source.ts'

const PATTERN_WEIGHT = 2

interface Draft extends Omit<SignalSource, 'events'> {
  readonly kinds: readonly FindingKind[]
  /** Where it counts: where a zone holds or the trend is with it, with the trend only, or everywhere. */
  readonly where: 'zone or trend' | 'trend' | 'anywhere'
}

/** A source whose events are findings at the candle at which they become known. */
export function patternSource({ kinds, where, ...about }: Draft): SignalSource {
  return {
    ...about,
    events({ reading, from }) {
      const found = reading.seenBetween(from, reading.candles.time.length - 1).filter(({ finding }) => kinds.includes(finding.kind))
      return found.flatMap((placed) => {
        const direction = wayOf(placed)
        if (direction === undefined) return []
        const event = { direction, index: placed.known, first: indexFrom(reading.candles.time, placed.finding.first) }
        const place = placeWords(reading, event, where)
        return place === undefined ? [] : [{ ...event, part: seenPart(placed, place) }]
      })
    },
  }
}

/** A source that waits for prices to come back to a zone of a kind for the first time, and to be thrown out of it by that candle. */
export function retestSource({ kind, ...about }: Omit<SignalSource, 'events'> & { readonly kind: 'fvg' | 'order-block' }): SignalSource {
  return {
    ...about,
    events({ reading, from }) {
      const { time } = reading.candles
      const events = reading.placed(kind).flatMap((zone): readonly SignalEvent[] => {
        const direction = wayOf(zone)
        const index = direction === undefined ? undefined : firstRetest(reading.candles, zone, from)
        if (direction === undefined || index === undefined) return []
        return [{ direction, index, first: indexFrom(time, zone.finding.first), part: seenPart(zone, 'held at its first test') }]
      })
      return events.sort((one, other) => one.index - other.index)
    },
  }
}

/** The candle with which prices came back to a zone while it was active; undefined where it did not hold, or when that was before `from`. */
function firstRetest({ time, open, high, low, close }: Candles, { finding, known, end }: PlacedFinding, from: number): number | undefined {
  const { top, bottom, direction } = finding
  const middle = (top + bottom) / 2
  const rising = direction === 'up'
  const last = Math.min(end, time.length - 1)
  for (let index = known + 1; index <= last; index++) {
    const touched = rising ? at(low, index) < top : at(high, index) > bottom
    if (!touched) continue
    const settled = at(close, index)
    const held = rising ? settled > middle && settled > at(open, index) : settled < middle && settled < at(open, index)
    return held && index >= from ? index : undefined
  }
  return undefined
}

function placeWords(
  reading: SeriesReading,
  event: Pick<SignalEvent, 'direction' | 'index' | 'first'>,
  where: Draft['where'],
): string | undefined {
  if (where === 'anywhere') return 'seen'
  const trend = withTrend(reading, event.direction, event.index) ? 'with the trend' : undefined
  if (where === 'trend') return trend
  const zone = zoneHeld(reading, event)
  return zone === undefined ? trend : `at ${findingName(zone.finding.kind)}`
}

function seenPart({ finding }: PlacedFinding, place: string): SignalPart {
  return { name: 'pattern', weight: PATTERN_WEIGHT, value: finding.strength, words: `${findingName(finding.kind)} ${place}` }
}
