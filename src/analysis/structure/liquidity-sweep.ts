import type { Finding } from '../finding.ts'
import { type LiveFinding, OpenFindings, type PatternStep } from './open-findings.ts'
import { type StructureBar, SWING_BARS_MAX, strengthOf } from './structure-bar.ts'
import type { Swing, Swings } from './swings.ts'

/** A candle that came back two usual ranges from its tip is as strong as can be. */
const STRONG_RANGES = 2
/** A sweep says something of the next bars only. */
const SWEEP_BARS_MAX = 50

/**
 * Liquidity sweeps: a candle goes beyond a swing, where stops lie, and closes back inside. Each swing can be swept once, by the first candle that goes beyond it, while it is
 * at most 150 bars old; of several swept by one candle the farthest counts. The sweep of a high speaks for falling prices, that of a low for rising ones. After the Inner Circle Trader.
 * It spans from the swing's candle to the one that swept it, from the level to the tip. Strength: how far the close is from the tip, against the usual range.
 * Mitigated when a later candle goes beyond the tip and closes back; expired when one closes beyond it, or after 50 bars.
 */
export function startSweeps(): (bar: StructureBar, swings: Swings, step: PatternStep) => void {
  const open = new OpenFindings(SWEEP_BARS_MAX, ({ direction, top, bottom }, { high, low, close }) => {
    if (direction === 'down' ? close > top : close < bottom) return 'expired'
    return (direction === 'down' ? high > top : low < bottom) ? 'mitigated' : 'active'
  })
  const highs = new Untaken(1)
  const lows = new Untaken(-1)
  return (bar, swings, { found, ended }) => {
    const { candle, index } = bar
    open.follow(candle, index, ended)
    const high = highs.take(index, candle.high, candle.close)
    const low = lows.take(index, candle.low, candle.close)
    for (const sweep of [high && sweepOf(bar, high, 'down'), low && sweepOf(bar, low, 'up')]) {
      if (sweep === undefined) continue
      found.push(sweep)
      open.add(sweep, index)
    }
    highs.add(swings.high)
    lows.add(swings.low)
  }
}

function sweepOf(bar: StructureBar, swing: Swing, direction: 'up' | 'down'): LiveFinding {
  const { time: last, high, low, close } = bar.candle
  const zone: Pick<Finding, 'kind' | 'top' | 'bottom'> =
    direction === 'down' ? { kind: 'sweep-high', top: high, bottom: swing.level } : { kind: 'sweep-low', top: swing.level, bottom: low }
  const move = direction === 'down' ? high - close : close - low
  return { ...zone, direction, first: swing.time, last, strength: strengthOf(move, bar.usual(), STRONG_RANGES), state: 'active' }
}

/** The swings of one side that no candle went beyond yet. */
class Untaken {
  readonly #sign: 1 | -1
  #swings: Swing[] = []

  constructor(sign: 1 | -1) {
    this.#sign = sign
  }

  add(swing: Swing | undefined): void {
    if (swing !== undefined) this.#swings.push(swing)
  }

  /** Takes out those that a candle with this tip goes beyond; gives the farthest that its close is back inside of. */
  take(bar: number, tip: number, close: number): Swing | undefined {
    let swept: Swing | undefined
    this.#swings = this.#swings.filter((swing) => {
      if (bar - swing.bar > SWING_BARS_MAX) return false
      if (this.#sign * (tip - swing.level) <= 0) return true
      const isBack = this.#sign * (close - swing.level) < 0
      if (isBack && (swept === undefined || this.#sign * (swing.level - swept.level) > 0)) swept = swing
      return false
    })
    return swept
  }
}
