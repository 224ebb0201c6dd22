import { type Machine, warmUpOver } from './machine.ts'

/**
 * An average that begins as the mean of the first `period` values, and of which each further value then makes up a share.
 *
 * It is kept as its lag: how far it is above the last value. A value that rises by a step takes the lag down by that step, and then all of it but its share is kept.
 * So on a price that stands still the lag dies away and the average comes to be exactly that price, where an average that is moved towards it stops a few last digits short for ever.
 */
class Smoother implements Machine {
  readonly keep: number
  lag = 0
  last = 0
  private readonly period: number
  private count = 0

  constructor(period: number, share: number) {
    this.period = period
    this.keep = 1 - share
  }

  next(value: number): number {
    if (Number.isNaN(value)) return value
    if (this.count < this.period) return this.begin(value)
    this.lag = (this.lag - (value - this.last)) * this.keep
    this.last = value
    return value + this.lag
  }

  /** Of the first values all count alike: the second makes up a half, the third a third. */
  private begin(value: number): number {
    this.lag = (this.lag - (value - this.last)) * (this.count / (this.count + 1))
    this.last = value
    this.count += 1
    return this.count === this.period ? value + this.lag : Number.NaN
  }
}

/** Exponential moving average with the factor 2 / (period + 1), seeded with the mean of the first `period` values. TA-Lib EMA. Warm-up: period − 1 bars. */
export class Ema extends Smoother {
  constructor(period: number) {
    super(period, emaShare(period))
  }
}

/** Wilder's moving average, as ATR and ADX use it: the factor is 1 / period, the seed the mean of the first `period` values. J. Welles Wilder, 1978. Warm-up: period − 1 bars. */
export class Rma extends Smoother {
  constructor(period: number) {
    super(period, 1 / period)
  }
}

export function emaShare(period: number): number {
  return 2 / (period + 1)
}

/** A column of EMAs of values of which only the first may be unknown; bit for bit what `Ema` gives. */
export function ema(values: Float64Array, period: number): Float64Array {
  return smooth(values, new Ema(period))
}

/** A column of Wilder's averages of values of which only the first may be unknown; bit for bit what `Rma` gives. */
export function rma(values: Float64Array, period: number): Float64Array {
  return smooth(values, new Rma(period))
}

function smooth(values: Float64Array, machine: Smoother): Float64Array {
  const out = new Float64Array(values.length)
  const begin = warmUpOver(machine, values, out)
  const { keep } = machine
  let { lag, last } = machine
  for (let index = begin; index < values.length; index++) {
    const value = values[index] ?? Number.NaN
    lag = (lag - (value - last)) * keep
    last = value
    out[index] = value + lag
  }
  return out
}
