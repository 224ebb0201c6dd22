import { type Candles, makeCandles } from '../src/basics/candles.ts'
import { normal, seededRng } from '../src/basics/rng.ts'
import { MINUTE_MS } from '../src/basics/timeframe.ts'

/** When the first of them opens. */
export const WALK_FROM = Date.UTC(2024, 0, 1)

/** A random walk in cents, always the same. */
export function walkCandles(count: number): Candles {
  const rng = seededRng('bench')
  const close = new Float64Array(count)
  for (let index = 0, cents = 4_000_000; index < count; index++) {
    cents = Math.max(100_000, cents + Math.round(normal(rng) * 2000))
    close[index] = cents / 100
  }
  // Most bars open a little away from the close before, so that patterns with gaps occur.
  const open = close.map((price, index) => Math.round((close[index - 1] ?? price) * 100 + normal(rng) * 500) / 100)
  const away = (price: number, sign: 1 | -1): number => Math.round(price * 100 + sign * Math.abs(normal(rng)) * 800) / 100
  const columns = {
    time: Float64Array.from({ length: count }, (_, index) => WALK_FROM + index * MINUTE_MS),
    open,
    high: close.map((price, index) => away(Math.max(price, open[index] ?? price), 1)),
    low: close.map((price, index) => away(Math.min(price, open[index] ?? price), -1)),
    close,
    volume: Float64Array.from({ length: count }, () => Math.round(rng.next() * 1e8) / 1e5),
  }
  return makeCandles('1m', (name) => columns[name])
}
