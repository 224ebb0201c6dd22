import type { Candle } from '../../../basics/candles.ts'
import type { StudyRun } from '../../study-definition.ts'
import { Extreme } from '../extremes.ts'

/**
 * Pivot points of the last `period` bars, this one included: the mean of the highest high, the lowest low and the close, and two resistances above and two supports below.
 * The floor traders' form: r1 = 2·pivot − low, s1 = 2·pivot − high, r2 and s2 a whole range from the pivot. `out` holds pivot, r1, s1, r2, s2. Warm-up: period − 1 bars.
 */
export class PivotPoints implements StudyRun {
  readonly out = new Float64Array(5).fill(Number.NaN)
  private readonly highest: Extreme
  private readonly lowest: Extreme

  constructor(period: number) {
    this.highest = new Extreme(period, 'high')
    this.lowest = new Extreme(period, 'low')
  }

  next({ high, low, close }: Candle): void {
    const { out } = this
    const top = this.highest.next(high)
    const bottom = this.lowest.next(low)
    const pivot = (top + bottom + close) / 3
    out[0] = pivot
    out[1] = 2 * pivot - bottom
    out[2] = 2 * pivot - top
    out[3] = pivot + (top - bottom)
    out[4] = pivot - (top - bottom)
  }
}
