import { Ema } from './ema.ts'
import type { Machine } from './machine.ts'

/** Double EMA: 2·EMA − EMA of EMA. TA-Lib DEMA; Patrick Mulloy, 1994. Warm-up: 2·(period − 1) bars. */
export class Dema implements Machine {
  private readonly once: Ema
  private readonly twice: Ema

  constructor(period: number) {
    this.once = new Ema(period)
    this.twice = new Ema(period)
  }

  next(value: number): number {
    const once = this.once.next(value)
    return 2 * once - this.twice.next(once)
  }
}

/** Triple EMA: 3·EMA − 3·EMA² + EMA³. TA-Lib TEMA; Patrick Mulloy, 1994. Warm-up: 3·(period − 1) bars. */
export class Tema implements Machine {
  private readonly once: Ema
  private readonly twice: Ema
  private readonly thrice: Ema

  constructor(period: number) {
    this.once = new Ema(period)
    this.twice = new Ema(period)
    this.thrice = new Ema(period)
  }

  next(value: number): number {
    const once = this.once.next(value)
    const twice = this.twice.next(once)
    return 3 * once - 3 * twice + this.thrice.next(twice)
  }
}

/** The change in percent of an EMA of an EMA of an EMA. TA-Lib TRIX; Jack Hutson, 1983. Warm-up: 3·(period − 1) + 1 bars. */
export class Trix implements Machine {
  private readonly averages: readonly Ema[]
  private before = Number.NaN

  constructor(period: number) {
    this.averages = [new Ema(period), new Ema(period), new Ema(period)]
  }

  next(value: number): number {
    let smooth = value
    for (const average of this.averages) smooth = average.next(smooth)
    if (Number.isNaN(smooth)) return smooth
    const change = (smooth / this.before - 1) * 100
    this.before = smooth
    return change
  }
}
