import type { Finding, FindingKind } from '../analysis/finding.ts'
import type { SeriesReading } from './series-reading.ts'

const RECENT_BARS = 5
/** How much a kind says beside candlesticks, which say 1; swings and levels are always there and say nothing new. */
const TELLS: Readonly<Partial<Record<FindingKind, number>>> = {
  choch: 3,
  bos: 2.5,
  'sweep-high': 2,
  'sweep-low': 2,
  'order-block': 1.5,
  fvg: 1.5,
  'swing-high': 0,
  'swing-low': 0,
  support: 0,
  resistance: 0,
}

/** The finding of the last five candles that says most of prices to come: by its kind and strength, less with each candle after it. */
export function tellingFinding(reading: SeriesReading, index: number): Finding | undefined {
  let best: { readonly finding: Finding; readonly tells: number } | undefined
  for (const { finding, known } of reading.seenBetween(index - RECENT_BARS + 1, index)) {
    const fresh = 1 - (index - known) / RECENT_BARS
    const tells = finding.direction === 'none' ? 0 : (TELLS[finding.kind] ?? 1) * finding.strength * fresh
    if (tells > (best?.tells ?? 0)) best = { finding, tells }
  }
  return best?.finding
}
