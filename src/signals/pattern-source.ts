import type { FindingKind } from '../analysis/finding.ts'
import { at } from '../analysis/indicators/column.ts'
import { indexFrom } from '../basics/candles.ts'
import { kindWords } from './finding-words.ts'
import { wayOf, withTrend, zoneHeld } from './seen-at.ts'
import { activeAt, type PlacedFinding, type SeriesReading } from './series-reading.ts'
import type { SignalPart } from './signal.ts'
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
      const events: SignalEvent[] = []
      for (let index = Math.max(1, from); index < reading.candles.time.length; index++) {
        for (const zone of reading.placed(kind)) {
          const direction = wayOf(zone)
          if (direction === undefined || !isRetest(reading, zone, index)) continue
          events.push({
            direction,
            index,
            first: indexFrom(reading.candles.time, zone.finding.first),
            part: seenPart(zone, 'held at its first test'),
          })
        }
      }
      return events
    },
  }
}

function isRetest({ candles }: SeriesReading, zone: PlacedFinding, index: number): boolean {
  if (!activeAt(zone, index - 1)) return false
  const { top, bottom, direction } = zone.finding
  const open = at(candles.open, index)
  const close = at(candles.close, index)
  const middle = (top + bottom) / 2
  if (direction === 'up') return at(candles.low, index - 1) >= top && at(candles.low, index) < top && close > middle && close > open
  return at(candles.high, index - 1) <= bottom && at(candles.high, index) > bottom && close < middle && close < open
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
  return zone === undefined ? trend : `at ${kindWords(zone.finding.kind)}`
}

function seenPart({ finding }: PlacedFinding, place: string): SignalPart {
  return { name: 'pattern', weight: PATTERN_WEIGHT, value: finding.strength, words: `${kindWords(finding.kind)} ${place}` }
}
