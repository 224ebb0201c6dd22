import { MATRIX_ROWS_MAX, type MatrixPicture } from './charts.ts'
import { font } from './fonts.ts'
import { drawCell } from './matrix-cell.ts'
import { CELL_GAP_PX, LABEL_GAP_PX, MATRIX_TOP_PX, type MatrixLayout, matrixLayout } from './matrix-layout.ts'
import { drawFoot, drawHeading, fitted, type Pen, timeWords } from './picture-frame.ts'

/** Rows of one block, and where it begins. */
interface Block extends Pick<MatrixPicture, 'columns' | 'rows'> {
  readonly x: number
}

/** Draws markets down and timeframes across; many markets in blocks side by side, so that letters stay large. */
export function drawMatrix(spec: MatrixPicture, pen: Pen): void {
  const { title, badge, columns, at, zone } = spec
  const rows = spec.rows.slice(0, MATRIX_ROWS_MAX)
  drawHeading({ title, badge, value: '' }, pen)
  if (rows.length > 0 && columns.length > 0) {
    const layout = matrixLayout({ columns, rows }, pen)
    for (const [block, x] of layout.lefts.entries()) {
      drawBlock({ columns, rows: rows.slice(block * layout.rowsEach, (block + 1) * layout.rowsEach), x }, layout, pen)
    }
  }
  drawFoot([zone, timeWords(at, zone)], pen)
}

function drawBlock({ columns, rows, x }: Block, { rowPx, lettersPx, notePx, labelPx, cellPx }: MatrixLayout, pen: Pen): void {
  const { context, palette } = pen
  const cellAt = (row: number, column: number) => ({
    x: x + labelPx + column * cellPx + CELL_GAP_PX / 2,
    y: MATRIX_TOP_PX + (row + 1) * rowPx + CELL_GAP_PX / 2,
    width: cellPx - CELL_GAP_PX,
    height: rowPx - CELL_GAP_PX,
    lettersPx,
    notePx,
  })
  context.textBaseline = 'middle'
  context.font = font(600, lettersPx)
  context.textAlign = 'center'
  context.fillStyle = palette.dim
  for (const [column, name] of columns.entries()) {
    const { x: left, width } = cellAt(0, column)
    context.fillText(name, left + width / 2, MATRIX_TOP_PX + rowPx / 2, width)
  }
  for (const [index, { label, cells }] of rows.entries()) {
    context.font = font(600, lettersPx)
    context.textAlign = 'left'
    context.fillStyle = palette.text
    const { y, height } = cellAt(index, 0)
    context.fillText(fitted(context, [label, ''], labelPx - LABEL_GAP_PX / 2), x + 4, y + height / 2)
    for (const [column] of columns.entries()) drawCell(cells[column], cellAt(index, column), pen)
  }
  context.textBaseline = 'alphabetic'
}
