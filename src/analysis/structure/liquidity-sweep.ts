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
    if (high !== undefined) open.add(sweepOf(bar, high, 'down'), index, found)
    if (low !== undefined) open.add(sweepOf(bar, low, 'up'), index, found)
    highs.add(swings.high)
    lows.add(swings.low)
  }
}

function sweepOf(bar: StructureBar, { level, time: first }: Swing, direction: 'up' | 'down'): LiveFinding {
  const { time: last, high, low, close } = bar.candle
  const isDown = direction === 'down'
  return {
    kind: isDown ? 'sweep-high' : 'sweep-low',
    direction,
    first,
    last,
    top: isDown ? high : level,
    bottom: isDown ? level : low,
    strength: strengthOf(isDown ? high - close : close - low, bar.usual(), STRONG_RANGES),
    state: 'active',
  }
}

/**
 * The swings of one side that no candle went beyond yet, oldest first. The nearest to prices is always the last:
 * a later swing that is farther out went beyond the earlier ones.
 */
class Untaken {
  readonly #sign: 1 | -1
  readonly #swings: Swing[] = []

  constructor(sign: 1 | -1) {
    this.#sign = sign
  }

  add(swing: Swing | undefined): void {
    if (swing !== undefined) this.#swings.push(swing)
  }

  /** Takes out those that a candle with this tip goes beyond; gives the farthest that its close is back inside of. */
  take(bar: number, tip: number, close: number): Swing | undefined {
    for (let [oldest] = this.#swings; oldest !== undefined && bar - oldest.bar > SWING_BARS_MAX; [oldest] = this.#swings)
      this.#swings.shift()
    let swept: Swing | undefined
    for (let last = this.#swings.at(-1); last !== undefined && this.#sign * (tip - last.level) > 0; last = this.#swings.at(-1)) {
      this.#swings.pop()
      if (this.#sign * (close - last.level) < 0) swept = last
    }
    return swept
  }
}
