import type { SKRSContext2D } from '@napi-rs/canvas'
import type { MatrixCell } from './charts.ts'
import { contrast, mixed } from './contrast.ts'
import { font } from './fonts.ts'
import { ARROW_SHARE } from './matrix-layout.ts'
import type { Palette } from './palettes.ts'
import type { Pen } from './picture-frame.ts'

const UNKNOWN = '–'
const NOTE_GAP_PX = 6
const ROUND_PX = 5
const ARROW_GAP_PX = 6
/** The strongest colour of a cell: beyond it letters would not stand out. */
const COLOUR_SHARE_MAX = 0.72
/** What is nearer to nothing than this has no arrow. */
const FLAT = 0.05

/** Where a cell stands, and how high its letters are; `notePx` is 0 where notes are left out. */
interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly lettersPx: number
  readonly notePx: number
}

/** Draws one cell, coloured by its value; what is not known is empty but for a dash. */
export function drawCell(cell: MatrixCell | undefined, place: Place, { context, palette }: Pen): void {
  const { x, y, width, height, lettersPx } = place
  context.beginPath()
  context.roundRect(x, y, width, height, ROUND_PX)
  if (cell === undefined) {
    context.strokeStyle = palette.grid
    context.lineWidth = 2
    context.stroke()
    context.font = font(600, lettersPx)
    context.textAlign = 'center'
    context.fillStyle = palette.dim
    context.fillText(UNKNOWN, x + width / 2, y + height / 2)
    return
  }
  const colour = cellColour(cell.value, palette)
  context.fillStyle = colour
  context.fill()
  context.fillStyle = inkOn(colour, palette)
  drawWords(cell, place, { context, palette })
}

/** The words in the middle, with an arrow before them where colour is not enough, and the note below. */
function drawWords(
  { value, words, note = '' }: MatrixCell,
  { x, y, width, height, lettersPx, notePx }: Place,
  { context, palette }: Pen,
): void {
  const noted = notePx > 0 && note !== ''
  const middle = y + (noted ? height - notePx - NOTE_GAP_PX : height) / 2
  context.font = font(700, lettersPx)
  const arrowPx = palette.shapes && Math.abs(value) >= FLAT ? lettersPx * ARROW_SHARE : 0
  const before = arrowPx === 0 ? 0 : arrowPx + ARROW_GAP_PX
  const left = x + (width - before - context.measureText(words).width) / 2
  if (arrowPx > 0) drawArrow(context, { x: left, y: middle, sizePx: value > 0 ? arrowPx : -arrowPx })
  context.textAlign = 'left'
  context.fillText(words, left + before, middle)
  if (!noted) return
  context.font = font(400, notePx)
  context.textAlign = 'center'
  context.fillText(note, x + width / 2, middle + (lettersPx + notePx + NOTE_GAP_PX) / 2, width)
}

function cellColour(value: number, palette: Palette): string {
  const share = Math.min(1, Math.abs(value)) * COLOUR_SHARE_MAX
  return mixed(palette.grid, value < 0 ? palette.down : palette.up, share)
}

/** The lighter or the darker letters, whichever stand out more. */
function inkOn(colour: string, { strong, background }: Palette): string {
  return contrast(colour, strong) >= contrast(colour, background) ? strong : background
}

/** A triangle of this size, which points down when that is negative. */
function drawArrow(context: SKRSContext2D, { x, y, sizePx }: { x: number; y: number; sizePx: number }): void {
  const width = Math.abs(sizePx)
  context.beginPath()
  context.moveTo(x + width / 2, y - sizePx / 2)
  context.lineTo(x, y + sizePx / 2)
  context.lineTo(x + width, y + sizePx / 2)
  context.closePath()
  context.fill()
}
