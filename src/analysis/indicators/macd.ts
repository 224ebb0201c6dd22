import type { Candle } from '../../basics/candles.ts'
import type { StudyRun } from '../study-definition.ts'
import { firstKnown, meanUpTo } from './column.ts'
import { Ema, emaShare } from './ema.ts'

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
  private readonly fast: Ema
  private readonly slow: Ema
  private readonly signal: Ema
  /** How many values the fast average lets pass, so that both begin together. */
  private passes: number

  constructor({ fast, slow, signal }: MacdNumbers) {
    this.fast = new Ema(Math.min(fast, slow))
    this.slow = new Ema(Math.max(fast, slow))
    this.signal = new Ema(signal)
    this.passes = Math.abs(slow - fast)
  }

  next(_: Candle, source: number): void {
    const slow = this.slow.next(source)
    const fast = this.passes > 0 ? this.pass(source) : this.fast.next(source)
    const line = fast - slow
    const signal = this.signal.next(line)
    this.out[0] = Number.isNaN(signal) ? signal : line
    this.out[1] = signal
    this.out[2] = line - signal
  }

  private pass(value: number): number {
    if (!Number.isNaN(value)) this.passes -= 1
    return Number.NaN
  }
}

/** The columns of the three lines, of values of which only the first may be unknown; bit for bit what `Macd` gives. */
export function macd(values: Float64Array, numbers: MacdNumbers): { macd: Float64Array; signal: Float64Array; hist: Float64Array } {
  const { length } = values
  const [short, long] = [Math.min(numbers.fast, numbers.slow), Math.max(numbers.fast, numbers.slow)]
  const [fastShare, slowShare, signalShare] = [emaShare(short), emaShare(long), emaShare(numbers.signal)]
  const [fastKeep, slowKeep, signalKeep] = [1 - fastShare, 1 - slowShare, 1 - signalShare]
  const begin = firstKnown(values) + long - 1
  const first = begin + numbers.signal - 1
  const lines = new Float64Array(length)
  const signals = new Float64Array(length)
  const hist = new Float64Array(length)
  for (const column of [lines, signals, hist]) column.fill(Number.NaN, 0, first)
  let fast = meanUpTo(values, begin, short)
  let slow = meanUpTo(values, begin, long)
  let signal = 0
  for (let index = begin; index <= first && index < length; index++) {
    const value = values[index] ?? Number.NaN
    if (index > begin) {
      fast = fast * fastKeep + value * fastShare
      slow = slow * slowKeep + value * slowShare
    }
    signal += fast - slow
  }
  signal /= numbers.signal
  if (first < length) {
    lines[first] = fast - slow
    signals[first] = signal
    hist[first] = fast - slow - signal
  }
  for (let index = first + 1; index < length; index++) {
    const value = values[index] ?? Number.NaN
    fast = fast * fastKeep + value * fastShare
    slow = slow * slowKeep + value * slowShare
    const line = fast - slow
    signal = signal * signalKeep + line * signalShare
    lines[index] = line
    signals[index] = signal
    hist[index] = line - signal
  }
  return { macd: lines, signal: signals, hist }
}
