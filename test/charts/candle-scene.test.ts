import { describe, expect, it } from 'vitest'
import { candlesFrom } from '../../src/basics/candles.ts'
import { candleScene, type Scene, yOf } from '../../src/charts/candle-scene.ts'
import type { CandlePicture } from '../../src/charts/charts.ts'
import { place } from '../../src/charts/scale.ts'
import { somePicture, studiesOf } from './some-picture.ts'

const sceneOf = (change: Partial<CandlePicture> = {}): Scene => {
  const spec = somePicture(change)
  return candleScene(spec, spec.candles)
}
const flat = (price: number) =>
  candlesFrom(
    '1h',
    Array.from({ length: 5 }, (_, index) => ({ time: index * 3_600_000, open: price, high: price, low: price, close: price, volume: 0 })),
  )

describe('candleScene', () => {
  it('leaves room for at most three overlays and two lower panes, one below the other', () => {
    const { candles } = somePicture()
    const words = ['ema9', 'ema20', 'bb', 'sma5', 'rsi', 'macd', 'adx']
    const { overlays, lower, price } = sceneOf({ studies: studiesOf(candles, ...words) })
    expect([overlays.map(({ label }) => label), lower.map(({ study }) => study.label)]).toEqual([
      ['EMA 9', 'EMA 20', 'BB 20 2'],
      ['RSI 14', 'MACD 12 26 9'],
    ])
    const [first, second] = lower
    expect(first?.topPx).toBeGreaterThan(price.topPx + price.heightPx)
    expect(second?.topPx).toBeGreaterThan((first?.topPx ?? 0) + (first?.heightPx ?? 0))
    expect((second?.topPx ?? 0) + (second?.heightPx ?? 0)).toBeLessThan(745)
  })

  it.each([false, true])('shows every candle (logarithmic: %s)', (log) => {
    const { price, spec } = sceneOf({ log })
    for (const column of [spec.candles.high, spec.candles.low]) {
      for (const value of column) {
        const y = yOf(price, place(price.scale, value))
        expect(y).toBeGreaterThan(price.topPx)
        expect(y).toBeLessThan(price.topPx + price.heightPx)
      }
    }
  })

  it('does not let a far mark press the candles flat, but says where it is', () => {
    const near = sceneOf()
    const far = sceneOf({
      marks: [
        { price: 1_000_000, label: 'alert', tone: 'neutral' },
        { price: 1, label: 'SL', tone: 'bad' },
      ],
    })
    expect(far.price.scale).toEqual(near.price.scale)
    expect(far.chips.map(({ text }) => text.replace(/^[\d,.]+$/, 'price'))).toEqual(['price', 'SL 1.00 ↓', 'alert 1,000,000.00 ↑'])
  })

  it('keeps chips apart', () => {
    const last = sceneOf().lastCandle.close
    const marks = [1, 1.0001, 0.9999].map((times, index) => ({ price: last * times, label: `level ${index}`, tone: 'neutral' }) as const)
    const centres = sceneOf({ marks })
      .chips.map(({ centrePx }) => centrePx)
      .toSorted((a, b) => a - b)
    expect(centres.every((centre, index) => index === 0 || centre - (centres[index - 1] ?? 0) >= 32)).toBe(true)
  })

  it.each([1e-8, 0.5, 68_000])('has an axis around %d where nothing moves', (price) => {
    const { scale } = sceneOf({ candles: flat(price), tick: '0.00000001' }).price
    expect(scale.max).toBeGreaterThan(price)
    expect(scale.min).toBeLessThan(price)
    expect(scale.ticks.length).toBeGreaterThan(0)
  })

  it('measures the change from the first open to the last close', () => {
    const { candles } = somePicture()
    expect(sceneOf().change).toBe((candles.close.at(-1) ?? 0) / (candles.open[0] ?? 1) - 1)
  })

  it('sets levels on the axis of their pane', () => {
    const { candles } = somePicture()
    const [pane] = sceneOf({ studies: studiesOf(candles, 'rsi') }).lower
    expect(pane?.scale.ticks.map(({ label }) => label)).toEqual(['30', '70'])
  })

  it('shows the size of what swings around a single level', () => {
    const { candles } = somePicture()
    const [pane] = sceneOf({ studies: studiesOf(candles, 'mom') }).lower
    const labels = pane?.scale.ticks.map(({ label }) => label) ?? []
    expect(labels).toContain('0')
    expect(labels.length).toBeGreaterThan(1)
  })

  it('puts no figures beside a pane in which nothing is known yet', () => {
    const candles = flat(100)
    expect(sceneOf({ candles, studies: studiesOf(candles, 'macd', 'adx') }).lower.map(({ scale }) => scale.ticks.length)).toEqual([0, 1])
  })
})
