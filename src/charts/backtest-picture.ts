import { showDigits, showPercent } from '../basics/show.ts'
import type { BacktestPicture } from './charts.ts'
import { fallScale } from './equity-picture.ts'
import { font } from './fonts.ts'
import { pale } from './palettes.ts'
import { changeColour, drawFoot, drawHeading, EDGE_PX, fitted, LEFT_PX, type Pen, TEXT_PX, timeWords, WIDTH_PX } from './picture-frame.ts'
import { makeScale, type Scale } from './scale.ts'
import { drawBeside, drawDot, drawFigures, drawGrid, drawPaneHead, drawTimes, openPanes, type TimePanes, yOf } from './time-panes.ts'

const PRICE = { topPx: 122, bottomPx: 366 } as const
const EQUITY = { topPx: 408, bottomPx: 584 } as const
const DRAWDOWN = { topPx: 626, bottomPx: 704 } as const
const TIMES_BASE_PX = 730
const WORDS_BASE_PX = 762
const LINE_PX = 3
const HEADROOM = 0.06
/** From this ratio of the highest to the lowest on, steps are drawn by their ratio: else a small price is a flat line. */
const LOG_FROM = 3
const FILL_PX = 11
const FILL_SMALL_PX = 6
/** More fills than this are drawn small. */
const FILLS_LARGE_MAX = 60
const FILL_GAP_PX = 6

type Plot = TimePanes<'price' | 'equity' | 'drawdown'>

/** Draws the price with entries and exits, equity against holding, and drawdown, one below the other, with the verdict at the foot. Throws a `RangeError` for fewer than two moments, and for what is no number. */
export function drawBacktest(spec: BacktestPicture, pen: Pen): void {
  const { times, price, equity, holding, zone, at } = spec
  // Skia ends the process over a circle at no number.
  if (![price, equity, holding].every((curve) => curve.every(Number.isFinite))) throw new RangeError('A curve is drawn of numbers')
  const drawdown = drawdownOf(equity)
  const panes = {
    price: { ...PRICE, scale: valueScale([price], 5) },
    equity: { ...EQUITY, scale: valueScale([equity, holding], 4) },
    drawdown: { ...DRAWDOWN, scale: fallScale(drawdown.reduce((least, value) => Math.min(least, value), 0)) },
  }
  const plot: Plot = openPanes(panes, { from: times[0] ?? 0, to: times.at(-1) ?? 0 }, pen)
  drawHeading({ title: spec.title, badge: spec.badge, value: `${money(equity.at(-1) ?? 0)} ${spec.currency}`, change: spec.change }, pen)
  drawFigures(spec.figures, pen)
  for (const pane of Object.values(plot.panes)) drawGrid(pane, plot)
  drawTimes(zone, TIMES_BASE_PX, plot)
  drawPrice(spec, plot)
  drawEquities(spec, plot)
  drawFalls(times, drawdown, plot)
  drawWords(spec.words, pen)
  drawFoot([zone, timeWords(at, zone), 'past results promise nothing'], pen)
}

/** How far below its highest so far each value is; 0 at a new high, −1 where all is lost. */
function drawdownOf(equity: Float64Array): Float64Array {
  let peak = Number.NEGATIVE_INFINITY
  return equity.map((value) => {
    peak = Math.max(peak, value)
    return peak > 0 ? value / peak - 1 : 0
  })
}

function valueScale(curves: readonly Float64Array[], count: number): Scale {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const curve of curves)
    for (const value of curve) {
      if (value < low) low = value
      if (value > high) high = value
    }
  if (low > 0 && high / low >= LOG_FROM) {
    const room = (high / low) ** HEADROOM
    return makeScale(low / room, high * room, { log: true, count })
  }
  const room = Math.max((high - low) * HEADROOM, Math.abs(high) * 0.002, 1e-6)
  return makeScale(low >= 0 ? Math.max(0, low - room) : low - room, high + room, { count })
}

/** The price as a thin line; entries point up from below it, exits down from above, in the colour of what came of them, hollow where colours are not enough. */
function drawPrice({ times, price, fills }: BacktestPicture, plot: Plot): void {
  const { context, palette, panes } = plot
  const sold = fills.filter(({ side }) => side === 'sell').length
  drawPaneHead('Price', { ...panes.price, key: `${fills.length - sold} entries below, ${sold} exits above` }, plot)
  context.strokeStyle = palette.text
  context.lineWidth = 1.6
  context.lineJoin = 'round'
  trace(times, price, { ...plot, pane: 'price' })
  context.stroke()
  const size = fills.length > FILLS_LARGE_MAX ? FILL_SMALL_PX : FILL_PX
  for (const { at, price: paid, side, won } of fills) {
    const [x, y] = [plot.xOf(at), yOf(panes.price, paid)]
    context.fillStyle = side === 'buy' ? palette.neutral : won === true ? palette.up : palette.down
    context.strokeStyle = context.fillStyle
    traceTriangle(context, [x, side === 'buy' ? y + FILL_GAP_PX : y - FILL_GAP_PX], side === 'buy' ? size : -size)
    if (palette.shapes && side === 'sell' && won !== true) context.stroke()
    else context.fill()
  }
}

/** A triangle whose tip is at a place; it hangs below it, and stands above it where the size is negative. */
function traceTriangle(context: Pen['context'], [x, y]: readonly [number, number], sizePx: number): void {
  context.beginPath()
  context.moveTo(x, y)
  context.lineTo(x - sizePx * 0.7, y + sizePx * 1.3)
  context.lineTo(x + sizePx * 0.7, y + sizePx * 1.3)
  context.closePath()
}

function drawEquities({ times, equity, holding, change }: BacktestPicture, plot: Plot): void {
  const { context, palette, panes, xOf } = plot
  drawPaneHead('Equity', { ...panes.equity, key: 'dashed: bought and held' }, plot)
  context.lineJoin = 'round'
  context.setLineDash([9, 6])
  context.strokeStyle = palette.dim
  context.lineWidth = 2
  trace(times, holding, { ...plot, pane: 'equity' })
  context.stroke()
  context.setLineDash([])
  const colour = changeColour(change, palette)
  context.strokeStyle = colour
  context.lineWidth = LINE_PX
  trace(times, equity, { ...plot, pane: 'equity' })
  context.stroke()
  drawDot(plot, { x: xOf(times.at(-1) ?? 0), y: yOf(panes.equity, equity.at(-1) ?? 0), colour })
}

function drawFalls(times: Float64Array, drawdown: Float64Array, plot: Plot): void {
  const { context, palette, panes, xOf } = plot
  drawPaneHead('Drawdown', panes.drawdown, plot)
  const percents = drawdown.map((value) => value * 100)
  trace(times, percents, { ...plot, pane: 'drawdown' })
  context.lineTo(xOf(times.at(-1) ?? 0), panes.drawdown.topPx)
  context.lineTo(xOf(times[0] ?? 0), panes.drawdown.topPx)
  context.closePath()
  context.fillStyle = pale(palette.down, 0.25)
  context.fill()
  context.strokeStyle = palette.down
  context.lineWidth = 2
  trace(times, percents, { ...plot, pane: 'drawdown' })
  context.stroke()
  const deepest = drawdown.reduce((least, value) => Math.min(least, value), 0)
  if (deepest >= 0) return
  const [x, y] = [xOf(times[drawdown.indexOf(deepest)] ?? 0), yOf(panes.drawdown, deepest * 100)]
  drawDot(plot, { x, y, colour: palette.down })
  drawBeside(showPercent(deepest), [x, Math.min(y + 8, panes.drawdown.bottomPx - 6)], plot)
}

function drawWords(words: string, { context, palette }: Pen): void {
  context.font = font(600, TEXT_PX)
  context.textAlign = 'left'
  context.fillStyle = palette.text
  context.fillText(fitted(context, [words, ''], WIDTH_PX - LEFT_PX - EDGE_PX), LEFT_PX + 4, WORDS_BASE_PX)
}

function trace(
  times: Float64Array,
  values: Float64Array,
  { context, xOf, panes, pane }: Plot & { readonly pane: 'price' | 'equity' | 'drawdown' },
): void {
  context.beginPath()
  for (let index = 0; index < times.length; index++) {
    const value = values[index] ?? Number.NaN
    if (!Number.isNaN(value)) context.lineTo(xOf(times[index] ?? 0), yOf(panes[pane], value))
  }
}

function money(value: number): string {
  return showDigits(value.toFixed(2))
}
