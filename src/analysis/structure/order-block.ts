import type { Candle } from '../../basics/candles.ts'
import { type LiveFinding, OpenFindings, type PatternStep } from './open-findings.ts'
import { type StructureBar, strengthOf, ZONE_BARS_MAX } from './structure-bar.ts'
import type { StructureBreak } from './structure-break.ts'

/** An impulse of five usual ranges is as strong as can be. */
const STRONG_RANGES = 5

/**
 * Order blocks: the last candle against the impulse that broke structure. For a break up the impulse begins at the lowest low between the broken swing and the break
 * (the latest of equal ones), and the block is the last black candle up to there, not before the swing; for a break down likewise. After the Inner Circle Trader.
 * The zone is that candle from low to high; it is known when structure breaks. Strength: how far prices ran from the zone to the close of the break, against the usual range.
 * Mitigated when a later candle comes back into the zone; expired when it closes beyond the far side, or after 300 bars.
 */
export function startOrderBlocks(): (bar: StructureBar, broken: StructureBreak | undefined, step: PatternStep) => void {
  const open = new OpenFindings(ZONE_BARS_MAX, ({ direction, top, bottom }, { high, low, close }) => {
    if (direction === 'up' ? close < bottom : close > top) return 'expired'
    const isBack = direction === 'up' ? low <= top : high >= bottom
    return isBack ? 'mitigated' : 'active'
  })
  return (bar, broken, { found, ended }) => {
    open.follow(bar.candle, bar.index, ended)
    const block = broken === undefined ? undefined : blockOf(bar, broken)
    if (block !== undefined) open.add(block, bar.index, found)
  }
}

function blockOf(bar: StructureBar, { finding: { direction }, swing }: StructureBreak): LiveFinding | undefined {
  const isUp = direction === 'up'
  const oldest = bar.index - swing.bar
  for (let ago = startOf(bar, oldest, isUp); ago <= oldest; ago++) {
    const candle = bar.ago(ago)
    if (candle === undefined || !isAgainst(candle, isUp)) continue
    const { high: top, low: bottom, time: first } = candle
    const run = isUp ? bar.candle.close - top : bottom - bar.candle.close
    const strength = strengthOf(run, bar.usual(), STRONG_RANGES)
    return { kind: 'order-block', direction, first, last: bar.candle.time, top, bottom, strength, state: 'active' }
  }
  return undefined
}

/** How many bars ago the impulse began. */
function startOf(bar: StructureBar, oldest: number, isUp: boolean): number {
  let start = 0
  let best = Number.POSITIVE_INFINITY
  for (let ago = 0; ago < oldest; ago++) {
    const candle = bar.ago(ago)
    const reach = candle === undefined ? Number.POSITIVE_INFINITY : isUp ? candle.low : -candle.high
    if (reach >= best) continue
    best = reach
    start = ago
  }
  return start
}

function isAgainst({ open, close }: Candle, isUp: boolean): boolean {
  return isUp ? close < open : close > open
}
