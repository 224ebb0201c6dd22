import type { CandleMachine, Machine } from '../../../src/analysis/indicators/machine.ts'
import { ofCandles, ofSource, runStudy } from '../../../src/analysis/run-study.ts'
import type { StudyRun } from '../../../src/analysis/study-definition.ts'
import { type Candles, candlesFrom } from '../../../src/basics/candles.ts'

const EMPTY = candlesFrom('1h', [])

/** What a run says to all of these candles, one column per output. */
export function runOver(run: StudyRun, candles: Candles): readonly Float64Array[] {
  return runStudy(run, { candles, source: candles.close })
}

/** What a machine says to all of these candles. */
export function overCandles(machine: CandleMachine, candles: Candles): Float64Array {
  return runOver(ofCandles(machine), candles)[0] ?? new Float64Array(0)
}

/** What a machine says to all of these values. */
export function overValues(machine: Machine, values: readonly number[] | Float64Array): Float64Array {
  const source = Float64Array.from(values)
  return runStudy(ofSource(machine), { candles: { ...EMPTY, time: source }, source })[0] ?? new Float64Array(0)
}
