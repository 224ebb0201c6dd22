import { type LiveFinding, OpenFindings, type PatternStep } from './open-findings.ts'
import { type StructureBar, SWING_BARS_MAX, strengthOf, TREND_BARS_MAX, ZONE_BARS_MAX } from './structure-bar.ts'
import type { Swing, Swings } from './swings.ts'

/** A close one usual range beyond the level is as strong as can be. */
const STRONG_RANGES = 1

/** A swing whose level a close went beyond. */
export interface StructureBreak {
  readonly finding: LiveFinding
  readonly swing: Swing
}

/**
 * Breaks of structure: a candle closes beyond the last confirmed swing for the first time. In the direction of the last break, or where there is none in the last 120 bars,
 * it is a break of structure (BOS); against it a change of character (CHoCH). After smart-money concepts, as LuxAlgo draws them. Swings older than 150 bars do not count.
 * It spans from the swing's candle to the one that broke it, at the swing's level. Strength: how far beyond the level it closed, against the usual range.
 * Mitigated when a later candle comes back to the level; expired after 300 bars.
 */
export function startBreaks(): (bar: StructureBar, swings: Swings, step: PatternStep) => StructureBreak | undefined {
  const open = new OpenFindings(ZONE_BARS_MAX, ({ direction, top }, { high, low }) => {
    const isBack = direction === 'up' ? low <= top : high >= top
    return isBack ? 'mitigated' : 'active'
  })
  const nextBreak = startTrend()
  return (bar, swings, { found, ended }) => {
    open.follow(bar.candle, bar.index, ended)
    const broken = nextBreak(bar, swings)
    if (broken === undefined) return undefined
    const { kind, direction, swing } = broken
    const { level, time: first } = swing
    const strength = strengthOf(Math.abs(bar.candle.close - level), bar.usual(), STRONG_RANGES)
    const finding: LiveFinding = { kind, direction, first, last: bar.candle.time, top: level, bottom: level, strength, state: 'active' }
    open.add(finding, bar.index, found)
    return { finding, swing }
  }
}

interface TrendStep {
  readonly kind: 'bos' | 'choch'
  readonly direction: 'up' | 'down'
  readonly swing: Swing
}

/** Follows the last unbroken swing of either side and the direction of the last break. */
function startTrend(): (bar: StructureBar, swings: Swings) => TrendStep | undefined {
  let high: Swing | undefined
  let low: Swing | undefined
  let trend: 'up' | 'down' | undefined
  let trendBar = 0

  const turn = (direction: 'up' | 'down', bar: number): TrendStep['kind'] => {
    const isAgainst = trend !== undefined && trend !== direction && bar - trendBar <= TREND_BARS_MAX
    trend = direction
    trendBar = bar
    return isAgainst ? 'choch' : 'bos'
  }
  return ({ index, candle }, confirmed) => {
    high = confirmed.high ?? young(high, index)
    low = confirmed.low ?? young(low, index)
    if (high !== undefined && candle.close > high.level) {
      const swing = high
      high = undefined
      return { kind: turn('up', index), direction: 'up', swing }
    }
    if (low !== undefined && candle.close < low.level) {
      const swing = low
      low = undefined
      return { kind: turn('down', index), direction: 'down', swing }
    }
    return undefined
  }
}

function young(swing: Swing | undefined, bar: number): Swing | undefined {
  return swing !== undefined && bar - swing.bar <= SWING_BARS_MAX ? swing : undefined
}
