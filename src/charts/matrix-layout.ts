import type { MatrixPicture } from './charts.ts'
import { font } from './fonts.ts'
import { LEFT_PX, type Pen, WIDTH_PX } from './picture-frame.ts'

export const MATRIX_TOP_PX = 68
const BOTTOM_PX = 760
const WIDTH = WIDTH_PX - 2 * LEFT_PX
const BLOCKS_MAX = 3
const BLOCK_GAP_PX = 28
export const LABEL_GAP_PX = 16
export const CELL_GAP_PX = 4
const CELL_PAD_PX = 6
const ROW_PX_MAX = 110
const LETTERS_PX = { least: 12, most: 34 } as const
/** With notes letters are smaller, but never smaller than this. */
const LETTERS_WITH_NOTES_PX_MIN = 20
/** The letters of a row may be so high, as a share of it; with a note below less. */
const LETTERS_SHARE = { alone: 0.68, noted: 0.44 } as const
const NOTE_SHARE = 0.62
const NOTE_PX_MIN = 15
/** What names of markets may take of a block. */
const LABEL_SHARE_MAX = 0.42
/** What an arrow before the words takes, in heights of letters. */
export const ARROW_SHARE = 0.5
const ARROW_ROOM = 0.8

type Content = Pick<MatrixPicture, 'columns' | 'rows'>

/** Blocks of rows side by side, each with its own head, and how large everything in them is. `notePx` is 0 where notes find no room: all are shown, or none. */
export interface MatrixLayout {
  readonly rowsEach: number
  /** Where each block begins. */
  readonly lefts: readonly number[]
  readonly rowPx: number
  readonly lettersPx: number
  readonly notePx: number
  readonly labelPx: number
  readonly cellPx: number
}

/** How wide things are in heights of their letters, at the widest. */
interface Widths {
  readonly labels: number
  readonly words: number
  readonly notes: number
}

/** Of one to three blocks, with and without notes: notes where letters stay large beside them, else the largest letters; where it makes no difference, the fewest blocks. */
export function matrixLayout(content: Content, pen: Pen): MatrixLayout {
  const widths = widthsOf(content, pen)
  const counts = Array.from({ length: BLOCKS_MAX }, (_, index) => index + 1)
  const layouts = (noted: boolean): MatrixLayout[] => counts.map((blocks) => layoutWith(content, widths, { blocks, noted }))
  const noted = layouts(true).filter(({ cellPx, lettersPx, notePx }) => {
    return lettersPx >= LETTERS_WITH_NOTES_PX_MIN && widths.notes * notePx <= cellPx - CELL_GAP_PX - CELL_PAD_PX
  })
  const fit = widths.notes > 0 && noted.length > 0 ? noted : layouts(false)
  return fit.reduce((best, each) => (each.lettersPx > best.lettersPx ? each : best))
}

function widthsOf({ columns, rows }: Content, { context, palette }: Pen): Widths {
  // Measured at 100 px, from which the width at any size follows.
  const widest = (weight: 400 | 600 | 700, words: readonly string[]): number => {
    context.font = font(weight, 100)
    return Math.max(...words.map((word) => context.measureText(word).width)) / 100
  }
  const cells = rows.flatMap((row) => row.cells.flatMap((cell) => cell ?? []))
  return {
    labels: widest(
      600,
      rows.map(({ label }) => label),
    ),
    words: widest(700, [...columns, ...cells.map(({ words }) => words)]) + (palette.shapes ? ARROW_ROOM : 0),
    notes: widest(400, ['', ...cells.map(({ note = '' }) => note)]),
  }
}

function layoutWith(
  { columns, rows }: Content,
  { labels, words }: Widths,
  { blocks, noted }: { readonly blocks: number; readonly noted: boolean },
): MatrixLayout {
  const rowsEach = Math.ceil(rows.length / blocks)
  const blockPx = (WIDTH - (blocks - 1) * BLOCK_GAP_PX) / blocks
  const rowPx = Math.min(ROW_PX_MAX, (BOTTOM_PX - MATRIX_TOP_PX) / (rowsEach + 1))
  const labelOf = (lettersPx: number): number => Math.min(labels * lettersPx + LABEL_GAP_PX, blockPx * LABEL_SHARE_MAX)
  const cellOf = (lettersPx: number): number => (blockPx - labelOf(lettersPx)) / columns.length
  let lettersPx = Math.floor(Math.min(LETTERS_PX.most, rowPx * (noted ? LETTERS_SHARE.noted : LETTERS_SHARE.alone)))
  while (lettersPx > LETTERS_PX.least && cellOf(lettersPx) < words * lettersPx + CELL_GAP_PX + 2 * CELL_PAD_PX) lettersPx -= 1
  return {
    rowsEach,
    lefts: Array.from({ length: Math.ceil(rows.length / rowsEach) }, (_, block) => LEFT_PX + block * (blockPx + BLOCK_GAP_PX)),
    rowPx,
    lettersPx,
    notePx: noted ? Math.max(NOTE_PX_MIN, Math.round(lettersPx * NOTE_SHARE)) : 0,
    labelPx: labelOf(lettersPx),
    cellPx: cellOf(lettersPx),
  }
}
