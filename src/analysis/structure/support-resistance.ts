import type { Candle } from '../../basics/candles.ts'
import { type LiveFinding, OpenFindings, type PatternStep } from './open-findings.ts'
import { type StructureBar, SWING_BARS_MAX, ZONE_BARS_MAX } from './structure-bar.ts'
import type { Swing, Swings } from './swings.ts'

/** Swings this close to one another, in usual ranges, touch the same level. */
const SAME_LEVEL_RANGES = 0.5
const TOUCHES_LEAST = 2
/** A level that was touched so often is as strong as can be. */
const STRONG_TOUCHES = 5

/**
 * Support and resistance: at least two swing lows (for resistance, swing highs) of the last 150 bars that lie within half a usual range of the latest of them, and none of which
 * a candle closed beyond. The zone reaches from the lowest to the highest of them and is known when the latest swing is. Strength: a fifth for each touch, so that 0.6 means three.
 * Mitigated when another touch makes a new zone in its place; expired when a candle closes beyond it, or after 300 bars.
 */
export function startLevels(): (bar: StructureBar, swings: Swings, step: PatternStep) => void {
  const resistance = startLevel(1)
  const support = startLevel(-1)
  return (bar, { high, low }, step) => {
    resistance(bar, high, step)
    support(bar, low, step)
  }
}

function startLevel(sign: 1 | -1): (bar: StructureBar, latest: Swing | undefined, step: PatternStep) => void {
  const isBeyond = (level: number, { close }: Candle): boolean => sign * (close - level) > 0
  const open = new OpenFindings(ZONE_BARS_MAX, ({ top, bottom }, candle) =>
    isBeyond(sign > 0 ? top : bottom, candle) ? 'expired' : 'active',
  )
  let swings: Swing[] = []
  return (bar, latest, { found, ended }) => {
    const { candle, index } = bar
    open.follow(candle, index, ended)
    const counts = (swing: Swing): boolean => index - swing.bar <= SWING_BARS_MAX && !isBeyond(swing.level, candle)
    if (!swings.every(counts)) swings = swings.filter(counts)
    if (latest === undefined) return
    swings.push(latest)
    const zone = zoneOf(bar, touching(swings, latest, bar.usual()), sign)
    if (zone === undefined) return
    open.replace(candle, ({ top, bottom }) => top >= zone.bottom && bottom <= zone.top, ended)
    open.add(zone, index, found)
  }
}

function touching(swings: readonly Swing[], { level }: Swing, usual: number): readonly Swing[] {
  return swings.filter((swing) => Math.abs(swing.level - level) <= usual * SAME_LEVEL_RANGES)
}

function zoneOf({ candle }: StructureBar, touches: readonly Swing[], sign: 1 | -1): LiveFinding | undefined {
  const [earliest] = touches
  if (earliest === undefined || touches.length < TOUCHES_LEAST) return undefined
  const levels = touches.map(({ level }) => level)
  return {
    kind: sign > 0 ? 'resistance' : 'support',
    direction: sign > 0 ? 'down' : 'up',
    first: earliest.time,
    last: candle.time,
    top: Math.max(...levels),
    bottom: Math.min(...levels),
    strength: Math.min(1, touches.length / STRONG_TOUCHES),
    state: 'active',
  }
}
