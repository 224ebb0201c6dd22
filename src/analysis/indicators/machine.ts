import { type Candle, type Candles, candleAt } from '../../basics/candles.ts'

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

/**
 * Lets a machine warm up over a column and writes what it says until its first known value; gives how many values it took.
 * A loop that is written for speed goes on from there with the machine's state in local variables, so that how an indicator begins is told only once.
 */
export function warmUpOver(machine: Machine, values: Float64Array, out: Float64Array): number {
  let index = 0
  for (let said = Number.NaN; Number.isNaN(said) && index < values.length; index++) {
    said = machine.next(values[index] ?? Number.NaN)
    out[index] = said
  }
  return index
}

/** The same over candles. */
export function warmUpOverCandles(machine: CandleMachine, candles: Candles, out: Float64Array): number {
  let index = 0
  for (let said = Number.NaN; Number.isNaN(said); index++) {
    const candle = candleAt(candles, index)
    if (candle === undefined) break
    said = machine.next(candle)
    out[index] = said
  }
  return index
}
