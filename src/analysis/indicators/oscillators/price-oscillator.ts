import type { Machine } from '../machine.ts'
import { RollingMean } from '../sma.ts'

/** Absolute price oscillator: a fast SMA less a slow one, whichever way round they are given. TA-Lib APO with its usual average. Warm-up: slow − 1 bars. */
export class Apo implements Machine {
  private readonly means: FastAndSlow

  constructor(fast: number, slow: number) {
    this.means = new FastAndSlow(fast, slow)
  }

  next(value: number): number {
    this.means.next(value)
    return this.means.fast - this.means.slow
  }
}

/** Percentage price oscillator: the same in percent of the slow SMA; 0 where that is 0. TA-Lib PPO with its usual average. Warm-up: slow − 1 bars. */
export class Ppo implements Machine {
  private readonly means: FastAndSlow

  constructor(fast: number, slow: number) {
    this.means = new FastAndSlow(fast, slow)
  }

  next(value: number): number {
    this.means.next(value)
    const { fast, slow } = this.means
    return slow === 0 ? 0 : ((fast - slow) / slow) * 100
  }
}

class FastAndSlow {
  fast = Number.NaN
  slow = Number.NaN
  private readonly quick: RollingMean
  private readonly calm: RollingMean

  constructor(fast: number, slow: number) {
    this.quick = new RollingMean(Math.min(fast, slow))
    this.calm = new RollingMean(Math.max(fast, slow))
  }

  next(value: number): void {
    this.fast = this.quick.next(value)
    this.slow = this.calm.next(value)
  }
}
