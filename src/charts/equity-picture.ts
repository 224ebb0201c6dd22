import { showDigits, showPercent } from '../basics/show.ts'
import type { EquityPicture } from './charts.ts'
import { pale } from './palettes.ts'
import { changeColour, drawFoot, drawHeading, LEFT_PX, type Pen, timeWords } from './picture-frame.ts'
import { makeScale, type Scale } from './scale.ts'
import {
  drawBeside,
  drawDot,
  drawFigures,
  drawGrid,
  drawLine,
  drawPaneHead,
  drawTimes,
  openPanes,
  type TimePanes,
  yOf,
} from './time-panes.ts'

const EQUITY = { topPx: 104, bottomPx: 566 } as const
const DRAWDOWN = { topPx: 612, bottomPx: 734 } as const
const TIMES_BASE_PX = 762
const LINE_PX = 3.5
const HEADROOM = 0.08

type Point = EquityPicture['curve'][number]

/** Where a curve is drawn. */
interface Plot extends TimePanes<'equity' | 'drawdown'> {
  readonly curve: readonly Point[]
}

/** Draws equity over time with its drawdown below. */
export function drawEquity(spec: EquityPicture, pen: Pen): void {
  const { curve, at, zone } = spec
  const [first, last] = [curve[0], curve.at(-1)]
  if (first === undefined || last === undefined) throw new RangeError('There is no equity to draw')
  const panes = { equity: { ...EQUITY, scale: equityScale(curve) }, drawdown: { ...DRAWDOWN, scale: drawdownScale(curve) } }
  const plot: Plot = { ...openPanes(panes, { from: first.at, to: last.at }, pen), curve }
  const change = first.equity > 0 ? last.equity / first.equity - 1 : 0
  drawHeading({ title: spec.title, badge: spec.badge, value: `${money(last.equity)} ${spec.currency}`, change }, pen)
  drawFigures(spec.figures, pen)
  for (const pane of [plot.panes.equity, plot.panes.drawdown]) drawGrid(pane, plot)
  drawTimes(zone, TIMES_BASE_PX, plot)
  drawCurve(plot, change)
  drawFalls(plot)
  drawFoot([zone, timeWords(at, zone), 'corrected for deposits'], pen)
}

function equityScale(curve: readonly Point[]): Scale {
  const equities = curve.map(({ equity }) => equity)
  const [low, high] = [Math.min(...equities), Math.max(...equities)]
  const room = Math.max((high - low) * HEADROOM, high * 0.002, 1e-6)
  return makeScale(Math.max(0, low - room), high + room, { count: 6 })
}

function drawdownScale(curve: readonly Point[]): Scale {
  return fallScale(Math.min(...curve.map(({ drawdown }) => drawdown)))
}

/** From nothing lost down to a little more than the deepest fall, in percent. */
export function fallScale(deepest: number): Scale {
  const scale = makeScale(Math.min(deepest * 140, -0.2), 0, { count: 2.5 })
  return { ...scale, ticks: scale.ticks.map(({ at, label }) => ({ at, label: `${label}%` })) }
}

/** The line of equity over a fading area, with a dashed line where it began and a dot where it stands. */
function drawCurve(plot: Plot, change: number): void {
  const { context, palette, panes, curve, rightPx, xOf } = plot
  const box = panes.equity
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
  drawLine(context, [LEFT_PX, yOf(box, first.equity)], [rightPx, yOf(box, first.equity)])
  context.setLineDash([])
  context.strokeStyle = colour
  context.lineWidth = LINE_PX
  context.lineJoin = 'round'
  tracePath(plot, ({ equity }) => yOf(box, equity))
  context.stroke()
  drawDot(plot, { x: xOf(last.at), y: yOf(box, last.equity), colour })
}

function drawFalls(plot: Plot): void {
  const { context, palette, panes, curve, xOf } = plot
  const box = panes.drawdown
  drawPaneHead('Drawdown', box, plot)
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
  drawBeside(showPercent(worst.drawdown), [x, Math.min(y(worst) + 26, box.bottomPx - 6)], plot)
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

function money(value: number): string {
  return showDigits(value.toFixed(2))
}
