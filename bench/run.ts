/** `npm run bench -- [NAME]`: every benchmark, or one. Each prints medians over alternating rounds, and ratios to a named peer. Never part of the tests. */
import { benchBacktest } from './backtest.ts'
import { benchCandles } from './candles.ts'
import { benchChart } from './chart.ts'
import { benchFormula } from './formula.ts'
import { benchIndicators } from './indicators.ts'
import { benchLatency } from './latency.ts'
import { benchLedger } from './ledger.ts'
import { benchMatrix } from './matrix.ts'
import { benchMemory } from './memory.ts'
import { benchPatterns } from './patterns.ts'
import { benchSettle } from './settle.ts'
import { benchStart } from './start.ts'
import { benchTelegram } from './telegram.ts'

const BENCHMARKS: Readonly<Record<string, () => Promise<void>>> = {
  start: benchStart,
  memory: benchMemory,
  candles: benchCandles,
  chart: benchChart,
  indicators: benchIndicators,
  formula: benchFormula,
  patterns: benchPatterns,
  backtest: benchBacktest,
  latency: benchLatency,
  matrix: benchMatrix,
  ledger: benchLedger,
  settle: benchSettle,
  telegram: benchTelegram,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !Object.hasOwn(BENCHMARKS, name))
if (unknown.length > 0)
  throw new Error(`There is no benchmark "${unknown.join('", "')}": choose from ${Object.keys(BENCHMARKS).join(', ')}`)
for (const [name, run] of Object.entries(BENCHMARKS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  process.stdout.write(`\n── ${name}\n`)
  await run()
}
