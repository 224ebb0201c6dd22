import type { Candle } from '../../basics/candles.ts'
import type { StudyRun } from '../study-definition.ts'
import { Ema } from './ema.ts'
import { type Machine, warmUpOver } from './machine.ts'

export interface MacdNumbers {
  readonly fast: number
  readonly slow: number
  readonly signal: number
}

/**
 * Moving average convergence divergence: a fast EMA less a slow one, an EMA of that as its signal, and the difference. Both EMAs are seeded with the means that end at the slow one's first bar.
 * TA-Lib MACD; Gerald Appel. Warm-up of all three lines: slow + signal − 2 bars.
 */
export class Macd implements StudyRun {
  readonly out = new Float64Array(3).fill(Number.NaN)
  readonly fast: Ema
  readonly slow: Ema
  readonly signal: Ema
  /** How many values the fast average lets pass, so that both begin together. */
  private passes: number

  constructor({ fast, slow, signal }: MacdNumbers) {
    this.fast = new Ema(Math.min(fast, slow))
    this.slow = new Ema(Math.max(fast, slow))
    this.signal = new Ema(signal)
    this.passes = Math.abs(slow - fast)
  }

  next(_: Candle, source: number): void {
    const { fast, slow, out } = this
    if (this.passes === 0) fast.next(source)
    else if (!Number.isNaN(source)) this.passes -= 1
    // The difference of the averages is that of their lags, and has more digits than they have.
    const line = Number.isNaN(slow.next(source)) ? Number.NaN : fast.lag - slow.lag
    const signal = this.signal.next(line)
    out[0] = Number.isNaN(signal) ? signal : line
    out[1] = signal
    out[2] = line - signal
  }
}

/** The columns of the three lines, of values of which only the first may be unknown; bit for bit what `Macd` gives. */
export function macd(values: Float64Array, numbers: MacdNumbers): { macd: Float64Array; signal: Float64Array; hist: Float64Array } {
  const { length } = values
  const [lines, signals, hist] = [new Float64Array(length), new Float64Array(length), new Float64Array(length)]
  const machine = new Macd(numbers)
  const begin = warmUpOver(firstLine(machine), values, lines)
  signals.fill(Number.NaN, 0, begin)
  hist.fill(Number.NaN, 0, begin)
  if (begin > 0) {
    signals[begin - 1] = machine.out[1] ?? Number.NaN
    hist[begin - 1] = machine.out[2] ?? Number.NaN
  }
  const [fastKeep, slowKeep, signalKeep] = [machine.fast.keep, machine.slow.keep, machine.signal.keep]
  let [fast, slow, last] = [machine.fast.lag, machine.slow.lag, machine.slow.last]
  let [lag, before] = [machine.signal.lag, machine.signal.last]
  for (let index = begin; index < length; index++) {
    const value = values[index] ?? Number.NaN
    const step = value - last
    last = value
    fast = (fast - step) * fastKeep
    slow = (slow - step) * slowKeep
    const line = fast - slow
    lag = (lag - (line - before)) * signalKeep
    before = line
    const signal = line + lag
    lines[index] = line
    signals[index] = signal
    hist[index] = line - signal
  }
  return { macd: lines, signal: signals, hist }
}

const NO_CANDLE: Candle = { time: 0, open: 0, high: 0, low: 0, close: 0, volume: 0 }

function firstLine(run: StudyRun): Machine {
  return {
    next(value) {
      run.next(NO_CANDLE, value)
      return run.out[0] ?? Number.NaN
    },
  }
}
