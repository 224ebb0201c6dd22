import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import type { MatrixPicture } from '../../src/charts/charts.ts'
import { registerFonts } from '../../src/charts/fonts.ts'
import { matrixLayout } from '../../src/charts/matrix-layout.ts'
import { PALETTE } from '../../src/charts/palettes.ts'
import { someMatrix } from './some-matrix.ts'

registerFonts()

const layoutOf = (spec: MatrixPicture) =>
  matrixLayout(spec, { context: createCanvas(1280, 800).getContext('2d'), palette: PALETTE[spec.palette] })

describe('matrixLayout', () => {
  it.each([1, 2, 7, 12, 20, 31, 50])('keeps %d rows inside the picture', (rows) => {
    const { lefts, rowsEach, rowPx, labelPx, cellPx } = layoutOf(someMatrix({ rows }))
    expect(lefts.length * rowsEach).toBeGreaterThanOrEqual(rows)
    expect((lefts.length - 1) * rowsEach).toBeLessThan(rows)
    expect(68 + (rowsEach + 1) * rowPx).toBeLessThanOrEqual(760)
    expect((lefts.at(-1) ?? 0) + labelPx + 5 * cellPx).toBeLessThanOrEqual(1257)
  })

  it('never makes letters larger when there are more rows', () => {
    const letters = [1, 5, 12, 20, 30, 40, 50].map((rows) => layoutOf(someMatrix({ rows })).lettersPx)
    expect(letters).toEqual(letters.toSorted((a, b) => b - a))
  })

  it('takes no room for notes where there are none', () => {
    const spec = someMatrix({ rows: 12 })
    const bare = {
      ...spec,
      rows: spec.rows.map(({ label, cells }) => ({ label, cells: cells.map((cell) => cell && { value: cell.value, words: cell.words }) })),
    }
    expect([layoutOf(spec).notePx > 0, layoutOf(bare).notePx]).toEqual([true, 0])
    expect(layoutOf(bare).lettersPx).toBeGreaterThan(layoutOf(spec).lettersPx)
  })

  it('leaves room for arrows where colours do not suffice', () => {
    const columns = ['5m', '15m', '1h', '4h', '1d', '1w']
    const lettersIn = (palette: MatrixPicture['palette']): number => layoutOf(someMatrix({ rows: 20, columns, palette })).lettersPx
    expect(lettersIn('colour-blind')).toBeLessThanOrEqual(lettersIn('classic'))
  })
})
