import type { SeriesReading } from '../series-reading.ts'
import type { SignalDirection, SignalPart } from '../signal.ts'

/** Something that may be worth a signal, known at the close of the candle at `index`. */
export interface SignalEvent {
  readonly index: number
  readonly direction: SignalDirection
  /** The index of the first candle that it is made of. */
  readonly first: number
  /** What was seen, where that speaks for the signal more or less strongly. */
  readonly part?: SignalPart
}

/** Where a source looks: at the candles from index `from` on, and at coarser ones of the same market, finest first. */
export interface SourceView {
  readonly reading: SeriesReading
  readonly higher: readonly SeriesReading[]
  readonly from: number
}

/** What makes signals. An event depends on its candle, earlier ones, and coarser ones that had closed by then; on nothing else. */
export interface SignalSource {
  readonly name: string
  readonly title: string
  /** What it waits for and why, in two sentences for people. */
  readonly about: string
  /** Counts up when it says something else on the same candles. */
  readonly version: number
  /** The formula of its long direction, where it is one: whoever wants to test it asks that. */
  readonly entry?: string
  /** Oldest first. */
  readonly events: (view: SourceView) => readonly SignalEvent[]
}
