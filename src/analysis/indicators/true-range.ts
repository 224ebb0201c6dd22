import type { Candle, Candles } from '../../basics/candles.ts'
import { Rma } from './ema.ts'
import type { CandleMachine } from './machine.ts'

/** True range: the largest of high − low and the distances of both from the close before. Unknown at the first bar. TA-Lib TRANGE. */
export class TrueRange implements CandleMachine {
  private before = Number.NaN

  next({ high, low, close }: Candle): number {
    const { before } = this
    this.before = close
    return Math.max(high - low, Math.abs(high - before), Math.abs(low - before))
  }
}

/** Average true range: Wilder's average of the true range. TA-Lib ATR; J. Welles Wilder, 1978. Warm-up: period bars. */
export class Atr implements CandleMachine {
  private readonly range = new TrueRange()
  private readonly average: Rma

  constructor(period: number) {
    this.average = new Rma(period)
  }

  next(candle: Candle): number {
    return this.average.next(this.range.next(candle))
  }
}

/** The ATR in percent of the close. TA-Lib NATR. Warm-up: period bars. */
export class Natr implements CandleMachine {
  private readonly range: Atr

  constructor(period: number) {
    this.range = new Atr(period)
  }

  next(candle: Candle): number {
    return (this.range.next(candle) / candle.close) * 100
  }
}

/** A column of ATRs; bit for bit what `Atr` gives. */
export function atr({ high, low, close }: Candles, period: number): Float64Array {
  const out = new Float64Array(close.length)
  const share = 1 / period
  const keep = 1 - share
  out.fill(Number.NaN, 0, period)
  let level = 0
  let before = close[0] ?? Number.NaN
  for (let index = 1; index < close.length; index++) {
    const top = high[index] ?? Number.NaN
    const bottom = low[index] ?? Number.NaN
    // The highest less the lowest of the bar and the close before: the largest of the three distances, to the last bit.
    const range = (before > top ? before : top) - (before < bottom ? before : bottom)
    before = close[index] ?? Number.NaN
    if (index <= period) {
      level += range
      if (index < period) continue
      level /= period
    } else level = level * keep + range * share
    out[index] = level
  }
  return out
}
