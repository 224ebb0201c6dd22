import type { Timeframe } from '../basics/timeframe.ts'

/** Which way a signal points. Spot is long only: a short signal says what to stay out of, or to sell. */
export type SignalDirection = 'long' | 'short'

/** One reason of a confidence: how much it weighs, and how far it speaks for the signal, from 0 to 1. */
export interface SignalPart {
  readonly name: string
  readonly weight: number
  readonly value: number
  /** What was seen, in a few words: "EMA 50 above EMA 200 in 4h". */
  readonly words: string
}

/** What analysis found worth saying of one market and timeframe. Times are market time in milliseconds, prices in the quote currency. */
export interface Signal {
  /** What made it: "engulfing", "rsi-reversal", "confluence"; see `signal-sources.ts`. */
  readonly source: string
  /** Counts up when the source says something else on the same candles. */
  readonly version: number
  readonly marketId: string
  readonly timeframe: Timeframe
  readonly direction: SignalDirection
  /** The close of the last candle, at which it is known. */
  readonly entry: number
  readonly stop: number
  /** The nearest first; at least one. */
  readonly targets: readonly number[]
  /** 0 to 100: the weighted mean of its parts. */
  readonly confidence: number
  readonly parts: readonly SignalPart[]
  /** Openings of the first and the last candle that it is made of. */
  readonly first: number
  readonly last: number
  /** The close of the last candle: when it is known. */
  readonly at: number
  /** The close of the last candle in which it may still be decided. */
  readonly until: number
}

/** What came of a signal: which of stop and first target was touched first, or neither until its validity ended. */
export interface SignalOutcome {
  readonly kind: 'target' | 'stop' | 'expired'
  /** The close of the candle that decided: when it is known. */
  readonly at: number
  readonly exit: number
  /** Profit in multiples of what was risked (entry to stop), after fees on both sides. */
  readonly r: number
  /** The candle touched both, so it counts as stopped. */
  readonly ambiguous: boolean
}

/** A signal that is kept. */
export interface KeptSignal extends Signal {
  readonly id: string
  /** Six letters and digits, for people. */
  readonly code: string
  /** It was said when its candle closed; otherwise it was found in the past when its market was first looked at. */
  readonly live: boolean
  /** Undefined while it is open. */
  readonly outcome: SignalOutcome | undefined
}
