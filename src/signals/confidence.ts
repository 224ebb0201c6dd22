import { findingName } from '../analysis/finding-titles.ts'
import { at } from '../analysis/indicators/column.ts'
import { biasWords, higherBiases } from './bias.ts'
import { trend } from './bias-measures.ts'
import { SIGNAL_FEE, sideOf } from './score-signal.ts'
import { activeAt, closeOf, type PlacedFinding, type SeriesReading } from './series-reading.ts'
import type { Signal, SignalDirection, SignalPart } from './signal.ts'
import { type Levels, levelsAhead } from './signal-levels.ts'

const NEAR_ATR = 2
const ROOM_R = 3
const RSI_SPENT = 80
const RSI_FRESH = 45

/** A signal's direction and levels, and where in its candles it stands. */
export interface Weighed extends Levels {
  readonly direction: SignalDirection
  readonly index: number
}

/** The weighted mean of its parts, from 0 to 100. */
export function confidenceOf(parts: readonly SignalPart[]): number {
  const weights = parts.reduce((sum, { weight }) => sum + weight, 0)
  const sum = parts.reduce((total, { weight, value }) => total + weight * value, 0)
  return Math.round((100 * sum) / weights)
}

/** The same signal with one more reason, or with another of the same name. */
export function withPart<Each extends Pick<Signal, 'parts' | 'confidence'>>(signal: Each, part: SignalPart): Each {
  const parts = [...signal.parts.filter(({ name }) => name !== part.name), part]
  return { ...signal, parts, confidence: confidenceOf(parts) }
}

/** What speaks for a signal and how far, as far as it is known at its candle. */
export function confidenceParts(reading: SeriesReading, higher: readonly SeriesReading[], weighed: Weighed): readonly SignalPart[] {
  const parts = [
    trendPart(reading, weighed),
    higherPart(reading, higher, weighed),
    volumePart(reading, weighed),
    structurePart(reading, weighed),
    roomPart(reading, weighed),
    momentumPart(reading, weighed),
    volatilityPart(reading, weighed),
    costPart(weighed),
  ]
  return parts.filter(({ value }) => !Number.isNaN(value))
}

function trendPart(reading: SeriesReading, weighed: Weighed): SignalPart {
  const { value, words } = trend(reading, weighed.index)
  return { name: 'trend', weight: 3, value: (1 + sideOf(weighed) * value) / 2, words: `${words()} in ${reading.candles.timeframe}` }
}

function higherPart({ candles }: SeriesReading, higher: readonly SeriesReading[], weighed: Weighed): SignalPart {
  const biases = higherBiases(higher, closeOf(candles, weighed.index))
  const mean = biases.reduce((sum, { bias }) => sum + bias, 0) / biases.length
  return { name: 'longer timeframes', weight: 3, value: (1 + (sideOf(weighed) * mean) / 100) / 2, words: `bias ${biasWords(biases)}` }
}

/** Nothing at half the usual volume, all at twice that. */
function volumePart({ candles, usualVolume }: SeriesReading, { index }: Weighed): SignalPart {
  const ratio = at(candles.volume, index) / at(usualVolume, index)
  return { name: 'volume', weight: 1, value: share((ratio - 0.5) / 1.5), words: `${ratio.toFixed(1)} times the usual volume` }
}

/** A zone close behind the entry holds what comes back. */
function structurePart(reading: SeriesReading, { direction, entry, index }: Weighed): SignalPart {
  const side = sideOf({ direction })
  const range = at(reading.atr14, index)
  const away = ({ finding }: PlacedFinding): number =>
    Math.max(0, side * (entry - (direction === 'long' ? finding.top : finding.bottom))) / range
  const behind = ({ finding }: PlacedFinding): boolean => side * (entry - (direction === 'long' ? finding.bottom : finding.top)) >= 0
  const near = reading.zones[direction]
    .filter((zone) => activeAt(zone, index) && behind(zone) && away(zone) <= NEAR_ATR)
    .reduce<PlacedFinding | undefined>((best, zone) => (best === undefined || away(zone) < away(best) ? zone : best), undefined)
  if (near === undefined) return { name: 'structure', weight: 2, value: 0.25, words: `nothing holds within ${NEAR_ATR} ATR` }
  return {
    name: 'structure',
    weight: 2,
    value: 1 - (0.5 * away(near)) / NEAR_ATR,
    words: `${findingName(near.finding.kind)} ${away(near).toFixed(1)} ATR behind the entry`,
  }
}

function roomPart(reading: SeriesReading, { direction, entry, stop, index }: Weighed): SignalPart {
  const [next] = levelsAhead(reading, index, direction)
  if (next === undefined) return { name: 'room', weight: 2, value: 1, words: 'no level ahead' }
  const multiple = next / Math.abs(entry - stop)
  return { name: 'room', weight: 2, value: share(multiple / ROOM_R), words: `next level ${multiple.toFixed(1)} R ahead` }
}

/** A move that has run for long has less before it. */
function momentumPart({ rsi14 }: SeriesReading, weighed: Weighed): SignalPart {
  const strength = at(rsi14, weighed.index)
  const run = weighed.direction === 'long' ? strength : 100 - strength
  const words = run >= 70 ? 'far gone' : run <= RSI_FRESH ? 'much room' : 'some room'
  return {
    name: 'momentum',
    weight: 1,
    value: share((RSI_SPENT - run) / (RSI_SPENT - RSI_FRESH)),
    words: `RSI ${Math.round(strength)}, ${words}`,
  }
}

/** Levels are measured in ATRs, so they mean most while the ATR is what it usually is. */
function volatilityPart({ atr14, usualRange }: SeriesReading, { index }: Weighed): SignalPart {
  const ratio = at(atr14, index) / at(usualRange, index)
  return {
    name: 'volatility',
    weight: 1,
    value: share(1 - Math.abs(Math.log2(ratio)) / 2),
    words: `ATR ${ratio.toFixed(1)} times the usual one`,
  }
}

function costPart({ entry, stop }: Weighed): SignalPart {
  const fees = (2 * SIGNAL_FEE * entry) / Math.abs(entry - stop)
  return { name: 'costs', weight: 1, value: share(1 - 2 * fees), words: `fees take ${fees.toFixed(2)} R` }
}

function share(value: number): number {
  return Math.max(0, Math.min(1, value))
}
