import { showDigits, showPercent } from '../basics/show.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../basics/timeframe.ts'
import type { EquityPicture } from './charts.ts'
import { font } from './fonts.ts'
import { pale } from './palettes.ts'
import { changeColour, drawFoot, drawHeading, EDGE_PX, LEFT_PX, type Pen, TEXT_PX, timeWords, WIDTH_PX } from './picture-frame.ts'
import { makeScale, type Scale } from './scale.ts'
import { timeLabels } from './time-labels.ts'

const FIGURES_BASE_PX = 80
const EQUITY = { topPx: 104, bottomPx: 566 } as const
const DRAWDOWN = { topPx: 612, bottomPx: 734 } as const
const TIMES_BASE_PX = 762
const PANE_HEAD_PX = 12
const AXIS_GAP_PX = 10
const LINE_PX = 3.5
const DOT_PX = 7
const GAP_PX = 28
const HEADROOM = 0.08
/** The axis is labelled at multiples of the widest of these that gives enough moments to choose from. */
const TIME_STEPS_MS = [DAY_MS, HOUR_MS, 15 * MINUTE_MS, 5 * MINUTE_MS, MINUTE_MS]
const TIME_STEPS_MIN = 24

type Point = EquityPicture['curve'][number]

interface Box {
  readonly topPx: number
  readonly bottomPx: number
  readonly scale: Scale
}

/** Where a curve is drawn: the time axis is common to both panes. */
interface Plot extends Pen {
  readonly curve: readonly Point[]
  readonly rightPx: number
  readonly xOf: (at: number) => number
}

/** Draws equity over time with its drawdown below. */
export function drawEquity(spec: EquityPicture, pen: Pen): void {
  const { curve, at, zone } = spec
  const [first, last] = [curve[0], curve.at(-1)]
  if (first === undefined || last === undefined || last.at <= first.at) throw new RangeError('Equity is drawn from two moments on')
  const equity: Box = { ...EQUITY, scale: equityScale(curve) }
  const drawdown: Box = { ...DRAWDOWN, scale: drawdownScale(curve) }
  const rightPx = WIDTH_PX - axisWidth([equity, drawdown], pen)
  const xOf = (moment: number): number => LEFT_PX + ((moment - first.at) / (last.at - first.at)) * (rightPx - LEFT_PX)
  const plot: Plot = { ...pen, curve, rightPx, xOf }
  const change = first.equity > 0 ? last.equity / first.equity - 1 : 0
  drawHeading({ title: spec.title, badge: spec.badge, value: `${money(last.equity)} ${spec.currency}`, change }, pen)
  drawFigures(spec, pen)
  for (const box of [equity, drawdown]) drawGrid(box, plot)
  drawTimes(spec, plot)
  drawCurve(equity, plot, change)
  drawFalls(drawdown, plot)
  drawFoot([zone, timeWords(at, zone), 'corrected for deposits'], pen)
}

function equityScale(curve: readonly Point[]): Scale {
  const equities = curve.map(({ equity }) => equity)
  const [low, high] = [Math.min(...equities), Math.max(...equities)]
  const room = Math.max((high - low) * HEADROOM, high * 0.002, 1e-6)
  return makeScale(Math.max(0, low - room), high + room, { count: 6 })
}

function drawdownScale(curve: readonly Point[]): Scale {
  const deepest = Math.min(...curve.map(({ drawdown }) => drawdown * 100))
  const scale = makeScale(Math.min(deepest * 1.4, -0.2), 0, { count: 2.5 })
  return { ...scale, ticks: scale.ticks.map(({ at, label }) => ({ at, label: `${label}%` })) }
}

function axisWidth(boxes: readonly Box[], { context }: Pen): number {
  context.font = font(400, TEXT_PX)
  const labels = boxes.flatMap(({ scale }) => scale.ticks.map(({ label }) => context.measureText(label).width))
  return Math.ceil(Math.max(...labels) + AXIS_GAP_PX + EDGE_PX)
}

function yOf({ topPx, bottomPx, scale }: Box, value: number): number {
  return topPx + ((scale.max - value) / (scale.max - scale.min)) * (bottomPx - topPx)
}

function drawFigures({ figures }: EquityPicture, { context, palette }: Pen): void {
  let x = LEFT_PX + 4
  context.textAlign = 'left'
  for (const { label, value } of figures) {
    context.font = font(400, TEXT_PX)
    context.fillStyle = palette.dim
    context.fillText(label, x, FIGURES_BASE_PX)
    x += context.measureText(`${label} `).width
    context.font = font(600, TEXT_PX)
    context.fillStyle = palette.text
    context.fillText(value, x, FIGURES_BASE_PX)
    x += context.measureText(value).width + GAP_PX
  }
}

function drawGrid(box: Box, { context, palette, rightPx }: Plot): void {
  context.font = font(400, TEXT_PX)
  context.textAlign = 'left'
  context.lineWidth = 1
  for (const { at, label } of box.scale.ticks) {
    const y = Math.round(yOf(box, at)) + 0.5
    context.strokeStyle = palette.grid
    line(context, [LEFT_PX, y], [rightPx, y])
    context.fillStyle = palette.dim
    context.fillText(label, rightPx + AXIS_GAP_PX, y + 8)
  }
  context.strokeStyle = palette.border
  context.strokeRect(LEFT_PX + 0.5, box.topPx + 0.5, rightPx - LEFT_PX, box.bottomPx - box.topPx)
}

function drawTimes({ zone, curve }: EquityPicture, { context, palette, rightPx, xOf }: Plot): void {
  const [from, to] = [curve[0]?.at ?? 0, curve.at(-1)?.at ?? 0]
  const stepMs = TIME_STEPS_MS.find((each) => to - from >= TIME_STEPS_MIN * each) ?? MINUTE_MS
  const begin = Math.ceil(from / stepMs) * stepMs
  const times = Float64Array.from({ length: Math.floor((to - begin) / stepMs) + 1 }, (_, index) => begin + index * stepMs)
  context.font = font(400, TEXT_PX)
  context.textAlign = 'center'
  for (const { index, text } of timeLabels(times, zone)) {
    const x = Math.round(xOf(times[index] ?? from)) + 0.5
    context.strokeStyle = palette.grid
    for (const { topPx, bottomPx } of [EQUITY, DRAWDOWN]) line(context, [x, topPx], [x, bottomPx])
    const half = context.measureText(text).width / 2
    context.fillStyle = palette.dim
    context.fillText(text, Math.min(Math.max(x, LEFT_PX + half), rightPx - half), TIMES_BASE_PX)
  }
}

/** The line of equity over a fading area, with a dashed line where it began and a dot where it stands. */
function drawCurve(box: Box, plot: Plot, change: number): void {
  const { context, palette, curve, rightPx, xOf } = plot
  const [first, last] = [curve[0], curve.at(-1)]
  if (first === undefined || last === undefined) return
  const colour = changeColour(change, palette)
  const fade = context.createLinearGradient(0, box.topPx, 0, box.bottomPx)
  fade.addColorStop(0, pale(colour, 0.38))
  fade.addColorStop(1, pale(colour, 0.02))
  tracePath(plot, ({ equity }) => yOf(box, equity))
  closePath(plot, box.bottomPx)
  context.fillStyle = fade
  context.fill()
  context.strokeStyle = palette.dim
  context.lineWidth = 1.5
  context.setLineDash([7, 6])
  line(context, [LEFT_PX, yOf(box, first.equity)], [rightPx, yOf(box, first.equity)])
  context.setLineDash([])
  context.strokeStyle = colour
  context.lineWidth = LINE_PX
  context.lineJoin = 'round'
  tracePath(plot, ({ equity }) => yOf(box, equity))
  context.stroke()
  drawDot(plot, { x: xOf(last.at), y: yOf(box, last.equity), colour })
}

function drawFalls(box: Box, plot: Plot): void {
  const { context, palette, curve, xOf } = plot
  context.font = font(600, TEXT_PX)
  context.textAlign = 'left'
  context.fillStyle = palette.dim
  context.fillText('Drawdown', LEFT_PX + 4, box.topPx - PANE_HEAD_PX)
  const y = ({ drawdown }: Point): number => yOf(box, drawdown * 100)
  tracePath(plot, y)
  closePath(plot, box.topPx)
  context.fillStyle = pale(palette.down, 0.25)
  context.fill()
  context.strokeStyle = palette.down
  context.lineWidth = 2
  tracePath(plot, y)
  context.stroke()
  const worst = curve.reduce((deepest, point) => (point.drawdown < deepest.drawdown ? point : deepest))
  if (worst.drawdown >= 0) return
  const x = xOf(worst.at)
  drawDot(plot, { x, y: y(worst), colour: palette.down })
  const words = showPercent(worst.drawdown)
  context.font = font(700, TEXT_PX)
  const isFarRight = x + context.measureText(words).width + 3 * DOT_PX > plot.rightPx
  context.textAlign = isFarRight ? 'right' : 'left'
  context.fillStyle = palette.strong
  context.fillText(words, x + (isFarRight ? -2 : 2) * DOT_PX, Math.min(y(worst) + 26, box.bottomPx - 6))
}

function tracePath({ context, curve, xOf }: Plot, y: (point: Point) => number): void {
  context.beginPath()
  for (const point of curve) context.lineTo(xOf(point.at), y(point))
}

function closePath({ context, curve, xOf }: Plot, basePx: number): void {
  context.lineTo(xOf(curve.at(-1)?.at ?? 0), basePx)
  context.lineTo(xOf(curve[0]?.at ?? 0), basePx)
  context.closePath()
}

function drawDot({ context, palette }: Plot, { x, y, colour }: { x: number; y: number; colour: string }): void {
  context.beginPath()
  context.arc(x, y, DOT_PX, 0, 2 * Math.PI)
  context.fillStyle = colour
  context.fill()
  context.strokeStyle = palette.strong
  context.lineWidth = 2
  context.stroke()
}

function line(context: Pen['context'], [fromX, fromY]: readonly [number, number], [toX, toY]: readonly [number, number]): void {
  context.beginPath()
  context.moveTo(fromX, fromY)
  context.lineTo(toX, toY)
  context.stroke()
}

function money(value: number): string {
  return showDigits(value.toFixed(2))
}
