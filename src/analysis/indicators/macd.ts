import { at, combine, firstKnown, knownFrom } from './column.ts'
import { ema, emaFrom } from './ema.ts'

/**
 * Moving average convergence divergence: a fast EMA less a slow one, an EMA of that as its signal, and the difference. Both EMAs are seeded with the means that end at the slow one's first bar.
 * TA-Lib MACD; Gerald Appel. Warm-up of all three lines: slow + signal − 2 bars.
 */
export function macd(
  values: Float64Array,
  { fast, slow, signal }: { fast: number; slow: number; signal: number },
): { macd: Float64Array; signal: Float64Array; hist: Float64Array } {
  const [short, long] = fast <= slow ? [fast, slow] : [slow, fast]
  const first = firstKnown(values) + long - 1
  const quick = emaFrom(values, short, first)
  const calm = emaFrom(values, long, first)
  const line = combine(values.length, (index) => at(quick, index) - at(calm, index))
  const smooth = ema(line, signal)
  const hist = combine(values.length, (index) => at(line, index) - at(smooth, index))
  return { macd: knownFrom(line, first + signal - 1), signal: smooth, hist }
}
