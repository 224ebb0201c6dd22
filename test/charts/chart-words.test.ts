import { expect, it } from 'vitest'
import { sliceCandles } from '../../src/basics/candles.ts'
import { candleWords } from '../../src/charts/chart-words.ts'
import { somePicture, studiesOf } from './some-picture.ts'

it('says in words what a picture shows', () => {
  const { candles } = somePicture()
  const spec = somePicture({
    candles: sliceCandles(candles, 100),
    badge: 'SIMULATED',
    studies: studiesOf(candles, 'ema20', 'rsi'),
    marks: [{ price: 60_000, label: 'SL', tone: 'bad' }],
  })
  expect(candleWords(spec)).toMatchInlineSnapshot(
    `"SIMULATED. BTC/USDT 1h on Binance: candle chart of 20 candles; from 2026-11-06 04:00 UTC to 2026-11-06 23:00 UTC; last price 94,169.56, -3.09% over the picture; high 102,028.91, low 91,718.92; with EMA 20, RSI 14; marked: SL 60,000.00."`,
  )
})

it('names the boxes that are drawn, with their prices', () => {
  const { candles } = somePicture()
  const from = candles.time[100] ?? 0
  const box = { from, top: 70_000, bottom: 68_000, label: 'FVG', tone: 'good', faded: false } as const
  const boxes = [box, { ...box, top: 71_000, bottom: 71_000, label: 'Resistance' }, { ...box, faded: true }, { ...box, to: 0, from: 0 }]
  expect(candleWords(somePicture({ boxes }))).toMatch(
    / drawn: FVG 68,000\.00 to 70,000\.00, Resistance 71,000\.00, FVG 68,000\.00 to 70,000\.00 \(no longer counts\)\.$/,
  )
})
