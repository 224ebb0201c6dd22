import fc from 'fast-check'
import { type FormulaData, frameKey, outsideKey } from '../../../src/analysis/formula/formula-data.ts'
import { type Candle, type Candles, candleAt, candlesFrom } from '../../../src/basics/candles.ts'
import { seededRng } from '../../../src/basics/rng.ts'
import { HOUR_MS, lengthOf, type Timeframe } from '../../../src/basics/timeframe.ts'
import { walk } from '../some-candles.ts'
import { ASKED_ON, OTHER_MARKETS, OTHER_TIMEFRAMES } from './some-formula.ts'

const BARS_MAX = 150

interface Wish {
  readonly seed: number
  readonly bars: number
  /** How many candles are missing. */
  readonly gaps: number
}

/** Walks of a market, of its other timeframes and of other markets on all of them, with candles missing, and numbers from outside. They begin at the same time. */
export function dataOf({ seed, bars, gaps }: Wish): FormulaData {
  const hours = bars * (lengthOf(ASKED_ON) / HOUR_MS)
  const made = (name: string, timeframe: Timeframe): Candles => {
    const count = Math.ceil((hours * HOUR_MS) / lengthOf(timeframe))
    return withGaps(walk({ seed: `${seed} ${name} ${timeframe}`, count, timeframe }), { seed, gaps })
  }
  const candles = made('', ASKED_ON)
  const rng = seededRng(seed)
  const first = candles.time[0] ?? 0
  const news = Array.from({ length: 10 }, () => first + Math.floor(rng.next() * hours) * HOUR_MS + Math.floor(rng.next() * 2) * 1000).sort(
    (one, other) => one - other,
  )
  const outside = { knownAt: Float64Array.from(news), value: Float64Array.from(news, () => Math.round(rng.next() * 100)) }
  return {
    candles,
    frames: new Map([
      ...OTHER_TIMEFRAMES.map((timeframe) => [frameKey({ market: undefined, timeframe }), made('', timeframe)] as const),
      ...[ASKED_ON, ...OTHER_TIMEFRAMES].flatMap((timeframe) =>
        OTHER_MARKETS.map((market) => [frameKey({ market, timeframe }), made(market, timeframe)] as const),
      ),
    ]),
    outside: new Map([
      [outsideKey({ name: 'sentiment', asset: 'btc' }), outside],
      [outsideKey({ name: 'fear_greed', asset: undefined }), outside],
    ]),
  }
}

function withGaps(candles: Candles, { seed, gaps }: Pick<Wish, 'seed' | 'gaps'>): Candles {
  const rng = seededRng(`gaps ${seed} ${candles.timeframe}`)
  const missing = new Set(Array.from({ length: gaps }, () => 1 + Math.floor(rng.next() * candles.time.length)))
  const rows = Array.from(candles.time, (_, index) => candleAt(candles, index)).filter((_, index) => !missing.has(index))
  return candlesFrom(candles.timeframe, rows as Candle[])
}

/** What to make such data of, which is short enough to be read in a failure. */
export const someWish = (): fc.Arbitrary<Wish> =>
  fc.record({ seed: fc.integer(), bars: fc.integer({ min: 1, max: BARS_MAX }), gaps: fc.integer({ min: 0, max: 5 }) })

/** The first until a moment, and from then on the second. */
export function joined(first: FormulaData, second: FormulaData, until: number): FormulaData {
  return {
    candles: joinedCandles(first.candles, second.candles, until),
    frames: new Map([...first.frames].map(([key, candles]) => [key, joinedCandles(candles, second.frames.get(key) ?? candles, until)])),
    outside: new Map(
      [...first.outside].map(([key, series]) => {
        const later = second.outside.get(key) ?? series
        const [before, after] = [series.knownAt.filter((at) => at <= until), later.knownAt.filter((at) => at > until)]
        return [
          key,
          {
            knownAt: Float64Array.from([...before, ...after]),
            value: Float64Array.from([...series.value.slice(0, before.length), ...later.value.slice(later.value.length - after.length)]),
          },
        ]
      }),
    ),
  }
}

function joinedCandles(first: Candles, second: Candles, until: number): Candles {
  const closesBy = ({ time }: Candle): boolean => time + lengthOf(first.timeframe) <= until
  const rows = (candles: Candles): Candle[] =>
    Array.from(candles.time, (_, index) => candleAt(candles, index)).filter((row) => row !== undefined)
  return candlesFrom(first.timeframe, [...rows(first).filter(closesBy), ...rows(second).filter((row) => !closesBy(row))])
}
