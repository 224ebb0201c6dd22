import { Refusal } from '../../basics/refusal.ts'
import { nextOpen, openOf, type Timeframe } from '../../basics/timeframe.ts'

/** With fewer rows nobody can tell. */
const ROWS_MIN = 10

/** Sees how far apart the rows of a file open: somebody may have said the wrong timeframe, and then every candle would be wrong. */
export interface Spacing {
  push(time: number): void
  /** Refuses when most rows so far open where no candle of the timeframe opens, or when no two are neighbours. */
  check(): void
}

export function createSpacing(timeframe: Timeframe): Spacing {
  let [rows, misaligned, neighbours] = [0, 0, 0]
  let last: number | undefined
  return {
    push(time) {
      if (!Number.isSafeInteger(time)) return
      rows++
      if (openOf(timeframe, time) !== time) misaligned++
      if (last !== undefined && nextOpen(timeframe, Math.min(last, time)) === Math.max(last, time)) neighbours++
      last = time
    },
    check() {
      if (rows < ROWS_MIN || (misaligned * 2 <= rows && neighbours > 0)) return
      throw new Refusal('bad-input', `The rows do not open ${timeframe} apart.`, { hint: 'They may be candles of another timeframe.' })
    },
  }
}
