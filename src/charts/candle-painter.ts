import { createCanvas } from '@napi-rs/canvas'
import { BarChart, CandlestickChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, MarkAreaComponent, MarkLineComponent } from 'echarts/components'
import { init, setPlatformAPI, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import type { Candles } from '../basics/candles.ts'
import { axisWidth, drawFrame } from './candle-frame.ts'
import { candleOption } from './candle-option.ts'
import { candleScene, HEIGHT_PX, WIDTH_PX } from './candle-scene.ts'
import type { CandlePicture } from './charts.ts'
import { registerFonts } from './fonts.ts'
import { PALETTE } from './palettes.ts'

let ready = false

/** Draws one picture and encodes it as PNG. */
export function paintCandles(spec: CandlePicture, real: Candles): Uint8Array {
  prepare()
  const canvas = createCanvas(WIDTH_PX, HEIGHT_PX)
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

function prepare(): void {
  if (ready) return
  registerFonts()
  use([
    BarChart,
    CandlestickChart,
    CustomChart,
    LineChart,
    ScatterChart,
    GridComponent,
    MarkAreaComponent,
    MarkLineComponent,
    CanvasRenderer,
  ])
  setPlatformAPI({ createCanvas: () => createCanvas(32, 32) })
  ready = true
}
