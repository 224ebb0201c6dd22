import type { Candle, Candles } from '../../basics/candles.ts'
import { Rma } from './ema.ts'
import { type CandleMachine, warmUpOverCandles } from './machine.ts'

/** True range: the largest of high − low and the distances of both from the close before. Unknown at the first bar. TA-Lib TRANGE. */
export class TrueRange implements CandleMachine {
  /** The close of the last bar. */
  before = Number.NaN

  next({ high, low, close }: Candle): number {
    const { before } = this
    this.before = close
    return Number.isNaN(before) ? before : trueRange(high, low, before)
  }
}

/** The true range of a bar after this close, which most often lies inside of it: V8 foresees these two questions, where the largest of three distances would have it guess. */
function trueRange(high: number, low: number, before: number): number {
  if (before > high) return before - low
  if (before < low) return high - before
  return high - low
}

/** Average true range: Wilder's average of the true range. TA-Lib ATR; J. Welles Wilder, 1978. Warm-up: period bars. */
export class Atr implements CandleMachine {
  readonly range = new TrueRange()
  readonly average: Rma

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
export function atr(candles: Candles, period: number): Float64Array {
  const { high, low, close } = candles
  const out = new Float64Array(close.length)
  const machine = new Atr(period)
  const begin = warmUpOverCandles(machine, candles, out)
  const { keep } = machine.average
  let { lag, last } = machine.average
  let { before } = machine.range
  for (let index = begin; index < close.length; index++) {
    const range = trueRange(high[index] ?? Number.NaN, low[index] ?? Number.NaN, before)
    before = close[index] ?? Number.NaN
    lag = (lag - (range - last)) * keep
    last = range
    out[index] = range + lag
  }
  return out
}
