import type { Finding, FindingKind } from '../../analysis/finding.ts'
import type { PriceBox } from '../../charts/charts.ts'
import { pictureName, toldPrices } from './finding-words.ts'
import type { NearPrice } from './near-price.ts'

const TONES = { up: 'good', down: 'bad', none: 'neutral' } as const

/** What stays on the picture until prices use it up; all else happens once. */
const LASTING: ReadonlySet<FindingKind> = new Set<FindingKind>(['support', 'resistance', 'fvg', 'order-block'])

/** What is found as boxes for a picture: levels and zones reach to its right edge while they are active, events end with their last candle. */
export function findingBoxes({ levels, zones, events, candlesticks }: NearPrice): readonly PriceBox[] {
  return [...levels, ...zones, ...candlesticks, ...events].map(findingBox)
}

/** One finding as a box; what no longer counts is faded. */
export function findingBox(finding: Finding): PriceBox {
  const { kind, direction, first, last, state, endedAt } = finding
  const lasts = LASTING.has(kind)
  const to = lasts ? endedAt : last
  return {
    from: first,
    ...(to === undefined ? {} : { to }),
    ...toldPrices(finding),
    label: pictureName(kind),
    tone: TONES[direction],
    faded: lasts && state !== 'active',
  }
}
