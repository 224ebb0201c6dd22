import type { Finding } from '../../analysis/finding.ts'
import { findingMeaning, findingName, findingTitle } from '../../analysis/finding-titles.ts'
import { showPercent, showPrice } from '../../basics/show.ts'
import type { Timeframe } from '../../basics/timeframe.ts'
import { openingWords } from '../candle-words.ts'
import { away, type NearPrice } from './near-price.ts'

interface Situation {
  readonly last: number
  readonly timeframe: Timeframe
  readonly zone: string
  readonly tick: string
}

/** The way that structure points, and since which candle: that of the first of the breaks in a row that all went this way. Undefined while nothing broke. */
export function structureOf(findings: readonly Finding[]): { readonly direction: 'up' | 'down'; readonly since: number } | undefined {
  const breaks = findings.filter(({ kind }) => kind === 'bos' || kind === 'choch').toSorted((a, b) => a.last - b.last)
  const direction = breaks.at(-1)?.direction
  if (direction !== 'up' && direction !== 'down') return undefined
  const other = breaks.findLastIndex((one) => one.direction !== direction)
  const since = breaks[other + 1]?.last
  return since === undefined ? undefined : { direction, since }
}

/** Says in a sentence or two what all the findings come to: "Structure is up since 11-12 08:00; resistance is 1.20% above, at 68,200.00." */
export function findingSummary(findings: readonly Finding[], { levels, zones }: NearPrice, situation: Situation): string {
  const { last, timeframe, zone, tick } = situation
  const structure = structureOf(findings)
  const parts = [
    structure === undefined
      ? 'Structure points nowhere yet'
      : `Structure is ${structure.direction} since ${openingWords(structure.since, timeframe, zone)}`,
    levelsWords(levels, { last, tick }),
  ]
  const inside = zones.filter((each) => away(each, last) === 0).map((each) => insideWords(each, tick))
  return [`${parts.filter((part) => part !== '').join('; ')}.`, ...inside].join(' ')
}

/** What the newest of these means: "Bullish engulfing: a body that swallows the one before it, …". */
export function meaningWords(findings: readonly Finding[]): string {
  const newest = findings.reduce<Finding | undefined>(
    (best, each) => (best === undefined || each.last > best.last ? each : best),
    undefined,
  )
  if (newest === undefined) return ''
  const meaning = findingMeaning(newest.kind)
  return `${findingTitle(newest)}: ${meaning.charAt(0).toLowerCase()}${meaning.slice(1)}`
}

function levelsWords(levels: readonly Finding[], { last, tick }: Pick<Situation, 'last' | 'tick'>): string {
  const wordsOf = (kind: Finding['kind'], side: 'above' | 'below'): readonly string[] => {
    const level = levels.find((each) => each.kind === kind)
    if (level === undefined) return []
    const place = `at ${showPrice(edgeOf(level), tick)}`
    const far = away(level, last)
    return [`${findingName(kind)} is ${far === 0 ? 'here,' : `${showPercent(far / last).slice(1)} ${side},`} ${place}`]
  }
  return [...wordsOf('resistance', 'above'), ...wordsOf('support', 'below')].join(' and ')
}

/** The side of a level that prices meet first. */
function edgeOf({ kind, top, bottom }: Finding): number {
  return kind === 'support' ? top : bottom
}

function insideWords({ kind, direction, top, bottom }: Finding, tick: string): string {
  const which = direction === 'up' ? 'bullish ' : direction === 'down' ? 'bearish ' : ''
  return `It stands in a ${which}${findingName(kind)} (${showPrice(bottom, tick)} to ${showPrice(top, tick)}).`
}
