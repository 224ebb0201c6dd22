import { indexFrom } from '../basics/candles.ts'
import { lengthOf, type Timeframe } from '../basics/timeframe.ts'
import { type Measure, measuresAt } from './bias-measures.ts'
import { closeOf, type SeriesReading } from './series-reading.ts'
import type { CellPart } from './signal-ports.ts'

/** A bias speaks for so many candles of its timeframe after it; what is older says nothing of now. */
const SPEAKS_BARS = 3

/** −100 (all speaks for falling) to 100 (all speaks for rising) at the close of the candle at an index. What is not known yet speaks for neither. */
export function biasAt(reading: SeriesReading, index: number): number {
  const sum = measuresAt(reading, index)
    .filter(isKnown)
    .reduce((total, { weight, value }) => total + weight * value, 0)
  // Adding 0 turns −0 into 0.
  return Math.round(100 * sum) + 0
}

/** What the bias is made of, as far as it is known. */
export function biasParts(reading: SeriesReading, index: number): readonly CellPart[] {
  return measuresAt(reading, index)
    .filter(isKnown)
    .map(({ name, value, words }) => ({ name, value, words: words() }))
}

export interface HigherBias {
  readonly timeframe: Timeframe
  readonly bias: number
}

/** What coarser timeframes said at a moment, each after its last candle that had closed by then. */
export function higherBiases(higher: readonly SeriesReading[], now: number): readonly HigherBias[] {
  return higher.flatMap((reading) => {
    const { timeframe, time } = reading.candles
    let index = indexFrom(time, now) - 1
    if (index >= 0 && closeOf(reading.candles, index) > now) index -= 1
    if (index < 0 || closeOf(reading.candles, index) + SPEAKS_BARS * lengthOf(timeframe) < now) return []
    return [{ timeframe, bias: biasAt(reading, index) }]
  })
}

/** "1h +45, 4h −20". */
export function biasWords(biases: readonly HigherBias[]): string {
  return biases.map(({ timeframe, bias }) => `${timeframe} ${bias < 0 ? '−' : '+'}${Math.abs(bias)}`).join(', ')
}

function isKnown({ value }: Measure): boolean {
  return !Number.isNaN(value)
}
