import fc from 'fast-check'
import { type Candle, type Candles, candlesFrom } from '../../src/basics/candles.ts'
import { normal, seededRng } from '../../src/basics/rng.ts'
import { lengthOf, type Timeframe } from '../../src/basics/timeframe.ts'

const START = Date.UTC(2026, 10, 2)

interface Walk {
  readonly seed: string | number
  readonly count: number
  readonly price?: number
  readonly timeframe?: Timeframe
}

/** A random walk with gaps between the bars, quiet stretches and bars without volume, so that ties and zeros occur. */
export function walk({ seed, count, price = 100, timeframe = '1h' }: Walk): Candles {
  const rng = seededRng(seed)
  let last = price
  const rows = Array.from({ length: count }, (_, index): Candle => {
    const quiet = rng.next() < 0.15
    const open = last
    const close = quiet ? open : open * Math.exp(normal(rng) * 0.02)
    const [above, below] = quiet ? [0, 0] : [Math.abs(normal(rng)) * 0.01, Math.abs(normal(rng)) * 0.01]
    last = rng.next() < 0.1 ? close * 1.01 : close
    return {
      time: START + index * lengthOf(timeframe),
      open,
      close,
      high: Math.max(open, close) * (1 + above),
      low: Math.min(open, close) / (1 + below),
      volume: rng.next() < 0.1 ? 0 : Math.round(rng.next() * 1000),
    }
  })
  return candlesFrom(timeframe, rows)
}

/** Walks of any length and price level. */
export const someWalk = ({ most }: { most: number }): fc.Arbitrary<Candles> =>
  fc
    .record({ seed: fc.integer(), count: fc.integer({ min: 1, max: most }), price: fc.constantFrom(1e-8, 0.37, 100, 68_000) })
    .map((wish) => walk(wish))
