import type { CandleMachine } from '../../../src/analysis/indicators/machine.ts'
import { ofCandles, runStudy } from '../../../src/analysis/run-study.ts'
import type { StudyRun } from '../../../src/analysis/study-definition.ts'
import type { Candles } from '../../../src/basics/candles.ts'

const none = new Float64Array(0)

/** The only line of an indicator of whole candles. */
export function overCandles(machine: CandleMachine, candles: Candles): Float64Array {
  return runStudy(ofCandles(machine), { candles, source: candles.close })[0] ?? none
}

/** One line of an indicator with several, by its place. */
export function lineOver(run: StudyRun, candles: Candles, line = 0): Float64Array {
  return runStudy(run, { candles, source: candles.close })[line] ?? none
}
