import { type LiveFinding, OpenFindings, type PatternStep } from './open-findings.ts'
import { type StructureBar, SWING_BARS_MAX, strengthOf } from './structure-bar.ts'
import { SWING_SIDE_BARS, type Swing, type Swings } from './swings.ts'

/** Prices that moved away by three usual ranges within the bars that confirm it make a swing as strong as can be. */
const STRONG_RANGES = 3

/**
 * The swings themselves: from the candle of the high or low to the one that confirms it, five bars later. Strength: how far prices moved away meanwhile, against the usual range.
 * Mitigated when a later candle goes beyond the level; expired after 150 bars.
 */
export function startSwingPoints(): (bar: StructureBar, swings: Swings, step: PatternStep) => void {
  const open = new OpenFindings(SWING_BARS_MAX, ({ kind, top }, { high, low }) => {
    const isTaken = kind === 'swing-high' ? high > top : low < top
    return isTaken ? 'mitigated' : 'active'
  })
  return (bar, { high, low }, { found, ended }) => {
    open.follow(bar.candle, bar.index, ended)
    if (high !== undefined) open.add(pointOf(bar, high, 'swing-high'), bar.index, found)
    if (low !== undefined) open.add(pointOf(bar, low, 'swing-low'), bar.index, found)
  }
}

function pointOf(bar: StructureBar, { level, time }: Swing, kind: 'swing-high' | 'swing-low'): LiveFinding {
  let move = 0
  for (let ago = 0; ago < SWING_SIDE_BARS; ago++) {
    const candle = bar.ago(ago)
    if (candle !== undefined) move = Math.max(move, kind === 'swing-high' ? level - candle.low : candle.high - level)
  }
  const strength = strengthOf(move, bar.usual(), STRONG_RANGES)
  return {
    kind,
    direction: kind === 'swing-high' ? 'down' : 'up',
    first: time,
    last: bar.candle.time,
    top: level,
    bottom: level,
    strength,
    state: 'active',
  }
}
