import { MATRIX_ROWS_MAX, type MatrixPicture } from './charts.ts'
import { font } from './fonts.ts'
import { drawCell } from './matrix-cell.ts'
import { drawFoot, drawHeading, fitted, LEFT_PX, type Pen, timeWords, WIDTH_PX } from './picture-frame.ts'

const TOP_PX = 68
const BOTTOM_PX = 760
const WIDTH = WIDTH_PX - 2 * LEFT_PX
const BLOCKS_MAX = 3
const BLOCK_GAP_PX = 28
const LABEL_GAP_PX = 16
const CELL_GAP_PX = 4
const ROW_PX_MAX = 110
/** What an arrow before the words takes, in heights of letters. */
const ARROW_ROOM = 0.8
const LETTERS_PX = { least: 12, most: 34 } as const
/** The letters of a row may be so high, as a share of it. */
const LETTERS_SHARE = 0.68
/** What names of markets may take of a block. */
const LABEL_SHARE_MAX = 0.42

type Row = MatrixPicture['rows'][number]

/** Rows that stand under each other with their own head, and how large everything in them is. */
interface Layout {
  readonly blocks: number
  readonly rowsEach: number
  readonly rowPx: number
  readonly lettersPx: number
  readonly blockPx: number
  readonly labelPx: number
  readonly cellPx: number
}

/** Draws markets down and timeframes across; many markets in blocks side by side, so that letters stay large. */
export function drawMatrix(spec: MatrixPicture, pen: Pen): void {
  const { title, badge, at, zone } = spec
  const rows = spec.rows.slice(0, MATRIX_ROWS_MAX)
  drawHeading({ title, badge, value: '' }, pen)
  if (rows.length > 0 && spec.columns.length > 0) {
    const layout = layoutOf({ ...spec, rows }, pen)
    for (let block = 0; block < layout.blocks; block++) {
      const part = rows.slice(block * layout.rowsEach, (block + 1) * layout.rowsEach)
      drawBlock({ columns: spec.columns, rows: part, x: LEFT_PX + block * (layout.blockPx + BLOCK_GAP_PX) }, layout, pen)
    }
  }
  drawFoot([zone, timeWords(at, zone)], pen)
}

/** As many blocks as make the letters largest; where it makes no difference, the fewest. */
function layoutOf(spec: Pick<MatrixPicture, 'columns' | 'rows'>, pen: Pen): Layout {
  const layouts = Array.from({ length: BLOCKS_MAX }, (_, index) => layoutWith(index + 1, spec, pen))
  return layouts.reduce((best, each) => (each.lettersPx > best.lettersPx ? each : best))
}

function layoutWith(blocks: number, { columns, rows }: Pick<MatrixPicture, 'columns' | 'rows'>, { context, palette }: Pen): Layout {
  const rowsEach = Math.ceil(rows.length / blocks)
  const blockPx = (WIDTH - (blocks - 1) * BLOCK_GAP_PX) / blocks
  const rowPx = Math.min(ROW_PX_MAX, (BOTTOM_PX - TOP_PX) / (rowsEach + 1))
  // Widths at 100 px, from which those at any size follow.
  context.font = font(600, 100)
  const widest = (words: readonly string[]): number => Math.max(...words.map((word) => context.measureText(word).width)) / 100
  const labels = widest(rows.map(({ label }) => label))
  const words =
    widest([...columns, ...rows.flatMap(({ cells }) => cells.map((cell) => cell?.words ?? ''))]) + (palette.shapes ? ARROW_ROOM : 0)
  const highest = Math.min(LETTERS_PX.most, rowPx * LETTERS_SHARE)
  const fits = (lettersPx: number): boolean => cellOf(lettersPx) >= words * lettersPx + 2 * CELL_GAP_PX
  const labelOf = (lettersPx: number): number => Math.min(labels * lettersPx + LABEL_GAP_PX, blockPx * LABEL_SHARE_MAX)
  const cellOf = (lettersPx: number): number => (blockPx - labelOf(lettersPx)) / columns.length
  let lettersPx = Math.floor(highest)
  while (lettersPx > LETTERS_PX.least && !fits(lettersPx)) lettersPx -= 1
  return { blocks, rowsEach, rowPx, lettersPx, blockPx, labelPx: labelOf(lettersPx), cellPx: cellOf(lettersPx) }
}

function drawBlock(
  { columns, rows, x }: { readonly columns: readonly string[]; readonly rows: readonly Row[]; readonly x: number },
  { rowPx, lettersPx, labelPx, cellPx }: Layout,
  pen: Pen,
): void {
  const { context, palette } = pen
  const cellAt = (row: number, column: number) => ({
    x: x + labelPx + column * cellPx + CELL_GAP_PX / 2,
    y: TOP_PX + (row + 1) * rowPx + CELL_GAP_PX / 2,
    width: cellPx - CELL_GAP_PX,
    height: rowPx - CELL_GAP_PX,
  })
  context.textBaseline = 'middle'
  context.font = font(600, lettersPx)
  context.textAlign = 'center'
  context.fillStyle = palette.dim
  for (const [column, name] of columns.entries()) {
    const { x: left, width } = cellAt(0, column)
    context.fillText(name, left + width / 2, TOP_PX + rowPx / 2, width)
  }
  for (const [index, { label, cells }] of rows.entries()) {
    context.font = font(600, lettersPx)
    context.textAlign = 'left'
    context.fillStyle = palette.text
    const { y, height } = cellAt(index, 0)
    context.fillText(fitted(context, [label, ''], labelPx - LABEL_GAP_PX / 2), x + 4, y + height / 2)
    for (const [column] of columns.entries()) drawCell(cells[column], { ...cellAt(index, column), lettersPx }, pen)
  }
  context.textBaseline = 'alphabetic'
}
