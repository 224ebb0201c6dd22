import type { SKRSContext2D } from '@napi-rs/canvas'
import type { MatrixCell } from './charts.ts'
import { contrast, mixed } from './contrast.ts'
import { font } from './fonts.ts'
import type { Palette } from './palettes.ts'
import type { Pen } from './picture-frame.ts'

const UNKNOWN = '–'
const NOTE_SHARE = 0.68
const NOTE_PX_MIN = 15
const ROUND_PX = 5
const ARROW_GAP_PX = 6
/** The strongest colour of a cell: beyond it letters would not stand out. */
const COLOUR_SHARE_MAX = 0.78
/** What is nearer to nothing than this has no arrow. */
const FLAT = 0.05

interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly lettersPx: number
}

/** Draws one cell: coloured by its value, its words in the middle, the note below or beside them where there is room. */
export function drawCell(cell: MatrixCell | undefined, place: Place, { context, palette }: Pen): void {
  const { x, y, width, height, lettersPx } = place
  const colour = cell === undefined ? palette.background : cellColour(cell.value, palette)
  context.beginPath()
  context.roundRect(x, y, width, height, ROUND_PX)
  context.fillStyle = colour
  context.fill()
  if (cell === undefined) {
    context.strokeStyle = palette.grid
    context.lineWidth = 2
    context.stroke()
  }
  const ink = cell === undefined ? palette.dim : inkOn(colour, palette)
  const arrowPx = cell !== undefined && palette.shapes && Math.abs(cell.value) >= FLAT ? lettersPx * 0.5 : 0
  const { words, note } = cell ?? { words: UNKNOWN, note: undefined }
  const notePx = Math.max(NOTE_PX_MIN, Math.round(lettersPx * NOTE_SHARE))
  const below = note !== undefined && height >= lettersPx + notePx + 14
  context.textAlign = 'left'
  context.font = font(700, lettersPx)
  const wordsPx = context.measureText(words).width + (arrowPx > 0 ? arrowPx + ARROW_GAP_PX : 0)
  const besidePx = note === undefined || below ? undefined : noteWidth(context, note, notePx)
  const beside = besidePx !== undefined && wordsPx + ARROW_GAP_PX + besidePx <= width - 2 * ARROW_GAP_PX ? besidePx : undefined
  const linePx = wordsPx + (beside === undefined ? 0 : ARROW_GAP_PX + beside)
  const middle = y + height / 2 - (below ? notePx / 2 + 2 : 0)
  let left = x + (width - linePx) / 2
  context.fillStyle = ink
  if (arrowPx > 0) {
    drawArrow(context, { x: left, y: middle, sizePx: arrowPx, up: (cell?.value ?? 0) > 0 })
    left += arrowPx + ARROW_GAP_PX
  }
  context.font = font(700, lettersPx)
  context.fillText(words, left, middle)
  if (note === undefined) return
  context.font = font(400, notePx)
  if (beside !== undefined) context.fillText(note, x + (width + linePx) / 2 - beside, middle + (lettersPx - notePx) / 4)
  if (!below) return
  context.textAlign = 'center'
  context.fillText(note, x + width / 2, middle + lettersPx / 2 + notePx / 2 + 5, width - 2 * ROUND_PX)
}

function cellColour(value: number, palette: Palette): string {
  const share = Math.min(1, Math.abs(value)) * COLOUR_SHARE_MAX
  return mixed(palette.grid, value < 0 ? palette.down : palette.up, share)
}

/** The lighter or the darker letters, whichever stand out more. */
function inkOn(colour: string, { strong, background }: Palette): string {
  return contrast(colour, strong) >= contrast(colour, background) ? strong : background
}

function noteWidth(context: SKRSContext2D, note: string, notePx: number): number {
  const before = context.font
  context.font = font(400, notePx)
  const { width } = context.measureText(note)
  context.font = before
  return width
}

function drawArrow(context: SKRSContext2D, { x, y, sizePx, up }: { x: number; y: number; sizePx: number; up: boolean }): void {
  const half = (up ? sizePx : -sizePx) / 2
  context.beginPath()
  context.moveTo(x + sizePx / 2, y - half)
  context.lineTo(x, y + half)
  context.lineTo(x + sizePx, y + half)
  context.closePath()
  context.fill()
}
