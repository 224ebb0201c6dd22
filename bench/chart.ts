import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createCanvas } from '@napi-rs/canvas'
import { CandlestickChart, LineChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, setPlatformAPI, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { readStudy } from '../src/analysis/read-study.ts'
import type { Candles } from '../src/basics/candles.ts'
import { createCharts } from '../src/charts/chart-service.ts'
import { CANDLES_SHOWN_MAX, type CandlePicture } from '../src/charts/charts.ts'
import { createMarketService } from '../src/market/market-service.ts'
import { fixedClock } from '../src/market/recorded/replay-clock.ts'
import { simulatedMarket } from '../src/market/simulated/simulated-market.ts'
import { compare, print } from './rounds.ts'

const [WIDTH_PX, HEIGHT_PX] = [1280, 800]
const ROUNDS = 20

/** A candle picture with two panes, drawn in the painter's thread, against bare echarts options on the same canvas in the main thread. */
export async function benchChart(): Promise<void> {
  const spec = await somePicture()
  const charts = createCharts()
  const cold = performance.now()
  await charts.candles(spec)
  print(`the first picture, with its thread: ${(performance.now() - cold).toFixed(0)} ms`)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  for (let round = 0; round < ROUNDS; round++) await charts.candles(spec)
  delay.disable()
  print(
    `main loop while ${ROUNDS} pictures are drawn: blocked at most ${(delay.max / 1e6).toFixed(1)} ms, 99 of 100 under ${(delay.percentile(99) / 1e6).toFixed(1)} ms`,
  )
  prepareBare()
  await compare(
    [
      { name: 'Parley', run: () => charts.candles(spec) },
      { name: 'bare echarts on canvas', run: async () => drawBare(spec.candles) },
    ],
    ROUNDS,
  )
  await charts.stop()
}

async function somePicture(): Promise<CandlePicture> {
  const at = Date.UTC(2026, 0, 1)
  const service = createMarketService({ source: simulatedMarket({ seed: 'bench', clock: fixedClock(at) }).source, preferredVenues: [] })
  const market = await service.find('btc')
  const { candles } = await service.candles({ market, timeframe: '1h', limit: 300 })
  const studies = ['ema20', 'bb', 'rsi', 'macd'].map((word) => {
    const { label, pane, levels, outputs } = readStudy(word).compute(candles)
    return { label, pane, levels, plots: outputs.map(({ label, values, shape }) => ({ label, values, shape })) }
  })
  const { symbol, venue, tick } = market
  return {
    symbol,
    venue,
    tick,
    candles,
    studies,
    at,
    forming: false,
    style: 'candles',
    log: false,
    marks: [],
    zone: 'UTC',
    palette: 'classic',
  }
}

function prepareBare(): void {
  use([CandlestickChart, LineChart, GridComponent, CanvasRenderer])
  setPlatformAPI({ createCanvas: () => createCanvas(32, 32) })
}

/** The same candles in three grids, with three lines, without titles, chips, bands or levels. */
function drawBare(candles: Candles): Uint8Array {
  const last = (column: Float64Array): number[] => [...column.subarray(-CANDLES_SHOWN_MAX)]
  const canvas = createCanvas(WIDTH_PX, HEIGHT_PX)
  const chart = init(canvas, null, { renderer: 'canvas', width: WIDTH_PX, height: HEIGHT_PX, devicePixelRatio: 1 })
  const [open, close, low, high] = [last(candles.open), last(candles.close), last(candles.low), last(candles.high)]
  const axes = [0, 1, 2].map((gridIndex) => ({ gridIndex }))
  chart.setOption({
    animation: false,
    grid: [
      { top: 40, height: 400 },
      { top: 480, height: 120 },
      { top: 640, height: 120 },
    ],
    xAxis: axes.map((axis) => ({ ...axis, type: 'category', data: last(candles.time).map(String) })),
    yAxis: axes.map((axis) => ({ ...axis, scale: true })),
    series: [
      { type: 'candlestick', data: open.map((price, at) => [price, close[at], low[at], high[at]]) },
      { type: 'line', data: close, showSymbol: false },
      { type: 'line', xAxisIndex: 1, yAxisIndex: 1, data: close, showSymbol: false },
      { type: 'line', xAxisIndex: 2, yAxisIndex: 2, data: open, showSymbol: false },
    ],
  })
  const bytes = canvas.toBuffer('image/png')
  chart.dispose()
  return bytes
}
