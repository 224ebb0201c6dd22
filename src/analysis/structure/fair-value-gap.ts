import type { Candles } from '../../basics/candles.ts'
import { at } from '../indicators/column.ts'
import { endFinding, type LiveFinding, type PatternStep } from './open-findings.ts'
import { OpenGaps } from './open-gaps.ts'
import { type StructureBar, strengthOf } from './structure-bar.ts'

/** A gap as high as one usual range is as strong as can be. */
const STRONG_RANGES = 1

/**
 * Fair value gaps: three candles of which the first and the third do not touch, so that prices in between were never offered from both sides.
 * Up: the low of the third is above the high of the first, and the zone lies between them; down likewise. The imbalance of the Inner Circle Trader.
 * Mitigated when a later candle fills the whole zone; expired after 300 bars. Strength: its height against the usual range.
 */
export function startGaps(): (bar: StructureBar, step: PatternStep) => void {
  const open = new Map<number, LiveFinding>()
  let now: { readonly time: number; readonly ended: LiveFinding[] } = { time: 0, ended: [] }
  const run = new GapRun((bar, state) => {
    const gap = open.get(bar)
    if (gap === undefined) return
    open.delete(bar)
    endFinding(gap, state, now.time)
    now.ended.push(gap)
  })
  return (bar, { found, ended }) => {
    const { candle, index } = bar
    now = { time: candle.time, ended }
    const sign = run.next(candle.high, candle.low)
    const first = bar.ago(2)
    if (sign === 0 || first === undefined) return
    const [top, bottom] = sign > 0 ? [candle.low, first.high] : [first.low, candle.high]
    const strength = strengthOf(top - bottom, bar.usual(), STRONG_RANGES)
    const gap: LiveFinding = {
      kind: 'fvg',
      direction: sign > 0 ? 'up' : 'down',
      first: first.time,
      last: candle.time,
      top,
      bottom,
      strength,
      state: 'active',
    }
    open.set(index, gap)
    found.push(gap)
  }
}

/** Gaps in columns, one value to a candle. */
export interface GapColumns {
  /** 1 where a candle completes a gap up, −1 where one down, else 0. */
  readonly sign: Int8Array
  /** The index of the candle that filled the gap that was completed here; −1 where none did. */
  readonly filledBy: Int32Array
}

/** All gaps of long stretches of candles, and what filled them. */
export function gapColumns({ high, low }: Candles): GapColumns {
  const sign = new Int8Array(high.length)
  const filledBy = new Int32Array(high.length).fill(-1)
  let index = 0
  const run = new GapRun((bar, state) => {
    if (state === 'mitigated') filledBy[bar] = index
  })
  for (; index < high.length; index++) sign[index] = run.next(at(high, index), at(low, index))
  return { sign, filledBy }
}

/** The gaps themselves, in bare numbers: sees one bar after another, and tells of those that end by the number of the bar that completed them. */
class GapRun {
  readonly #up: OpenGaps
  readonly #down: OpenGaps
  #bar = -1
  /** High and low of the two bars before, the nearer one first. */
  #high1 = Number.NaN
  #high2 = Number.NaN
  #low1 = Number.NaN
  #low2 = Number.NaN

  constructor(end: (bar: number, state: 'mitigated' | 'expired') => void) {
    this.#up = new OpenGaps(end)
    this.#down = new OpenGaps(end)
  }

  /** 1 where this bar completes a gap up, −1 where one down, else 0. */
  next(high: number, low: number): 1 | -1 | 0 {
    this.#bar++
    this.#up.follow(low, this.#bar)
    this.#down.follow(-high, this.#bar)
    const sign = low > this.#high2 ? 1 : high < this.#low2 ? -1 : 0
    if (sign > 0) this.#up.add(this.#high2, this.#bar)
    if (sign < 0) this.#down.add(-this.#low2, this.#bar)
    this.#high2 = this.#high1
    this.#low2 = this.#low1
    this.#high1 = high
    this.#low1 = low
    return sign
  }
}
