import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { sliceCandles } from '../../src/basics/candles.ts'
import { drawLegend, drawPaneHead } from '../../src/charts/candle-legend.ts'
import { candleScene } from '../../src/charts/candle-scene.ts'
import type { CandlePicture } from '../../src/charts/charts.ts'
import { PALETTE } from '../../src/charts/palettes.ts'
import { somePicture, studiesOf } from './some-picture.ts'

/** What is written over the price and over each lower pane, and how many strokes of lines go with it. */
function written(change: Partial<CandlePicture>, palette = PALETTE.classic) {
  const words: string[] = []
  let strokes = 0
  const context: SKRSContext2D = createCanvas(1280, 800).getContext('2d')
  context.fillText = (text) => void words.push(text)
  context.stroke = () => void strokes++
  const spec = somePicture(change)
  const scene = candleScene(spec, spec.candles)
  const row = { context, palette, yPx: 80 }
  drawLegend(scene, row)
  for (const { study } of scene.lower) drawPaneHead(study, { ...row, scene })
  return { words: words.map((word) => word.replace(/^-?[\d,]+\.\d+$/, '#')), strokes }
}

const { candles } = somePicture()
const few = sliceCandles(candles, 100)

describe('the legend of a picture', () => {
  it('gives the last candle in figures where nothing is drawn over the price', () => {
    expect(written({}).words.map((word) => word.slice(0, 2))).toEqual(['O ', 'H ', 'L ', 'C '])
  })

  it('names indicators with their values, and each line that has a colour of its own', () => {
    expect(written({ studies: studiesOf(candles, 'ema20', 'bb', 'rsi', 'macd') }).words).toEqual([
      'EMA 20',
      '#',
      'BB 20 2',
      '#',
      '#',
      '#',
      'RSI 14',
      '#',
      'MACD 12 26 9',
      'MACD',
      '#',
      'signal',
      '#',
      'histogram',
      '#',
    ])
    expect(written({ studies: studiesOf(candles, 'ichimoku') }).words).toEqual([
      'Ichimoku 9 26 52 26',
      ...['tenkan', '#', 'kijun', '#', 'span A', '#', 'span B', '#'],
    ])
  })

  it('leaves the values out where they find no room', () => {
    const words = ['Ichimoku 9 26 52 26', 'tenkan', 'kijun', 'span A', 'span B', 'Keltner 20 2 10', 'Donchian 20']
    expect(written({ studies: studiesOf(candles, 'ichimoku', 'kc', 'dc') }).words).toEqual(words)
  })

  it('says of which there is nothing to see yet', () => {
    expect(written({ candles: few, studies: studiesOf(few, 'ema50', 'adx') }).words).toEqual([
      'EMA 50: too few candles',
      'ADX 14: too few candles',
    ])
  })

  it('shows the stroke of each line where colours do not suffice', () => {
    const studies = studiesOf(candles, 'ema20', 'bb', 'macd')
    expect(written({ studies }).strokes).toBe(0)
    expect(written({ studies }, PALETTE['colour-blind']).strokes).toBe(4)
  })
})
