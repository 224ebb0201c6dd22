import { showPercent } from '../basics/show.ts'
import type { CardPicture } from './charts.ts'
import { font } from './fonts.ts'
import { pale } from './palettes.ts'
import { changeColour, HEIGHT_PX, type Pen, WIDTH_PX } from './picture-frame.ts'

const MARGIN_PX = 64
const NAME_BASE_PX = 100
const SYMBOL_BASE_PX = 232
const CHANGE_PX = 150
const CHANGE_BASE_PX = 402
const CHANGE_WIDTH_PX_MAX = WIDTH_PX - 2 * MARGIN_PX
const AMOUNT_BASE_PX = 470
const FIGURES_PX = { labelPx: 618, valuePx: 668, stepPx: 288 } as const
const FIGURES_MAX = 4
const FOOT_BASE_PX = 740
const SLOPE = { leftPx: 470, topPx: 210, bottomPx: HEIGHT_PX } as const
const GLOW_PX = 36

/** Draws what came of a position, to be shown around. */
export function drawCard(spec: CardPicture, pen: Pen): void {
  const { context, palette } = pen
  const colour = changeColour(spec.change, palette)
  drawBackground(colour, pen)
  drawSlope(spec, colour, pen)
  context.textAlign = 'left'
  context.font = font(700, 40)
  context.fillStyle = palette.strong
  context.fillText('Parley', MARGIN_PX, NAME_BASE_PX)
  drawPill(spec.badge, { endPx: WIDTH_PX - MARGIN_PX, basePx: NAME_BASE_PX, line: palette.badge, ink: palette.badge }, pen)
  drawSymbol(spec, colour, pen)
  drawChange(spec, colour, pen)
  drawFigures(spec, pen)
  context.font = font(400, 22)
  context.fillStyle = palette.dim
  context.fillText(spec.foot, MARGIN_PX, FOOT_BASE_PX, WIDTH_PX - 2 * MARGIN_PX)
}

/** A breath of the result's colour from the far corner. */
function drawBackground(colour: string, { context }: Pen): void {
  const tint = context.createLinearGradient(0, 0, WIDTH_PX, HEIGHT_PX)
  tint.addColorStop(0, pale(colour, 0))
  tint.addColorStop(0.45, pale(colour, 0.05))
  tint.addColorStop(1, pale(colour, 0.24))
  context.fillStyle = tint
  context.fillRect(0, 0, WIDTH_PX, HEIGHT_PX)
}

/** The prices since the entry as a slope that fades in from the left. */
function drawSlope({ prices }: CardPicture, colour: string, { context }: Pen): void {
  if (prices.length < 2) return
  const { leftPx, topPx, bottomPx } = SLOPE
  const [low, high] = [Math.min(...prices), Math.max(...prices)]
  const footPx = bottomPx - 150
  const xOf = (index: number): number => leftPx + (index / (prices.length - 1)) * (WIDTH_PX - leftPx)
  const yOf = (price: number): number => (high > low ? footPx - ((price - low) / (high - low)) * (footPx - topPx) : footPx)
  const trace = (): void => {
    context.beginPath()
    for (const [index, price] of prices.entries()) context.lineTo(xOf(index), yOf(price))
  }
  const fade = (strength: number) => {
    const across = context.createLinearGradient(leftPx, 0, WIDTH_PX, 0)
    across.addColorStop(0, pale(colour, 0))
    across.addColorStop(0.5, pale(colour, strength * 0.6))
    across.addColorStop(1, pale(colour, strength))
    return across
  }
  trace()
  context.lineTo(WIDTH_PX, bottomPx)
  context.lineTo(leftPx, bottomPx)
  context.closePath()
  context.fillStyle = fade(0.3)
  context.fill()
  trace()
  context.strokeStyle = fade(0.9)
  context.lineWidth = 3
  context.lineJoin = 'round'
  context.stroke()
}

function drawSymbol({ symbol, status }: CardPicture, colour: string, pen: Pen): void {
  const { context, palette } = pen
  context.textAlign = 'left'
  context.font = font(700, 56)
  context.fillStyle = palette.strong
  context.fillText(symbol, MARGIN_PX, SYMBOL_BASE_PX, 560)
  const width = Math.min(560, context.measureText(symbol).width)
  context.font = font(600, 28)
  const statusPx = context.measureText(status).width
  const endPx = MARGIN_PX + width + 30 + statusPx + 48
  drawPill(status, { endPx, basePx: SYMBOL_BASE_PX - 7, line: pale(colour, 0.45), ink: colour }, pen)
}

function drawChange({ change, amount }: CardPicture, colour: string, { context, palette }: Pen): void {
  const words = showPercent(change)
  context.textAlign = 'left'
  context.font = font(700, CHANGE_PX)
  const tooWide = context.measureText(words).width / CHANGE_WIDTH_PX_MAX
  if (tooWide > 1) context.font = font(700, CHANGE_PX / tooWide)
  context.save()
  context.shadowColor = pale(colour, 0.55)
  context.shadowBlur = GLOW_PX
  context.fillStyle = colour
  context.fillText(words, MARGIN_PX - 6, CHANGE_BASE_PX)
  context.restore()
  if (amount === undefined) return
  context.font = font(400, 44)
  context.fillStyle = palette.text
  context.fillText(amount, MARGIN_PX, AMOUNT_BASE_PX)
}

function drawFigures({ figures }: CardPicture, { context, palette }: Pen): void {
  const { labelPx, valuePx, stepPx } = FIGURES_PX
  for (const [index, { label, value }] of figures.slice(0, FIGURES_MAX).entries()) {
    const x = MARGIN_PX + index * stepPx
    context.font = font(400, 26)
    context.fillStyle = palette.dim
    context.fillText(label, x, labelPx)
    context.font = font(700, 38)
    context.fillStyle = palette.strong
    context.fillText(value, x, valuePx, stepPx - 24)
  }
}

/** A word in a rounded frame; `endPx` is its right edge. */
function drawPill(
  word: string,
  { endPx, basePx, line, ink }: { endPx: number; basePx: number; line: string; ink: string },
  pen: Pen,
): void {
  const { context } = pen
  context.font = font(600, 28)
  const width = context.measureText(word).width + 48
  context.strokeStyle = line
  context.lineWidth = 2
  context.beginPath()
  context.roundRect(endPx - width, basePx - 36, width, 52, 26)
  context.stroke()
  context.textAlign = 'left'
  context.fillStyle = ink
  context.fillText(word, endPx - width + 24, basePx)
}
