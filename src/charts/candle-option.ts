import type { EChartsCoreOption } from 'echarts/core'
import { boxPlaces } from './box-places.ts'
import { boxSeries } from './box-series.ts'
import { CHIP_HEIGHT_PX, type Chip, type Pane, type Scene, yOf } from './candle-scene.ts'
import type { Study } from './charts.ts'
import { FONT_FAMILY } from './fonts.ts'
import { type Palette, pale } from './palettes.ts'
import { LEFT_PX, TEXT_PX, WIDTH_PX } from './picture-frame.ts'
import { place } from './scale.ts'
import { LINE_PX, lineLook, lineNumbers, type Series, studySeries } from './study-series.ts'

const VOLUME_SHARE = 0.22
const BAR_SHARE = 0.7
const BAR_PX_MAX = 40

/** What echarts draws of a scene: panes with their axes, candles, volume and indicators. `rightPx` is the room for the labels of the axes. */
export function candleOption(scene: Scene, palette: Palette, rightPx: number): EChartsCoreOption {
  const panes: readonly (Pane & { study?: Study })[] = [scene.price, ...scene.lower]
  const lines = lineNumbers(scene)
  return {
    animation: false,
    backgroundColor: palette.background,
    textStyle: { fontFamily: FONT_FAMILY },
    grid: panes.map(({ topPx, heightPx }) => ({
      left: LEFT_PX,
      right: rightPx,
      top: topPx,
      height: heightPx,
      show: true,
      borderColor: palette.border,
      backgroundColor: 'transparent',
      outerBoundsMode: 'none',
    })),
    xAxis: panes.map((_, index) => timeAxis(scene, palette, { index, labelled: index === panes.length - 1 })),
    yAxis: [...panes.map((pane, index) => valueAxis(pane, palette, { index, chips: index === 0 ? scene.chips : [] })), volumeAxis(scene)],
    series: [
      boxSeries(boxPlaces(scene, plotRight(rightPx)), palette),
      volumeSeries(scene, palette, panes.length),
      ...scene.overlays.flatMap((study) => studySeries(study, { scene, palette, pane: 0, scale: scene.price.scale, lines })),
      priceSeries(scene, palette, rightPx),
      ...scene.lower.flatMap(({ study, scale }, index) => studySeries(study, { scene, palette, pane: index + 1, scale, lines })),
    ],
  }
}

function timeAxis({ spec, times }: Scene, palette: Palette, { index, labelled }: { index: number; labelled: boolean }): Series {
  const labels = new Map(times.map((label) => [label.index, label.text]))
  return {
    type: 'category',
    gridIndex: index,
    data: Array.from(spec.candles.time, (_, candle) => labels.get(candle) ?? ''),
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: true, interval: (candle: number) => labels.has(candle), lineStyle: { color: palette.grid, width: 1 } },
    axisLabel: {
      show: labelled,
      interval: (candle: number) => labels.has(candle),
      fontSize: TEXT_PX,
      color: palette.dim,
      margin: 10,
      hideOverlap: false,
      alignMinLabel: 'left',
    },
  }
}

function valueAxis(pane: Pane, palette: Palette, { index, chips }: { index: number; chips: readonly Chip[] }): Series {
  const { ticks, min, max } = pane.scale
  const labels = new Map(ticks.map(({ at, label }) => [at, label]))
  const free = ticks
    .filter(({ at }) => chips.every(({ centrePx }) => Math.abs(yOf(pane, at) - centrePx) > CHIP_HEIGHT_PX * 0.85))
    .map(({ at }) => at)
  return {
    type: 'value',
    gridIndex: index,
    position: 'right',
    min,
    max,
    axisLine: { show: false },
    axisTick: { show: false, customValues: ticks.map(({ at }) => at) },
    splitLine: { lineStyle: { color: palette.grid, width: 1 } },
    axisLabel: { customValues: free, formatter: (at: number) => labels.get(at) ?? '', fontSize: TEXT_PX, color: palette.dim, margin: 10 },
  }
}

function volumeAxis({ spec }: Scene): Series {
  const most = Math.max(...spec.candles.volume)
  return { type: 'value', gridIndex: 0, min: 0, max: most > 0 ? most / VOLUME_SHARE : 1, show: false }
}

function volumeSeries({ spec }: Scene, palette: Palette, yAxisIndex: number): Series {
  const { open, close, volume } = spec.candles
  const data = Array.from(volume, (value, index) => ({
    value,
    itemStyle: { color: pale((close[index] ?? 0) >= (open[index] ?? 0) ? palette.up : palette.down, 0.35) },
  }))
  return { type: 'bar', xAxisIndex: 0, yAxisIndex, data, barWidth: `${100 * BAR_SHARE}%`, barMaxWidth: BAR_PX_MAX, silent: true }
}

function priceSeries({ spec, price }: Scene, palette: Palette, rightPx: number): Series {
  const { open, high, low, close } = spec.candles
  const at = (column: Float64Array, index: number): number => place(price.scale, column[index] ?? Number.NaN)
  const base = { xAxisIndex: 0, yAxisIndex: 0, silent: true, z: 3 }
  if (spec.style === 'line') {
    const data = Array.from(close, (_, index) => at(close, index))
    return {
      ...base,
      ...lineLook({ color: palette.text, opacity: 1, widthPx: LINE_PX, dash: 'solid' }),
      data,
      areaStyle: { color: pale(palette.text, 0.06), origin: 'start' },
      showSymbol: data.length === 1,
      symbolSize: 10,
    }
  }
  const data = Array.from(close, (_, index) => ({
    value: [at(open, index), at(close, index), at(low, index), at(high, index)],
    itemStyle: candleLook(palette, {
      rising: (close[index] ?? 0) >= (open[index] ?? 0),
      forming: spec.forming && index === close.length - 1,
    }),
  }))
  const barWidth = Math.min(BAR_PX_MAX, ((plotRight(rightPx) - LEFT_PX) / close.length) * BAR_SHARE)
  return { ...base, type: 'candlestick', barWidth, data }
}

function candleLook(palette: Palette, { rising, forming }: { rising: boolean; forming: boolean }): Series {
  const colour = rising ? palette.up : palette.down
  const fill = palette.shapes && rising ? palette.background : colour
  return {
    color: fill,
    color0: fill,
    borderColor: colour,
    borderColor0: colour,
    borderColorDoji: colour,
    borderWidth: 2,
    opacity: forming ? 0.55 : 1,
  }
}

/** Where the plot ends on the right. */
export function plotRight(rightPx: number): number {
  return WIDTH_PX - rightPx
}
