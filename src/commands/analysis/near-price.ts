import type { Finding, FindingKind } from '../../analysis/finding.ts'
import { isCandlestick } from './finding-words.ts'

const ZONES_SHOWN_MAX = 4
const LEVELS_EACH_MAX = 2
const BREAKS_SHOWN_MAX = 3
const SWEEPS_SHOWN_MAX = 2
const CANDLESTICKS_SHOWN_MAX = 3
/** How much a full strength makes up for distance, in heights of the picture. */
const STRENGTH_COUNTS = 0.25
/** A zone that shares more than this of itself with one that is shown says nothing new. */
const SHARED_MAX = 0.25

/** What there is to see on some candles: when they begin, their prices, and the last close. */
export interface Window {
  readonly from: number
  readonly low: number
  readonly high: number
  readonly last: number
}

/** What matters now, each sort the most important first. */
export interface NearPrice {
  /** Active fair value gaps and order blocks in reach. */
  readonly zones: readonly Finding[]
  /** Active support below and resistance above, the nearest of each. */
  readonly levels: readonly Finding[]
  /** Breaks of structure in the window, and sweeps, the latest of each first. */
  readonly events: readonly Finding[]
  /** Candlestick patterns in the window that point somewhere, the latest first; of those that share candles one. */
  readonly candlesticks: readonly Finding[]
}

const ZONES: readonly FindingKind[] = ['fvg', 'order-block']
const BREAKS: readonly FindingKind[] = ['bos', 'choch']
const SWEEPS: readonly FindingKind[] = ['sweep-high', 'sweep-low']

/** Chooses from all that was found what somebody who looks at the window wants to see. */
export function nearPrice(findings: readonly Finding[], window: Window): NearPrice {
  const { from, last } = window
  const active = findings.filter(({ state }) => state === 'active')
  const levelsOf = (kind: FindingKind): readonly Finding[] =>
    active
      .filter((one) => one.kind === kind)
      .toSorted((a, b) => away(a, last) - away(b, last))
      .slice(0, LEVELS_EACH_MAX)
  const latest = findings.filter((one) => one.last >= from).toSorted((a, b) => b.last - a.last || b.strength - a.strength)
  return {
    zones: apart(
      byWeight(
        active.filter(({ kind }) => ZONES.includes(kind)).filter((zone) => isInReach(zone, window)),
        window,
      ),
    ),
    levels: [...levelsOf('support'), ...levelsOf('resistance')].filter((level) => isInReach(level, window)),
    events: [
      ...latest.filter(({ kind }) => BREAKS.includes(kind)).slice(0, BREAKS_SHOWN_MAX),
      ...latest.filter(({ kind }) => SWEEPS.includes(kind)).slice(0, SWEEPS_SHOWN_MAX),
    ],
    candlesticks: oneAtATime(latest.filter((one) => isCandlestick(one) && one.direction !== 'none')).slice(0, CANDLESTICKS_SHOWN_MAX),
  }
}

/** How far prices are from what they span, as a price; 0 inside. */
export function away({ top, bottom }: Pick<Finding, 'top' | 'bottom'>, price: number): number {
  return Math.max(0, bottom - price, price - top)
}

/** Some of it is on the picture. */
function isInReach({ top, bottom }: Finding, { low, high }: Window): boolean {
  return top >= low && bottom <= high
}

function byWeight(zones: readonly Finding[], { low, high, last }: Window): readonly Finding[] {
  const height = Math.max(high - low, Number.MIN_VALUE)
  const weight = (zone: Finding): number => STRENGTH_COUNTS * zone.strength - away(zone, last) / height
  return zones.toSorted((a, b) => weight(b) - weight(a))
}

/** Leaves out patterns of candles that belong to one before them. */
function oneAtATime(latest: readonly Finding[]): readonly Finding[] {
  const kept: Finding[] = []
  for (const one of latest) {
    if (kept.every(({ first, last }) => one.last < first || one.first > last)) kept.push(one)
  }
  return kept
}

/** Leaves out what mostly lies in a zone that comes before it. */
function apart(zones: readonly Finding[]): readonly Finding[] {
  const kept: Finding[] = []
  for (const zone of zones) {
    if (kept.length === ZONES_SHOWN_MAX) break
    if (kept.every((other) => shared(zone, other) <= SHARED_MAX)) kept.push(zone)
  }
  return kept
}

function shared(zone: Finding, other: Finding): number {
  const both = Math.min(zone.top, other.top) - Math.max(zone.bottom, other.bottom)
  return both <= 0 ? 0 : both / Math.max(Math.min(zone.top - zone.bottom, other.top - other.bottom), Number.MIN_VALUE)
}
