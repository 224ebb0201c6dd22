import { readStudy } from '../../src/analysis/read-study.ts'
import type { Candles } from '../../src/basics/candles.ts'
import type { CandlePicture, Study } from '../../src/charts/charts.ts'
import { walk } from '../analysis/some-candles.ts'

/** A picture of a random walk, as a command would ask for it. */
export function somePicture(change: Partial<CandlePicture> = {}): CandlePicture {
  const candles = change.candles ?? walk({ seed: 'picture', count: 120, price: 64_000 })
  return {
    symbol: 'BTC/USDT',
    venue: 'Binance',
    candles,
    forming: false,
    tick: '0.01',
    style: 'candles',
    log: false,
    studies: [],
    marks: [],
    zone: 'UTC',
    palette: 'classic',
    at: (candles.time.at(-1) ?? 0) + 3_600_000,
    ...change,
  }
}

/** Indicators of these candles, ready to draw. */
export function studiesOf(candles: Candles, ...words: readonly string[]): Study[] {
  return words.map((word) => {
    const { label, pane, levels, outputs } = readStudy(word).compute(candles)
    return { label, pane, levels, plots: outputs }
  })
}
