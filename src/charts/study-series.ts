import type { CustomSeriesRenderItemAPI } from 'echarts'
import type { Scene } from './candle-scene.ts'
import type { Plot, Study } from './charts.ts'
import { lineColour, lineDash, type Palette, pale } from './palettes.ts'
import { place, type Scale } from './scale.ts'

export type Series = Record<string, unknown>

export const LINE_PX = 3
/** The colours of a pane: one line has the third, several begin with the second. */
const SINGLE_LINE = 2
const PANE_LINES = [1, 0, 2] as const
/** An upper, a middle and a lower line: they share one colour. */
const CHANNEL_PLOTS = 3

/** The number of each line's colour: counted through over the price, afresh in every pane. */
export function lineNumbers({ overlays, lower }: Pick<Scene, 'overlays' | 'lower'>): ReadonlyMap<Plot, number> {
  return new Map([...overlayNumbers(overlays), ...lower.flatMap(({ study }) => paneNumbers(study))])
}

function overlayNumbers(overlays: readonly Study[]): [Plot, number][] {
  let next = 0
  return overlays.flatMap(({ plots }) => {
    const band = plots.some(({ shape }) => shape === 'band-edge') ? next++ : undefined
    return plots.map((plot): [Plot, number] => {
      const shares = band !== undefined && (plot.shape === 'band-edge' || plots.length === CHANNEL_PLOTS)
      return [plot, shares ? band : next++]
    })
  })
}

function paneNumbers({ plots }: Study): [Plot, number][] {
  const lines = plots.filter(({ shape }) => shape !== 'bars')
  return lines.map((plot, index) => [plot, lines.length === 1 ? SINGLE_LINE : (PANE_LINES[index] ?? index)])
}

interface StudyContext {
  readonly scene: Scene
  readonly palette: Palette
  readonly pane: number
  readonly scale: Scale
  readonly lines: ReadonlyMap<Plot, number>
}

/** What echarts draws of one indicator: its lines, bars and dots, the area of a band, the levels of its pane. */
export function studySeries(study: Study, context: StudyContext): Series[] {
  const { lines } = context
  const edges = study.plots.filter(({ shape }) => shape === 'band-edge')
  const band = edges.length === 2 ? [bandSeries(edges, context)] : []
  const levels = study.levels.length === 0 ? [] : [levelSeries(study, context)]
  const plots = study.plots.map((plot) =>
    plotSeries(plot, {
      ...context,
      channel: edges.length > 0 && lines.get(plot) === lines.get(edges[0] ?? plot),
      alone: study.plots.length === 1,
    }),
  )
  return [...band, ...levels, ...plots]
}

/** `channel`: one of the lines of a channel, which are thin; `alone`: there is nothing to tell it from. */
function plotSeries(
  plot: Plot,
  { palette, pane, scale, lines, channel, alone }: StudyContext & { channel: boolean; alone: boolean },
): Series {
  const number = lines.get(plot) ?? 0
  const color = lineColour(palette, number)
  const data = Array.from(plot.values, (value) => {
    const at = place(scale, value)
    return Number.isFinite(at) ? at : '-'
  })
  const base = { xAxisIndex: pane, yAxisIndex: pane, silent: true, data, z: 4 }
  if (plot.shape === 'bars') return { ...base, ...barLook(plot, palette), z: 2 }
  if (plot.shape === 'dots') return { ...base, type: 'scatter', symbolSize: 7, itemStyle: { color } }
  if (channel) return { ...base, ...lineLook({ color: pale(color, 0.75), widthPx: 2, dash: 'solid' }) }
  return { ...base, ...lineLook({ color, widthPx: LINE_PX, dash: alone && pane > 0 ? 'solid' : lineDash(palette, number) }) }
}

/** How a line is drawn: without symbols, its joints round. */
export function lineLook({ color, widthPx, dash }: { color: string; widthPx: number; dash: 'solid' | number[] }): Series {
  return {
    type: 'line',
    showSymbol: false,
    symbol: 'circle',
    itemStyle: { color },
    lineStyle: { width: widthPx, color, type: dash, join: 'round' },
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
