import { Ema } from './indicators/ema.ts'
import { Rsi } from './indicators/rsi.ts'
import { RollingMean } from './indicators/sma.ts'
import { Atr } from './indicators/true-range.ts'
import type { StudyRun } from './study-definition.ts'

// The runs of the indicators that are asked for most. Each says what `ofSource` or `ofCandles` would make it say, in a body of its own:
// in one that all share V8 meets machines of every kind, so that it can put none of them in line and must hand over each number in a box.

/** See `RollingMean`. */
export function smaRun(period: number): StudyRun {
  const machine = new RollingMean(period)
  const out = Float64Array.of(Number.NaN)
  return {
    out,
    next(_, source) {
      out[0] = machine.next(source)
    },
  }
}

/** See `Ema`. */
export function emaRun(period: number): StudyRun {
  const machine = new Ema(period)
  const out = Float64Array.of(Number.NaN)
  return {
    out,
    next(_, source) {
      out[0] = machine.next(source)
    },
  }
}

/** See `Rsi`. */
export function rsiRun(period: number): StudyRun {
  const machine = new Rsi(period)
  const out = Float64Array.of(Number.NaN)
  return {
    out,
    next(_, source) {
      out[0] = machine.next(source)
    },
  }
}

/** See `Atr`. */
export function atrRun(period: number): StudyRun {
  const machine = new Atr(period)
  const out = Float64Array.of(Number.NaN)
  return {
    out,
    next(candle) {
      out[0] = machine.next(candle)
    },
  }
}
