import { CANDLE_COLUMNS, type Candle, type Candles, candleAt, candlesFrom } from '../../basics/candles.ts'
import { nextOpen, openOf, type Timeframe } from '../../basics/timeframe.ts'
import type { CandleFault } from '../market-ports.ts'

type Reason = CandleFault['reason']

/** A price a hundred times the one before is a fault, unless the next candle opens within a tenth to ten times of it. */
const SPIKE_RATIO = 100
const CONFIRM_RATIO = 10

export interface SieveOptions {
  readonly timeframe: Timeframe
  /** Market time: what has not closed by then is not taken. */
  readonly now: number
  readonly good: (candle: Candle) => void
  readonly bad: (fault: CandleFault) => void
}

export interface Sieve {
  /** Takes candles oldest first; `row` is what the fault shows. */
  push(candle: Candle, row?: string): void
  /** Decides about a candle that waits for its successor. */
  end(): void
}

/** Tells possible candles from impossible ones, one by one, so that files of any length pass through. */
export function createSieve({ timeframe, now, good, bad }: SieveOptions): Sieve {
  let last: Candle | undefined
  let doubtful: { readonly candle: Candle; readonly row: string | undefined } | undefined

  const refuse = (candle: Candle, reason: Reason, row: string | undefined): void =>
    bad({ time: candle.time, reason, row: row ?? CANDLE_COLUMNS.map((column) => candle[column]).join(',') })
  const accept = (candle: Candle): void => {
    last = candle
    good(candle)
  }
  const settle = (next: Candle | undefined): void => {
    if (doubtful === undefined) return
    const { candle, row } = doubtful
    doubtful = undefined
    if (next !== undefined && ratio(next.open, candle.close) < CONFIRM_RATIO) accept(candle)
    else refuse(candle, 'spike', row)
  }

  return {
    push(candle, row) {
      const before = doubtful?.candle ?? last
      const reason = faultOf(candle) ?? timeFaultOf(candle, { timeframe, now, before })
      if (reason !== undefined) return refuse(candle, reason, row)
      settle(candle)
      if (last !== undefined && leaps(last, candle)) doubtful = { candle, row }
      else accept(candle)
    },
    end: () => settle(undefined),
  }
}

/** Splits candles into those that can be true and the faults. */
export function findFaults(candles: Candles, now: number): { readonly good: Candles; readonly faults: readonly CandleFault[] } {
  const good: Candle[] = []
  const faults: CandleFault[] = []
  const sieve = createSieve({
    timeframe: candles.timeframe,
    now,
    good: (candle) => good.push(candle),
    bad: (fault) => faults.push(fault),
  })
  for (let index = 0; index < candles.time.length; index++) {
    const candle = candleAt(candles, index)
    if (candle !== undefined) sieve.push(candle)
  }
  sieve.end()
  return { good: faults.length === 0 ? candles : candlesFrom(candles.timeframe, good), faults }
}

/** What is wrong with a candle by itself. */
function faultOf({ time, open, high, low, close, volume }: Candle): Reason | undefined {
  if (!Number.isSafeInteger(time) || !Number.isFinite(open + high + low + close + volume)) return 'not-a-number'
  if (open <= 0 || high <= 0 || low <= 0 || close <= 0) return 'not-positive'
  if (volume < 0) return 'negative-volume'
  if (high < low) return 'high-below-low'
  if (Math.max(open, close) > high || Math.min(open, close) < low) return 'outside-range'
  if (high >= SPIKE_RATIO * Math.max(open, close) || low <= Math.min(open, close) / SPIKE_RATIO) return 'spike'
  return undefined
}

function timeFaultOf(
  { time }: Candle,
  { timeframe, now, before }: { readonly timeframe: Timeframe; readonly now: number; readonly before: Candle | undefined },
): Reason | undefined {
  if (openOf(timeframe, time) !== time) return 'misaligned'
  if (nextOpen(timeframe, time) > now) return 'future'
  if (before === undefined || time > before.time) return undefined
  return time === before.time ? 'duplicate' : 'unsorted'
}

function leaps(before: Candle, candle: Candle): boolean {
  return ratio(candle.open, before.close) >= SPIKE_RATIO || ratio(candle.close, before.close) >= SPIKE_RATIO
}

function ratio(a: number, b: number): number {
  return a > b ? a / b : b / a
}
