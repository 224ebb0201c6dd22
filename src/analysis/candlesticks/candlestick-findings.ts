import type { Candle } from '../../basics/candles.ts'
import type { Finding } from '../finding.ts'
import { type LiveFinding, OpenFindings, type PatternStep } from '../structure/open-findings.ts'
import { type StructureBar, strengthOf } from '../structure/structure-bar.ts'
import { startMeasures } from './candle-measures.ts'
import { type Candlestick, candlestickAt } from './candlestick.ts'
import { CANDLESTICK_PATTERNS } from './candlesticks.ts'

/** A pattern that spans two usual ranges is as strong as can be. */
const STRONG_RANGES = 2
/** Candlesticks say something of the next bars only. */
const CANDLESTICK_BARS_MAX = 20

/**
 * Candlestick patterns as findings: from the first to the last candle of the pattern, over all their prices. Strength: how much they span against the usual range.
 * Candles that did not move at all are none, though TA-Lib calls them dojis.
 * Mitigated when prices have gone as far again as the pattern spans, in its direction (of one without direction: when a candle closes outside it);
 * expired when a candle closes beyond its other side, or after 20 bars.
 */
export function startCandlesticks(): (bar: StructureBar, step: PatternStep) => void {
  const { measures, add } = startMeasures()
  const open = new OpenFindings(CANDLESTICK_BARS_MAX, fate)
  return (bar, { found, ended }) => {
    open.follow(bar.candle, bar.index, ended)
    const place = add(bar.candle)
    for (const pattern of CANDLESTICK_PATTERNS) {
      if (bar.index < pattern.warmUp) continue
      const value = candlestickAt(pattern, measures, place)
      const finding = value === 0 ? undefined : findingOf(pattern, value, bar)
      if (finding !== undefined) open.add(finding, bar.index, found)
    }
  }
}

function findingOf({ name: kind, candles, says }: Candlestick, value: number, bar: StructureBar): LiveFinding | undefined {
  let { time: first, high: top, low: bottom } = bar.candle
  for (let ago = 1; ago < candles; ago++) {
    const candle = bar.ago(ago)
    if (candle === undefined) return undefined
    first = candle.time
    top = Math.max(top, candle.high)
    bottom = Math.min(bottom, candle.low)
  }
  if (top === bottom) return undefined
  const direction = says !== 'sign' ? says : value > 0 ? 'up' : 'down'
  return {
    kind,
    direction,
    first,
    last: bar.candle.time,
    top,
    bottom,
    strength: strengthOf(top - bottom, bar.usual(), STRONG_RANGES),
    state: 'active',
  }
}

function fate({ direction, top, bottom }: Finding, { high, low, close }: Candle): Finding['state'] {
  if (direction === 'none') return close > top || close < bottom ? 'mitigated' : 'active'
  if (direction === 'up' ? close < bottom : close > top) return 'expired'
  const isThere = direction === 'up' ? high >= top + (top - bottom) : low <= bottom - (top - bottom)
  return isThere ? 'mitigated' : 'active'
}
