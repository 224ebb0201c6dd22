import { createCanvas, loadImage } from '@napi-rs/canvas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Candles, candlesFrom, sliceCandles } from '../../src/basics/candles.ts'
import { createCandlePainter } from '../../src/charts/candle-painter.ts'
import { type CandlePicture, CHART_STYLES, PALETTES, type PriceBox } from '../../src/charts/charts.ts'
import { someWalk, walk } from '../analysis/some-candles.ts'
import { somePicture, studiesOf } from './some-picture.ts'

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

const painter = createCandlePainter()
const paint = (change: Partial<CandlePicture> = {}): Uint8Array => {
  const spec = somePicture(change)
  return painter(spec, spec.candles)
}

/** Width and height, as PNG's first chunk says. */
function sizeOf(bytes: Uint8Array): [number, number] {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  return [view.getUint32(16), view.getUint32(20)]
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** How many pixels of a box are not of the colour in its corner. */
async function inked(bytes: Uint8Array, { x, y, width, height }: Box): Promise<number> {
  const context = createCanvas(width, height).getContext('2d')
  context.drawImage(await loadImage(Buffer.from(bytes)), -x, -y)
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer)
  return pixels.filter((pixel) => pixel !== pixels[0]).length
}

const someBox = (change: Partial<PriceBox>): PriceBox => ({
  from: somePicture().candles.time[30] ?? 0,
  top: 70_000,
  bottom: 68_000,
  label: 'FVG',
  tone: 'good',
  faded: false,
  ...change,
})

const few = (count: number): Candles => sliceCandles(walk({ seed: 1, count: 5, price: 100 }), 0, count)

const EDGES: Readonly<Record<string, Partial<CandlePicture>>> = {
  'one candle': { candles: few(1) },
  'two candles': { candles: few(2) },
  'candles that are all equal': {
    candles: candlesFrom(
      '1h',
      Array.from({ length: 30 }, (_, index) => ({ time: index * 3_600_000, open: 5, high: 5, low: 5, close: 5, volume: 0 })),
    ),
  },
  'missing candles': {
    candles: candlesFrom(
      '1h',
      [0, 1, 2, 90, 91, 5000].map((hour) => ({ time: hour * 3_600_000, open: 5, high: 7, low: 4, close: 6, volume: 1 })),
    ),
  },
  'an indicator that has no value yet': { candles: few(5), studies: studiesOf(few(5), 'ema50', 'bb', 'rsi', 'macd') },
  'the smallest price': { candles: walk({ seed: 2, count: 90, price: 1e-8 }), tick: '0.00000001', log: true },
  'a huge price': { candles: walk({ seed: 2, count: 90, price: 1e12 }), log: true },
  'a narrow logarithmic axis': {
    candles: candlesFrom(
      '1h',
      [100, 100.01].map((close, index) => ({ time: index * 3_600_000, open: 100, high: close, low: 100, close, volume: 1 })),
    ),
    log: true,
  },
  'a name that is too long': { symbol: 'A'.repeat(200), badge: 'SIMULATED' },
  'letters of any script': { symbol: '币安人生/USDT', venue: 'Ё "<b>"' },
  'many boxes': { boxes: Array.from({ length: 40 }, (_, index) => someBox({ top: 60_000 + 900 * index, bottom: 59_500 + 900 * index })) },
  'boxes around one candle': { candles: few(1), boxes: [someBox({ from: 0, top: 101, bottom: 99 })], palette: 'colour-blind' },
  'many marks': { marks: Array.from({ length: 40 }, (_, index) => ({ price: 60_000 + index, label: `level ${index}`, tone: 'good' })) },
}

describe('createCandlePainter', () => {
  it('makes a PNG of 1280 by 800, the same for the same wish', () => {
    const bytes = paint()
    expect([...bytes.subarray(0, 8)]).toEqual(PNG)
    expect(sizeOf(bytes)).toEqual([1280, 800])
    paint({ palette: 'light', style: 'line', studies: studiesOf(somePicture().candles, 'bb', 'rsi') })
    expect(Buffer.compare(bytes, paint())).toBe(0)
  })

  it('draws something else for every style, palette and option', () => {
    const { candles } = somePicture()
    const wishes: Partial<CandlePicture>[] = [
      ...CHART_STYLES.filter((style) => style !== 'heikin-ashi').flatMap((style) => PALETTES.map((palette) => ({ style, palette }))),
      { log: true },
      { forming: true },
      { badge: 'PAPER' },
      { zone: 'Asia/Tokyo' },
      { studies: studiesOf(candles, 'ema20') },
      { studies: studiesOf(candles, 'bb') },
      { studies: studiesOf(candles, 'sar') },
      { studies: studiesOf(candles, 'ichimoku') },
      { studies: studiesOf(candles, 'rsi') },
      { studies: studiesOf(candles, 'rsi', 'macd') },
      { studies: studiesOf(candles, 'volume') },
      { marks: [{ price: 64_000, label: 'entry', tone: 'neutral' }] },
      ...PALETTES.map((palette) => ({ palette, boxes: [someBox({})] })),
      { boxes: [someBox({ faded: true })] },
      { boxes: [someBox({ tone: 'bad' })] },
      { boxes: [someBox({ label: 'OB' })] },
      { boxes: [someBox({ bottom: 70_000 })] },
    ]
    expect(new Set(wishes.map((wish) => Buffer.from(paint(wish)).toString('base64'))).size).toBe(wishes.length)
  })

  it('really writes: symbol, price, legend, axes, footer', async () => {
    const bytes = paint({ studies: studiesOf(somePicture().candles, 'ema20') })
    const boxes: Record<string, Box> = {
      symbol: { x: 24, y: 8, width: 220, height: 44 },
      price: { x: 900, y: 8, width: 360, height: 44 },
      legend: { x: 24, y: 58, width: 240, height: 30 },
      'price axis': { x: 1170, y: 200, width: 100, height: 500 },
      'time axis': { x: 24, y: 744, width: 1000, height: 28 },
      footer: { x: 800, y: 774, width: 470, height: 24 },
    }
    for (const [name, box] of Object.entries(boxes)) expect(await inked(bytes, box), name).toBeGreaterThan(600)
    const blank = paint({ symbol: ' ' })
    expect(await inked(bytes, { x: 24, y: 8, width: 160, height: 44 })).toBeGreaterThan(
      (await inked(blank, { x: 24, y: 8, width: 160, height: 44 })) + 500,
    )
  })

  it.each(Object.entries(EDGES))('draws %s', (_, change) => {
    expect(sizeOf(paint(change))).toEqual([1280, 800])
  })

  it('draws any candles that make sense', () => {
    const wishes = fc.record({
      log: fc.boolean(),
      style: fc.constantFrom('candles', 'line'),
      palette: fc.constantFrom(...PALETTES),
      forming: fc.boolean(),
    })
    fc.assert(
      fc.property(someWalk({ most: 90 }), wishes, (candles, wish) => {
        expect(sizeOf(paint({ ...wish, candles, tick: '0.00000001', studies: studiesOf(candles, 'kc', 'stoch', 'obv') }))).toEqual([
          1280, 800,
        ])
      }),
      { numRuns: 5 },
    )
  })
})
