import type { Candle } from '../../../basics/candles.ts'
import type { CandleMachine } from '../machine.ts'
import { RollingSum } from '../rolling-sum.ts'

/**
 * Ultimate oscillator, 0 to 100: how far bars closed above their true low as a share of their true range, over three periods, of which the shortest counts four times, the middle one twice.
 * A period in which nothing moved counts as 0. TA-Lib ULTOSC; Larry Williams, 1985. Warm-up: as many bars as the longest period.
 */
export class UltimateOscillator implements CandleMachine {
  private readonly shares: readonly { readonly weight: number; readonly pressure: RollingSum; readonly range: RollingSum }[]
  private before = Number.NaN

  constructor(periods: readonly [number, number, number]) {
    const sorted = periods.toSorted((one, other) => one - other)
    this.shares = sorted.map((period, index) => ({
      weight: 4 / 2 ** index,
      pressure: new RollingSum(period),
      range: new RollingSum(period),
    }))
  }

  next({ high, low, close }: Candle): number {
    const trueLow = Math.min(low, this.before)
    const trueHigh = Math.max(high, this.before)
    this.before = close
    let sum = 0
    for (const { weight, pressure, range } of this.shares) {
      const up = pressure.next(close - trueLow)
      const all = range.next(trueHigh - trueLow)
      sum += all === 0 ? 0 : weight * (up / all)
    }
    return 100 * (sum / 7)
  }
}
