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
const CHANNEL_PLOTS = 3

/** The number of each line's colour: counted through over the price, afresh in every pane. */
export function lineNumbers({ overlays, lower }: Pick<Scene, 'overlays' | 'lower'>): ReadonlyMap<Plot, number> {
  return new Map([...overlayNumbers(overlays), ...lower.flatMap(({ study }) => paneNumbers(study))])
}

function overlayNumbers(overlays: readonly Study[]): [Plot, number][] {
  let next = 0
  return overlays.flatMap((study) => {
    const shared = isChannel(study) ? next++ : undefined
    return study.plots.map((plot): [Plot, number] => [plot, shared ?? next++])
  })
}

/** An upper, a middle and a lower line: nobody mistakes them for each other, so they share one colour. */
function isChannel({ plots }: Study): boolean {
  return plots.length === CHANNEL_PLOTS && plots.some(({ shape }) => shape === 'band-edge')
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
  const edges = study.plots.filter(({ shape }) => shape === 'band-edge')
  const band = edges.length === 2 ? [bandSeries(edges, context)] : []
  const levels = study.levels.length === 0 ? [] : [levelSeries(study, context)]
  return [...band, ...levels, ...study.plots.flatMap((plot) => plotSeries(plot, study, context))]
}

function plotSeries(plot: Plot, study: Study, { scene, palette, pane, scale, lines }: StudyContext): Series[] {
  const look = plotLook(plot, study, { palette, lines })
  const columnOf = (isShown: (value: number, index: number) => boolean): (number | '-')[] =>
    Array.from(plot.values, (value, index) => {
      const at = place(scale, value)
      return Number.isFinite(at) && isShown(value, index) ? at : '-'
    })
  const base = { xAxisIndex: pane, yAxisIndex: pane, silent: true, z: 4, data: columnOf(() => true) }
  if (plot.shape === 'bars') return [{ ...base, ...barLook(plot, palette), z: 2 }]
  if (plot.shape === 'dots') return [{ ...base, type: 'scatter', symbolSize: 7, itemStyle: { color: look.color } }]
  if (plot.shape !== 'stop') return [{ ...base, ...lineLook(look) }]
  const isBelow = (value: number, index: number): boolean => value <= (scene.spec.candles.close[index] ?? value)
  const sides = [columnOf(isBelow), columnOf((value, index) => !isBelow(value, index))]
  return sides.map((data) => ({ ...base, ...lineLook(look), data }))
}

interface Look {
  readonly color: string
  readonly opacity: number
  readonly widthPx: number
  readonly dash: 'solid' | number[]
}

/** The stroke of one line of an indicator: edges are thin; what cannot be mistaken for another line is not dashed. */
export function plotLook(plot: Plot, study: Study, { palette, lines }: Pick<StudyContext, 'palette' | 'lines'>): Look {
  const number = lines.get(plot) ?? 0
  const color = lineColour(palette, number)
  const channel = isChannel(study)
  const alone = study.pane === 'own' && study.plots.length === 1
  const dash = channel || alone ? 'solid' : lineDash(palette, number)
  const thin = channel || plot.shape === 'band-edge'
  return { color, opacity: thin ? 0.75 : 1, widthPx: thin ? 2 : LINE_PX, dash }
}

/** How a line is drawn: without symbols, its joints round. */
export function lineLook({ color, opacity, widthPx, dash }: Look): Series {
  return {
    type: 'line',
    showSymbol: false,
    symbol: 'circle',
    itemStyle: { color },
    lineStyle: { width: widthPx, color, opacity, type: dash, join: 'round' },
  }
}

/** Bars on both sides of zero have the colours of rise and fall; what is never negative has no direction to show. */
function barLook({ values }: Plot, palette: Palette): Series {
  const signed = values.some((value) => value < 0)
  const colourOf = (value: number): string => (signed ? (value >= 0 ? palette.up : palette.down) : palette.neutral)
  const data = Array.from(values, (value) => (Number.isFinite(value) ? { value, itemStyle: { color: pale(colourOf(value), 0.75) } } : '-'))
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
