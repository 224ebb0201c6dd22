import type { CustomSeriesRenderItemAPI } from 'echarts'
import type { EChartsCoreOption } from 'echarts/core'
import { CHIP_HEIGHT_PX, type Chip, LEFT_PX, type Pane, type Scene, WIDTH_PX, yOf } from './candle-scene.ts'
import type { Plot, Study } from './charts.ts'
import { FONT_FAMILY } from './fonts.ts'
import { lineColour, lineDash, type Palette, pale } from './palettes.ts'
import { place, type Scale } from './scale.ts'

export const TEXT_PX = 22
const LINE_PX = 3
const VOLUME_SHARE = 0.22
/** The colours of a pane: one line has the third, several begin with the second. */
const SINGLE_LINE = 2
const PANE_LINES = [1, 0, 2] as const

type Series = Record<string, unknown>

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
      volumeSeries(scene, palette, panes.length),
      ...scene.overlays.flatMap((study) => studySeries(study, { scene, palette, pane: 0, scale: scene.price.scale, lines })),
      priceSeries(scene, palette),
      ...scene.lower.flatMap(({ study, scale }, index) => studySeries(study, { scene, palette, pane: index + 1, scale, lines })),
    ],
  }
}

/** The number of each line's colour: counted through over the price, afresh in every pane. */
export function lineNumbers({ overlays, lower }: Pick<Scene, 'overlays' | 'lower'>): ReadonlyMap<Plot, number> {
  const numbers = new Map<Plot, number>()
  let next = 0
  for (const { plots } of overlays) {
    const band = plots.some(({ shape }) => shape === 'band-edge') ? next++ : undefined
    for (const plot of plots) numbers.set(plot, band ?? next++)
  }
  for (const { study } of lower) {
    const lines = study.plots.filter(({ shape }) => shape !== 'bars')
    for (const [index, plot] of lines.entries()) numbers.set(plot, lines.length === 1 ? SINGLE_LINE : (PANE_LINES[index] ?? index))
  }
  return numbers
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
  return { type: 'bar', xAxisIndex: 0, yAxisIndex, data, barWidth: '70%', silent: true }
}

function priceSeries({ spec, price }: Scene, palette: Palette): Series {
  const { open, high, low, close } = spec.candles
  const at = (column: Float64Array, index: number): number => place(price.scale, column[index] ?? Number.NaN)
  const base = { xAxisIndex: 0, yAxisIndex: 0, silent: true, z: 3 }
  if (spec.style === 'line') {
    const data = Array.from(close, (_, index) => at(close, index))
    return {
      ...base,
      ...lineLook(palette.neutral, 'solid'),
      data,
      areaStyle: { color: pale(palette.neutral, 0.08), origin: 'start' },
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
  return { ...base, type: 'candlestick', barWidth: '70%', barMaxWidth: 40, data }
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

interface StudyContext {
  readonly scene: Scene
  readonly palette: Palette
  readonly pane: number
  readonly scale: Scale
  readonly lines: ReadonlyMap<Plot, number>
}

function studySeries(study: Study, context: StudyContext): Series[] {
  const { palette, pane, lines } = context
  const edges = study.plots.filter(({ shape }) => shape === 'band-edge')
  const band = edges.length === 2 ? [bandSeries(edges, context)] : []
  const levels = study.levels.length === 0 ? [] : [levelSeries(study, context)]
  const plots = study.plots.map((plot): Series => {
    const number = lines.get(plot) ?? 0
    const data = Array.from(plot.values, (value) => (Number.isFinite(value) ? place(context.scale, value) : '-'))
    const base = { xAxisIndex: pane, yAxisIndex: pane, silent: true, data, z: 4 }
    if (plot.shape === 'bars') return { ...base, ...barLook(plot, palette), z: 2 }
    if (plot.shape === 'dots') return { ...base, type: 'scatter', symbolSize: 7, itemStyle: { color: lineColour(palette, number) } }
    if (plot.shape === 'band-edge')
      return {
        ...base,
        ...lineLook(pale(lineColour(palette, number), 0.75), 'solid'),
        lineStyle: { width: 2, color: pale(lineColour(palette, number), 0.75) },
      }
    return { ...base, ...lineLook(lineColour(palette, number), lineDash(palette, number)) }
  })
  return [...band, ...levels, ...plots]
}

function lineLook(color: string, dash: 'solid' | number[]): Series {
  return {
    type: 'line',
    showSymbol: false,
    symbol: 'circle',
    itemStyle: { color },
    lineStyle: { width: LINE_PX, color, type: dash, join: 'round' },
  }
}

function barLook({ values }: Plot, palette: Palette): Series {
  const data = Array.from(values, (value) =>
    Number.isFinite(value) ? { value, itemStyle: { color: pale(value >= 0 ? palette.up : palette.down, 0.75) } } : '-',
  )
  return { type: 'bar', barWidth: '70%', data }
}

/** The area between two lines. Where one of them has no value yet, there is none. */
function bandSeries(edges: readonly Plot[], { scene, palette, pane, scale, lines }: StudyContext): Series {
  const [first, second] = edges
  const number = first === undefined ? 0 : (lines.get(first) ?? 0)
  const known = Array.from(scene.spec.candles.time, (_, index) => index).filter(
    (index) => Number.isFinite(first?.values[index]) && Number.isFinite(second?.values[index]),
  )
  const renderItem = (_: unknown, api: CustomSeriesRenderItemAPI): unknown => {
    const corner = (plot: Plot | undefined, index: number): number[] => api.coord([index, place(scale, plot?.values[index] ?? Number.NaN)])
    const points = [...known.map((index) => corner(first, index)), ...known.toReversed().map((index) => corner(second, index))]
    return { type: 'polygon', shape: { points }, style: { fill: pale(lineColour(palette, number), 0.1) } }
  }
  return {
    type: 'custom',
    xAxisIndex: pane,
    yAxisIndex: pane,
    silent: true,
    clip: true,
    z: 1,
    data: known.length > 1 ? [[0, scale.min]] : [],
    renderItem,
  }
}

/** The levels of a pane as dashed lines, with the ground between the outer two tinted. */
function levelSeries({ levels }: Study, { palette, pane }: StudyContext): Series {
  const tint = { itemStyle: { color: pale(lineColour(palette, 2), 0.1) } }
  return {
    type: 'line',
    xAxisIndex: pane,
    yAxisIndex: pane,
    silent: true,
    data: [],
    markLine: {
      symbol: 'none',
      silent: true,
      label: { show: false },
      lineStyle: { color: palette.dim, width: 1.5, type: 'dashed', opacity: 0.6 },
      data: levels.map((yAxis) => ({ yAxis })),
    },
    ...(levels.length > 1 && {
      markArea: { silent: true, ...tint, data: [[{ yAxis: Math.min(...levels) }, { yAxis: Math.max(...levels) }]] },
    }),
  }
}

/** Where the plot ends on the right. */
export function plotRight(rightPx: number): number {
  return WIDTH_PX - rightPx
}
