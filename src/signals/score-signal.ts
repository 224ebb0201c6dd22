import { type Candle, type Candles, candleAt, indexFrom } from '../basics/candles.ts'
import { nextOpen } from '../basics/timeframe.ts'
import type { Bar } from '../matching/bar.ts'
import { exitInBar } from '../matching/exit-in-bar.ts'
import type { Signal, SignalOutcome } from './signal.ts'

/** What a trade costs on each side, as a share of its price. */
export const SIGNAL_FEE = 0.001

type Scored = Pick<Signal, 'direction' | 'entry' | 'stop' | 'targets' | 'at' | 'until'>

/**
 * What came of a signal: bought (or sold) at its entry, closed by whichever of stop and first target was touched first. A gap over one of them fills at the
 * open; a candle that touched both counts as stopped. Neither until `until`: closed at the last price by then. Candles that are missing did not touch anything.
 * Undefined while that is open. `candles` reach back to the signal's own.
 */
export function scoreSignal(signal: Scored, candles: Candles): SignalOutcome | undefined {
  const { entry, at, until } = signal
  const side = sideOf(signal)
  const exits = { stop: side * signal.stop, targets: signal.targets.map((target) => side * target) }
  let last = entry
  for (let index = indexFrom(candles.time, at); ; index++) {
    const candle = candleAt(candles, index)
    if (candle === undefined) return undefined
    const close = nextOpen(candles.timeframe, candle.time)
    if (close > until) return { kind: 'expired', at: until, exit: last, r: resultOf(signal, last), ambiguous: false }
    const hit = exitInBar(exits, side === 1 ? candle : upsideDown(candle))
    if (hit !== undefined) {
      const exit = side * hit.price
      return { kind: hit.leg, at: close, exit, r: resultOf(signal, exit), ambiguous: hit.ambiguous }
    }
    last = candle.close
    if (close === until) return { kind: 'expired', at: until, exit: last, r: resultOf(signal, last), ambiguous: false }
  }
}

/** 1 for what gains when prices rise, −1 for what gains when they fall. */
export function sideOf({ direction }: Pick<Signal, 'direction'>): 1 | -1 {
  return direction === 'long' ? 1 : -1
}

/** The profit after fees on both sides, in multiples of the way from entry to stop. */
function resultOf(signal: Scored, exit: number): number {
  const { entry, stop } = signal
  return (sideOf(signal) * (exit - entry) - SIGNAL_FEE * (entry + exit)) / Math.abs(entry - stop)
}

/** Below zero a short is a long: exits only compare prices, so what they say of these holds exactly for the others. */
function upsideDown({ open, high, low, close }: Candle): Bar {
  return { open: -open, high: -low, low: -high, close: -close }
}
