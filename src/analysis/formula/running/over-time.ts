import { lengthOf, nextOpen, openBefore, type Timeframe } from '../../../basics/timeframe.ts'
import type { FunctionRun } from '../formula-function.ts'
import { finite } from './operators.ts'
import { createTimeQueue } from './time-queue.ts'

/** When a window of so many milliseconds begins that ends at `close`; whole months where candles are months. */
function beginningOf(close: number, ms: number, timeframe: Timeframe): number {
  return openBefore(timeframe, close, ms / lengthOf(timeframe))
}

/** By how much of itself a value moved since the last bar that closed at or before the window's beginning. */
export function changeOverTime(ms: number, timeframe: Timeframe): FunctionRun {
  const inside = createTimeQueue<number>()
  let before = Number.NaN
  return {
    next({ time }, [value = Number.NaN]) {
      const close = nextOpen(timeframe, time)
      const beginning = beginningOf(close, ms, timeframe)
      for (let head = inside.takeUntil(beginning); head !== undefined; head = inside.takeUntil(beginning)) before = head.item
      inside.push(close, value)
      return finite(value / before - 1)
    },
  }
}

/** The highest or lowest value of the bars that closed within the window; unknown while it reaches back before the first bar. A value that is unknown is left out. */
export function extremeOverTime(side: 'high' | 'low', ms: number, timeframe: Timeframe): FunctionRun {
  const sign = side === 'high' ? 1 : -1
  /** Bars that none after them beats, so the first is the extreme. */
  const standing: { readonly close: number; readonly height: number }[] = []
  let first = Number.NaN
  return {
    next({ time }, [value = Number.NaN]) {
      if (Number.isNaN(value)) return Number.NaN
      if (Number.isNaN(first)) first = time
      const close = nextOpen(timeframe, time)
      const beginning = beginningOf(close, ms, timeframe)
      while ((standing[0]?.close ?? Number.POSITIVE_INFINITY) <= beginning) standing.shift()
      while ((standing.at(-1)?.height ?? Number.POSITIVE_INFINITY) <= sign * value) standing.pop()
      standing.push({ close, height: sign * value })
      return first <= beginning ? sign * (standing[0]?.height ?? Number.NaN) : Number.NaN
    },
  }
}
