import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { type MatrixPicture, PALETTES } from '../../src/charts/charts.ts'
import { registerFonts } from '../../src/charts/fonts.ts'
import { drawMatrix } from '../../src/charts/matrix-picture.ts'
import { PALETTE } from '../../src/charts/palettes.ts'
import { someMatrix } from './some-matrix.ts'

registerFonts()

interface Written {
  readonly words: string
  readonly x: number
  readonly y: number
  readonly letters: number
}

/** What is written where, and in how high letters. */
function written(spec: MatrixPicture): readonly Written[] {
  const all: Written[] = []
  const context: SKRSContext2D = createCanvas(1280, 800).getContext('2d')
  context.fillText = (words, x, y) => void all.push({ words, x, y, letters: Number(/(\d+)px/.exec(context.font)?.[1]) })
  drawMatrix(spec, { context, palette: PALETTE[spec.palette] })
  return all
}
const wordsOf = (spec: MatrixPicture): readonly string[] => written(spec).map(({ words }) => words)
const letters = (spec: MatrixPicture): number => written(spec).find(({ words }) => words.startsWith('COIN'))?.letters ?? 0

describe('drawMatrix', () => {
  it('writes markets, timeframes, words and notes, a dash where nothing is known, and when it is', () => {
    expect(wordsOf(someMatrix({ rows: 1, columns: ['1h', '4h'] }))).toEqual([
      '',
      'Matrix',
      'SIMULATED',
      '1h',
      '4h',
      'COIN0/USDT',
      '–',
      '-50',
      'BOS up',
      'UTC · 2024-01-03 00:00',
    ])
  })

  it('is as large as few markets allow, and puts many into two blocks', () => {
    expect(letters(someMatrix({ rows: 5 }))).toBeGreaterThanOrEqual(30)
    expect(letters(someMatrix({ rows: 50 }))).toBeGreaterThanOrEqual(16)
    const heads = (rows: number): number => wordsOf(someMatrix({ rows })).filter((words) => words === '4h').length
    expect([heads(1), heads(5), heads(50)]).toEqual([1, 1, 2])
  })

  it.each([1, 5, 12, 30, 50])('keeps %d rows in the picture, each once', (rows) => {
    const all = written(someMatrix({ rows }))
    expect(all.filter(({ words }) => words.startsWith('COIN'))).toHaveLength(rows)
    expect(all.every(({ x, y }) => x >= 0 && x <= 1280 && y >= 0 && y <= 792)).toBe(true)
  })

  it('draws no more than the most', () => {
    expect(wordsOf(someMatrix({ rows: 60 })).filter((words) => words.startsWith('COIN'))).toHaveLength(50)
  })

  it('shows all notes, or none where they find no room', () => {
    const notes = (rows: number): number => wordsOf(someMatrix({ rows })).filter((words) => words === 'BOS up').length
    expect([notes(5), notes(50)]).toEqual([20, 0])
  })

  it('cuts long names and keeps the cells', () => {
    const spec = someMatrix({ rows: 20 })
    const long = { ...spec, rows: spec.rows.map((row) => ({ ...row, label: row.label.padStart(60, 'LONG') })) }
    const words = wordsOf(long)
    expect(words.filter((each) => each.endsWith('…'))).toHaveLength(20)
    expect(words.filter((each) => /^[+-]?\d+$/.test(each))).toHaveLength(80)
  })

  it('says nothing of nothing', () => {
    expect(wordsOf(someMatrix({ rows: 0 }))).toEqual(['', 'Matrix', 'SIMULATED', 'UTC · 2024-01-03 00:00'])
  })
})

describe.each(PALETTES)('in %s', (palette) => {
  it('has letters that stand out from every cell', () => {
    const fills: [string, string][] = []
    const context: SKRSContext2D = createCanvas(1280, 800).getContext('2d')
    context.fillText = (words) => void fills.push([words, String(context.fillStyle)])
    const grounds: string[] = []
    const fill = context.fill.bind(context)
    context.fill = () => {
      grounds.push(String(context.fillStyle))
      fill()
    }
    drawMatrix(someMatrix({ rows: 5, palette }), { context, palette: PALETTE[palette] })
    expect(new Set(grounds).size).toBeGreaterThanOrEqual(5)
    const inks = fills.filter(([words]) => /^[+-]?\d+$/.test(words)).map(([, ink]) => ink)
    expect(inks.every((ink) => [PALETTE[palette].strong, PALETTE[palette].background].includes(ink))).toBe(true)
  })
})

it('points up and down where colours do not suffice', () => {
  const arrows = (palette: MatrixPicture['palette']): number => {
    let count = 0
    const context: SKRSContext2D = createCanvas(1280, 800).getContext('2d')
    context.closePath = () => void count++
    drawMatrix(someMatrix({ rows: 5, palette }), { context, palette: PALETTE[palette] })
    return count
  }
  expect(arrows('classic')).toBe(0)
  expect(arrows('colour-blind')).toBeGreaterThan(10)
})
