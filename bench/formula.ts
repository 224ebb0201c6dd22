import { computeFormula } from '../src/analysis/formula/compute-formula.ts'
import { readFormula } from '../src/analysis/formula/read-formula.ts'
import { startFormula } from '../src/analysis/formula/run-formula.ts'
import { ema } from '../src/analysis/indicators/ema.ts'
import { rsi } from '../src/analysis/indicators/rsi.ts'
import { type Candles, candleAt, sliceCandles } from '../src/basics/candles.ts'
import { compare, print } from './rounds.ts'
import { walkCandles } from './walk-candles.ts'

const CANDLES = 1_000_000
/** Bar by bar the same is asked of fewer, and told per bar. */
const LIVE_CANDLES = 100_000
const FORMULA = 'rsi(14) < 30 and close > ema(200)'

/** A rule as a formula over a million candles, against the same rule written by hand over the same indicators. */
export async function benchFormula(): Promise<void> {
  const candles = walkCandles(CANDLES)
  const formula = readFormula(FORMULA)
  const data = { candles, frames: new Map(), outside: new Map() }
  const expected = byHand(candles)
  const answers = computeFormula(formula, data)
  const differing = answers.findIndex((answer, index) => !Object.is(answer, expected[index]))
  if (differing >= 0) throw new Error(`Bar ${differing}: the formula says ${answers[differing]}, by hand it is ${expected[differing]}`)
  await compare([
    { name: FORMULA, run: async () => computeFormula(formula, data) },
    { name: 'the same by hand', run: async () => byHand(candles) },
  ])
  const live = sliceCandles(candles, 0, LIVE_CANDLES)
  const started = performance.now()
  const run = startFormula(formula, candles.timeframe)
  for (let index = 0; index < LIVE_CANDLES; index++) {
    const candle = candleAt(live, index)
    if (candle !== undefined) run.next(candle)
  }
  print(`bar by bar: ${(((performance.now() - started) * 1000) / LIVE_CANDLES).toFixed(2)} µs a bar`)
}

function byHand({ close }: Candles): Float64Array {
  const strength = rsi(close, 14)
  const average = ema(close, 200)
  const out = new Float64Array(close.length)
  for (let index = 0; index < out.length; index++) {
    const [now, mean, price] = [strength[index] ?? Number.NaN, average[index] ?? Number.NaN, close[index] ?? Number.NaN]
    // As soon as one is a no, the other need not be known.
    if (now >= 30 || price <= mean) out[index] = 0
    else out[index] = now < 30 && price > mean ? 1 : Number.NaN
  }
  return out
}
