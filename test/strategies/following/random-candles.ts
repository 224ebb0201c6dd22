import { type Candles, candlesFrom } from '../../../src/basics/candles.ts'
import { normal, seededRng } from '../../../src/basics/rng.ts'
import { lengthOf, type Timeframe } from '../../../src/basics/timeframe.ts'

const START = Date.UTC(2024, 0, 1)

/** A market that moves by chance, with gaps between its candles now and then. */
export function randomCandles(
  seed: string | number,
  { count, timeframe = '15m' }: { readonly count: number; readonly timeframe?: Timeframe },
): Candles {
  const rng = seededRng(`candles ${seed}`)
  let last = 100
  const rows = Array.from({ length: count }, (_, index) => {
    const open = last * (rng.next() < 0.1 ? Math.exp(0.01 * normal(rng)) : 1)
    const close = open * Math.exp(0.01 * normal(rng))
    const high = Math.max(open, close) * (1 + 0.008 * rng.next())
    const low = Math.min(open, close) * (1 - 0.008 * rng.next())
    last = close
    const prices = [open, high, low, close].map((price) => Math.round(price * 1e6) / 1e6) as [number, number, number, number]
    return {
      time: START + index * lengthOf(timeframe),
      open: prices[0],
      high: prices[1],
      low: prices[2],
      close: prices[3],
      volume: 1e9 * (1 + rng.next()),
    }
  })
  return candlesFrom(timeframe, rows)
}
