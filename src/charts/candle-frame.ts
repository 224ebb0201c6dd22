import type { SKRSContext2D } from '@napi-rs/canvas'
import { showPercent, showTime } from '../basics/show.ts'
import { lengthOf } from '../basics/timeframe.ts'
import { drawLegend, drawPaneHead } from './candle-legend.ts'
import { plotRight, TEXT_PX } from './candle-option.ts'
import { CHIP_HEIGHT_PX, type Chip, grouped, HEIGHT_PX, LEFT_PX, type Scene, WIDTH_PX } from './candle-scene.ts'
import { font } from './fonts.ts'
import type { Palette } from './palettes.ts'

const TITLE_PX = 36
const TITLE_BASE_PX = 42
const LEGEND_BASE_PX = 80
const PANE_HEAD_BASE_PX = 10
const CHIP_PAD_PX = 8
const AXIS_PX_MIN = 100
const AXIS_PX_MAX = 260
const EDGE_PX = 24
/** When the last candle is so many candles ago, the picture says when it was. */
const OLD_CANDLES = 3

interface Pen {
  readonly context: SKRSContext2D
  readonly palette: Palette
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
  drawLegend(scene, { ...pen, yPx: LEGEND_BASE_PX })
  for (const chip of scene.chips) drawLine(chip, { ...pen, scene, rightPx })
  for (const chip of scene.chips.toReversed()) drawChip(chip, { ...pen, rightPx })
  for (const { study, topPx } of scene.lower) drawPaneHead(study, { ...pen, scene, yPx: topPx - PANE_HEAD_BASE_PX })
  drawFooter(scene, pen)
}

function drawHeader({ spec, lastCandle, decimals, change }: Scene, { context, palette }: Pen): void {
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
  const price = grouped(lastCandle.close, decimals)
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
  const { candles, at, zone } = spec
  const count = candles.time.length
  const lastOpen = candles.time.at(-1) ?? at
  const words = [
    spec.venue,
    zone,
    timeWords(at, zone),
    `change over ${count} ${count === 1 ? 'candle' : 'candles'}`,
    ...(spec.style === 'heikin-ashi' ? ['Heikin-Ashi'] : []),
    ...(spec.log ? ['log'] : []),
    ...(spec.forming ? ['last candle forming'] : []),
    ...(at - lastOpen > OLD_CANDLES * lengthOf(candles.timeframe) ? [`last candle ${timeWords(lastOpen, zone)}`] : []),
  ]
  context.font = font(400, TEXT_PX)
  context.textAlign = 'right'
  context.fillStyle = palette.dim
  context.fillText(words.join(' · '), WIDTH_PX - EDGE_PX, HEIGHT_PX - 10, WIDTH_PX - 2 * EDGE_PX)
}

/** Without the zone, which the footer names once. */
function timeWords(at: number, zone: string): string {
  return showTime(at, zone).slice(0, -zone.length - 1)
}
