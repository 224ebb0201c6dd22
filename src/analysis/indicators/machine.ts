import type { Candle } from '../../basics/candles.ts'

/**
 * What computes an indicator, told one value after another; its state is bounded, however many come. It gives NaN while it warms up.
 * A value that is unknown (NaN) is skipped: the answer is NaN, and everything goes on as if that bar had not been.
 */
export interface Machine {
  next(value: number): number
}

/** The same of whole candles, which are always known. The candle must not be kept, because the next may come in the same object. */
export interface CandleMachine {
  next(candle: Candle): number
}

/** What a machine that was told nothing yet says to every value of a column. */
export function columnOf(machine: Machine, values: Float64Array): Float64Array {
  const out = new Float64Array(values.length)
  for (let index = 0; index < values.length; index++) out[index] = machine.next(values[index] ?? Number.NaN)
  return out
}
