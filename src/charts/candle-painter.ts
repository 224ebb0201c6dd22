import { createCanvas } from '@napi-rs/canvas'
import { BarChart, CandlestickChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, MarkAreaComponent, MarkLineComponent } from 'echarts/components'
import { init, setPlatformAPI, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import type { Candles } from '../basics/candles.ts'
import { axisWidth, drawFrame } from './candle-frame.ts'
import { candleOption } from './candle-option.ts'
import { candleScene } from './candle-scene.ts'
import type { CandlePicture } from './charts.ts'
import { registerFonts } from './fonts.ts'
import { PALETTE } from './palettes.ts'
import { HEIGHT_PX, WIDTH_PX } from './picture-frame.ts'

const PARTS = [
  BarChart,
  CandlestickChart,
  CustomChart,
  LineChart,
  ScatterChart,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  CanvasRenderer,
]

/** Draws a picture and encodes it as PNG. `real` are the candles before Heikin-Ashi, whose last close is the price. */
export type CandlePainter = (spec: CandlePicture, real: Candles) => Uint8Array

/** A painter with one canvas that it draws on again and again: a new one for each picture would pile up memory that the garbage collector does not see. */
export function createCandlePainter(): CandlePainter {
  registerFonts()
  use(PARTS)
  const canvas = createCanvas(WIDTH_PX, HEIGHT_PX)
  // Echarts measures text on a canvas of its own.
  setPlatformAPI({ createCanvas: () => createCanvas(32, 32) })
  return (spec, real) => {
    const context = canvas.getContext('2d')
    const palette = PALETTE[spec.palette]
    const scene = candleScene(spec, real)
    const rightPx = axisWidth({ scene, context })
    const chart = init(canvas, null, { renderer: 'canvas', width: WIDTH_PX, height: HEIGHT_PX, devicePixelRatio: 1 })
    try {
      chart.setOption(candleOption(scene, palette, rightPx))
      drawFrame(scene, { context, palette, rightPx })
      return canvas.toBuffer('image/png')
    } finally {
      // Disposing wipes the canvas, so it comes after the encoding.
      chart.dispose()
    }
  }
}
