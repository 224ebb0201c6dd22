import { Delay } from './delay.ts'
import { emaShare } from './ema.ts'
import type { Machine } from './machine.ts'
import { RollingSum } from './rolling-sum.ts'

const FAST = emaShare(2)
const SLOW = emaShare(30)

/**
 * Kaufman's adaptive moving average: fast as an EMA of 2 where prices go straight, slow as one of 30 where they go to and fro; that is the distance over `period` bars as a share of the way.
 * TA-Lib KAMA; Perry Kaufman, 1995. It begins at the value before its first. Warm-up: period bars.
 */
export class Kama implements Machine {
  private readonly before: Delay
  private readonly way: RollingSum
  private last = Number.NaN
  /** How far the average is above the last value; see `Ema`. */
  private lag = 0

  constructor(period: number) {
    this.before = new Delay(period)
    this.way = new RollingSum(period)
  }

  next(value: number): number {
    if (Number.isNaN(value)) return value
    const way = this.way.next(Math.abs(value - this.last))
    const distance = Math.abs(value - this.before.next(value))
    const step = value - this.last
    this.last = value
    if (Number.isNaN(way)) return Number.NaN
    const straight = way === 0 ? 1 : Math.min(1, distance / way)
    this.lag = (this.lag - step) * (1 - (straight * (FAST - SLOW) + SLOW) ** 2)
    return value + this.lag
  }
}
