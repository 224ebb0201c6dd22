import { type Candle, type Candles, candleAt } from '../basics/candles.ts'
import { startCandlesticks } from './candlesticks/candlestick-findings.ts'
import type { Finding } from './finding.ts'
import { startStructure } from './structure/market-structure.ts'
import type { PatternStep } from './structure/open-findings.ts'
import { startBars } from './structure/structure-bar.ts'

/** Patterns at work, one closed candle after another. */
export interface PatternRun {
  /**
   * What became known at the close of this candle, and which findings of before it ended. The findings live: the state of those that are active changes
   * while candles come, all else stays.
   */
  next(candle: Candle): { readonly found: readonly Finding[]; readonly ended: readonly Finding[] }
}

/** Begins to look for patterns. It remembers some hundred candles, however many come. */
export function startPatterns(): PatternRun {
  const look = startLooking()
  return {
    next(candle) {
      const step: PatternStep = { found: [], ended: [] }
      look(candle, step)
      return step
    },
  }
}

/**
 * All candlestick patterns and all structure in these candles, by their last candle, with their states as of the last one.
 * What is known at a candle stays the same whatever comes later, but for its state. Nothing depends on more than some 300 candles before it, and nothing is active
 * for more than 300 bars, so 600 candles show all that is active at their end.
 */
export function findPatterns(candles: Candles): readonly Finding[] {
  const look = startLooking()
  const step: PatternStep = { found: [], ended: [] }
  for (let index = 0; index < candles.time.length; index++) {
    const candle = candleAt(candles, index)
    if (candle !== undefined) look(candle, step)
    step.ended.length = 0
  }
  return step.found
}

function startLooking(): (candle: Candle, step: PatternStep) => void {
  const barOf = startBars()
  const candlesticks = startCandlesticks()
  const structure = startStructure()
  return (candle, step) => {
    const bar = barOf(candle)
    candlesticks(bar, step)
    structure(bar, step)
  }
}
