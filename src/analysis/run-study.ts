import type { Candle } from '../basics/candles.ts'
import type { CandleMachine, Machine } from './indicators/machine.ts'
import type { StudyInput, StudyRun } from './study-definition.ts'

/** What a run that was told nothing yet says to every bar: one column per output. */
export function runStudy(run: StudyRun, { candles, source }: StudyInput): Float64Array[] {
  const { time, open, high, low, close, volume } = candles
  const columns = Array.from(run.out, () => new Float64Array(time.length))
  const bar = { time: 0, open: 0, high: 0, low: 0, close: 0, volume: 0 } satisfies Candle
  for (let index = 0; index < time.length; index++) {
    bar.time = time[index] ?? Number.NaN
    bar.open = open[index] ?? Number.NaN
    bar.high = high[index] ?? Number.NaN
    bar.low = low[index] ?? Number.NaN
    bar.close = close[index] ?? Number.NaN
    bar.volume = volume[index] ?? Number.NaN
    run.next(bar, source[index] ?? Number.NaN)
    for (let output = 0; output < columns.length; output++) {
      const column = columns[output]
      if (column !== undefined) column[index] = run.out[output] ?? Number.NaN
    }
  }
  return columns
}

/** An indicator with one line, of the series it was asked for. */
export function ofSource(machine: Machine): StudyRun {
  const out = Float64Array.of(Number.NaN)
  return {
    out,
    next(_, source) {
      out[0] = machine.next(source)
    },
  }
}

/** An indicator with one line, of whole candles. */
export function ofCandles(machine: CandleMachine): StudyRun {
  const out = Float64Array.of(Number.NaN)
  return {
    out,
    next(candle) {
      out[0] = machine.next(candle)
    },
  }
}
