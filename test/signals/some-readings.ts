import { type Candles, indexFrom, sliceCandles } from '../../src/basics/candles.ts'
import { HOUR_MS } from '../../src/basics/timeframe.ts'
import { readSeries, type SeriesReading } from '../../src/signals/series-reading.ts'
import { walk } from '../analysis/some-candles.ts'

/** One run in so many of the usual number: for properties that go through hundreds of candles at each. The long lane tries more of these too. */
export function everyNth(share: number): { readonly numRuns: number } {
  return { numRuns: Math.ceil(Number(process.env.PROPERTY_RUNS ?? 100) / share) }
}

/** An hourly walk, and walks of two coarser timeframes that end when it does: enough candles for all that signals look at. */
export function someReadings(seed: number, count = 420): { readonly candles: Candles; readonly higher: readonly SeriesReading[] } {
  const candles = walk({ seed, count })
  const end = (candles.time.at(-1) ?? 0) + HOUR_MS
  const higher = (['4h', '1d'] as const).map((timeframe, index) => {
    const coarse = walk({ seed: `${seed} ${index}`, count: 300, timeframe })
    const shift = end - (coarse.time.at(-1) ?? 0) - (timeframe === '4h' ? 4 : 24) * HOUR_MS
    return readSeries({ ...coarse, time: coarse.time.map((time) => time + shift) })
  })
  return { candles, higher }
}

/** The first so many candles. */
export function beginning(candles: Candles, count: number): Candles {
  return sliceCandles(candles, 0, count)
}

/** Coarser timeframes as they were known at a moment. */
export function knownBy(higher: readonly SeriesReading[], now: number): readonly SeriesReading[] {
  return higher.map(({ candles }) => {
    const length = candles.timeframe === '4h' ? 4 * HOUR_MS : 24 * HOUR_MS
    return readSeries(sliceCandles(candles, 0, indexFrom(candles.time, now - length + 1)))
  })
}
