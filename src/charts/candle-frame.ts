import type { SKRSContext2D } from '@napi-rs/canvas'
import { showCompact, showPercent, showTime } from '../basics/show.ts'
import { plotRight, TEXT_PX } from './candle-option.ts'
import { CHIP_HEIGHT_PX, type Chip, grouped, HEIGHT_PX, LEFT_PX, type Scene, WIDTH_PX } from './candle-scene.ts'
import type { Plot, Study } from './charts.ts'
import { font } from './fonts.ts'
import { lineColour, type Palette, pale } from './palettes.ts'
import { lineNumbers } from './study-series.ts'

const TITLE_PX = 36
const TITLE_BASE_PX = 42
const LEGEND_BASE_PX = 80
const CHIP_PAD_PX = 8
const AXIS_PX_MIN = 100
const AXIS_PX_MAX = 260
const EDGE_PX = 24

interface Pen {
  readonly context: SKRSContext2D
  readonly palette: Palette
}

/** A piece of text in one colour; a row of them is written one after the other. */
interface Piece {
  readonly text: string
  readonly colour: string
}

/** How much room the labels at the right need. */
export function axisWidth({ scene, context }: { scene: Scene; context: SKRSContext2D }): number {
  context.font = font(600, TEXT_PX)
  const chips = scene.chips.map(({ text }) => context.measureText(text).width + 2 * CHIP_PAD_PX)
  context.font = font(400, TEXT_PX)
  const labels = [scene.price, ...scene.lower].flatMap(({ scale }) => scale.ticks.map(({ label }) => context.measureText(label).width))
  return Math.ceil(Math.min(AXIS_PX_MAX, Math.max(AXIS_PX_MIN, ...chips, ...labels) + EDGE_PX))
}

/** Writes what stands around and over the panes: header, legends, price chips, footer. */
export function drawFrame(scene: Scene, { context, palette, rightPx }: Pen & { rightPx: number }): void {
  const pen = { context, palette }
  context.textBaseline = 'alphabetic'
  drawHeader(scene, pen)
  drawLegend(scene, pen)
  for (const chip of scene.chips) drawLine(chip, { ...pen, scene, rightPx })
  for (const chip of scene.chips.toReversed()) drawChip(chip, { ...pen, rightPx })
  for (const pane of scene.lower) drawPaneHead(pane.study, { ...pen, scene, topPx: pane.topPx })
  drawFooter(scene, pen)
}

function drawHeader({ spec, last, decimals, change }: Scene, { context, palette }: Pen): void {
  const colour = change === 0 ? palette.text : change > 0 ? palette.up : palette.down
  context.font = font(600, 30)
  const percent = showPercent(change)
  const percentWidth = context.measureText(percent).width
  context.fillStyle = colour
  context.textAlign = 'right'
  context.fillText(percent, WIDTH_PX - EDGE_PX, TITLE_BASE_PX)
  const arrowPx = WIDTH_PX - EDGE_PX - percentWidth - 18
  drawArrow(context, arrowPx, change)
  context.font = font(700, TITLE_PX)
  context.fillStyle = palette.strong
  const price = grouped(last, decimals)
  context.fillText(price, arrowPx - 22, TITLE_BASE_PX)
  const roomPx = arrowPx - 22 - context.measureText(price).width - 24 - LEFT_PX
  context.textAlign = 'left'
  const badgePx = spec.badge === undefined ? 0 : badgeWidth(context, spec.badge) + 20
  context.font = font(700, TITLE_PX)
  const title = fitted(context, [spec.symbol, spec.candles.timeframe], roomPx - badgePx)
  context.fillText(title, LEFT_PX + 4, TITLE_BASE_PX)
  if (spec.badge !== undefined) drawBadge(spec.badge, LEFT_PX + 4 + context.measureText(title).width + 20, { context, palette })
}

/** A triangle, up or down; nothing when the price stands where it stood. */
function drawArrow(context: SKRSContext2D, x: number, change: number): void {
  if (change === 0) return
  const [tip, base] = change > 0 ? [20, 40] : [40, 20]
  context.beginPath()
  context.moveTo(x, tip)
  context.lineTo(x - 11, base)
  context.lineTo(x + 11, base)
  context.closePath()
  context.fill()
}

/** The symbol and the timeframe; a symbol that is too long is cut, and says so. */
function fitted(context: SKRSContext2D, [symbol, timeframe]: readonly [string, string], roomPx: number): string {
  const full = `${symbol}  ${timeframe}`
  if (context.measureText(full).width <= roomPx) return full
  const letters = [...symbol]
  while (letters.length > 1 && context.measureText(`${letters.join('')}…  ${timeframe}`).width > roomPx) letters.pop()
  return `${letters.join('')}…  ${timeframe}`
}

function badgeWidth(context: SKRSContext2D, badge: string): number {
  context.font = font(700, TEXT_PX)
  return context.measureText(badge).width + 24
}

function drawBadge(badge: string, x: number, { context, palette }: Pen): void {
  const width = badgeWidth(context, badge)
  context.fillStyle = palette.badge
  context.beginPath()
  context.roundRect(x, TITLE_BASE_PX - 31, width, 36, 6)
  context.fill()
  context.fillStyle = palette.badgeText
  context.fillText(badge, x + 12, TITLE_BASE_PX - 5)
}

function drawLegend(scene: Scene, pen: Pen): void {
  const { context, palette } = pen
  const numbers = lineNumbers(scene)
  const pieces = (values: boolean): Piece[] =>
    scene.overlays.flatMap(({ label, plots }) => {
      const lines = plots.map((plot) => lineColour(palette, numbers.get(plot) ?? 0))
      const [single] = plots
      const value = single !== undefined && plots.length === 1 ? lastValue(single) : undefined
      const said = value === undefined || !values ? label : `${label} ${grouped(value, scene.decimals)}`
      return [
        { text: said, colour: lines[0] ?? palette.text },
        ...[...new Set(lines.slice(1))].filter((line) => line !== lines[0]).map((colour) => ({ text: '—', colour })),
      ]
    })
  context.font = font(600, TEXT_PX)
  const full = scene.overlays.length === 0 ? candleWords(scene, palette) : pieces(true)
  drawPieces(rowWidth(context, full) <= WIDTH_PX - 2 * EDGE_PX ? full : pieces(false), { ...pen, x: LEFT_PX + 4, y: LEGEND_BASE_PX })
}

/** The last candle in figures, where no indicator needs the room. */
function candleWords({ spec, decimals }: Scene, palette: Palette): Piece[] {
  const { open, high, low, close } = spec.candles
  const columns = { O: open, H: high, L: low, C: close }
  return Object.entries(columns).map(([name, column]) => ({
    text: `${name} ${grouped(column.at(-1) ?? 0, decimals)}`,
    colour: palette.dim,
  }))
}

function drawPaneHead(study: Study, { context, palette, scene, topPx }: Pen & { scene: Scene; topPx: number }): void {
  const numbers = lineNumbers(scene)
  const values = study.plots.flatMap((plot): Piece[] => {
    const value = lastValue(plot)
    const number = numbers.get(plot)
    if (value === undefined) return []
    return [{ text: paneValue(value), colour: number === undefined ? palette.text : lineColour(palette, number) }]
  })
  const pieces = [{ text: study.label, colour: palette.dim }, ...values]
  context.font = font(600, TEXT_PX)
  context.fillStyle = pale(palette.background, 0.8)
  context.fillRect(LEFT_PX + 2, topPx + 2, rowWidth(context, pieces) + 16, 31)
  drawPieces(pieces, { context, palette, x: LEFT_PX + 10, y: topPx + 26 })
}

function rowWidth(context: SKRSContext2D, pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { text }) => sum + context.measureText(text).width + 16, 0)
}

function drawPieces(pieces: readonly Piece[], { context, x, y }: Pen & { x: number; y: number }): void {
  let at = x
  context.textAlign = 'left'
  for (const { text, colour } of pieces) {
    context.fillStyle = colour
    context.fillText(text, at, y)
    at += context.measureText(text).width + 16
  }
}

function drawLine(chip: Chip, { context, palette, scene, rightPx }: Pen & { scene: Scene; rightPx: number }): void {
  const { topPx, heightPx } = scene.price
  if (chip.linePx < topPx || chip.linePx > topPx + heightPx) return
  context.strokeStyle = toneColour(chip, palette)
  context.lineWidth = 2
  context.setLineDash(chip.dashed ? [7, 5] : [])
  context.beginPath()
  context.moveTo(LEFT_PX, chip.linePx)
  context.lineTo(plotRight(rightPx), chip.linePx)
  context.stroke()
  context.setLineDash([])
}

function drawChip(chip: Chip, { context, palette, rightPx }: Pen & { rightPx: number }): void {
  context.font = font(600, TEXT_PX)
  const width = context.measureText(chip.text).width + 2 * CHIP_PAD_PX
  const x = Math.min(plotRight(rightPx) + 5, WIDTH_PX - 4 - width)
  context.fillStyle = toneColour(chip, palette)
  context.beginPath()
  context.roundRect(x, chip.centrePx - CHIP_HEIGHT_PX / 2, width, CHIP_HEIGHT_PX, 5)
  context.fill()
  context.textAlign = 'left'
  context.fillStyle = palette.chipText
  context.fillText(chip.text, x + CHIP_PAD_PX, chip.centrePx + 8)
}

function toneColour({ tone }: Chip, palette: Palette): string {
  return { good: palette.up, bad: palette.down, neutral: palette.neutral }[tone]
}

function drawFooter({ spec }: Scene, { context, palette }: Pen): void {
  const time = showTime(spec.at, spec.zone).slice(0, -spec.zone.length - 1)
  const words = [
    spec.venue,
    spec.zone,
    time,
    ...(spec.style === 'heikin-ashi' ? ['Heikin-Ashi'] : []),
    ...(spec.log ? ['log'] : []),
    ...(spec.forming ? ['last candle forming'] : []),
  ]
  context.font = font(400, TEXT_PX)
  context.textAlign = 'right'
  context.fillStyle = palette.dim
  context.fillText(words.join(' · '), WIDTH_PX - EDGE_PX, HEIGHT_PX - 10)
}

/** The last value that is known: over the candle that is still forming there may be none. */
function lastValue({ values }: Plot): number | undefined {
  return values.findLast((value) => !Number.isNaN(value))
}

/** Four significant digits, or one decimal where there are whole hundreds. */
function paneValue(value: number): string {
  const size = Math.abs(value)
  if (size >= 100_000) return showCompact(value)
  if (size >= 1 || size === 0) return grouped(value, size >= 1000 ? 0 : 1)
  return grouped(value, Math.min(12, 2 - Math.floor(Math.log10(size))))
}
