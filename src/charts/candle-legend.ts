import type { SKRSContext2D } from '@napi-rs/canvas'
import { showCompact } from '../basics/show.ts'
import { grouped, type Scene } from './candle-scene.ts'
import type { Plot, Study } from './charts.ts'
import { font } from './fonts.ts'
import type { Palette } from './palettes.ts'
import { LEFT_PX, TEXT_PX, WIDTH_PX } from './picture-frame.ts'
import { lineNumbers, plotLook } from './study-series.ts'

const GAP_PX = 16
const STROKE_PX = 34
const STROKE_RAISED_PX = 8
const COMPACT_FROM = 100_000

interface Row {
  readonly context: SKRSContext2D
  readonly palette: Palette
  readonly yPx: number
}

/** A piece of text in one colour; a row of them is written one after the other. `dash`: a stroke of the line that it names goes before it. */
interface Piece {
  readonly text: string
  readonly colour: string
  readonly dash?: readonly number[]
}

/** Writes what is drawn over the price; the last candle in figures, where nothing is. */
export function drawLegend(scene: Scene, row: Row): void {
  const { context, palette } = row
  const { overlays, decimals } = scene
  const pieces = (value: (value: number) => string | undefined): Piece[] =>
    overlays.flatMap((study) => studyPieces(study, { scene, palette, value }))
  context.font = font(600, TEXT_PX)
  const full = overlays.length === 0 ? candlePieces(scene, palette) : pieces((value) => grouped(value, decimals))
  drawPieces(rowWidth(context, full) <= WIDTH_PX - 2 * LEFT_PX ? full : pieces(() => undefined), row)
}

/** Writes the head of a lower pane: its indicator, the names of its lines, their last values. */
export function drawPaneHead(study: Study, { scene, ...row }: Row & { scene: Scene }): void {
  row.context.font = font(600, TEXT_PX)
  drawPieces(studyPieces(study, { scene, palette: row.palette, value: paneValue }), row)
}

function candlePieces({ lastCandle, decimals }: Scene, palette: Palette): Piece[] {
  const { open, high, low, close } = lastCandle
  return Object.entries({ O: open, H: high, L: low, C: close }).map(([name, price]) => ({
    text: `${name} ${grouped(price, decimals)}`,
    colour: palette.dim,
  }))
}

/** The name of a line is in its colour; where lines differ in colour, each is named. */
function studyPieces(
  study: Study,
  { scene, palette, value }: { scene: Scene; palette: Palette; value: (value: number) => string | undefined },
): Piece[] {
  const { label, plots } = study
  const lines = lineNumbers(scene)
  const valuePiece = (plot: Plot): Piece[] => {
    const last = lastValue(plot)
    const text = last === undefined ? undefined : value(last)
    return text === undefined ? [] : [{ text, colour: palette.text }]
  }
  const namePiece = (text: string, plot: Plot): Piece => {
    if (!lines.has(plot)) return { text, colour: palette.dim }
    const { color, dash } = plotLook(plot, study, { palette, lines })
    return { text, colour: color, ...(palette.shapes && plot.shape !== 'dots' && { dash: dash === 'solid' ? [] : dash }) }
  }
  const [first] = plots
  if (first === undefined || plots.every((plot) => lastValue(plot) === undefined)) {
    return [{ text: `${label}: too few candles`, colour: palette.dim }]
  }
  if (new Set(plots.map((plot) => lines.get(plot))).size === 1) return [namePiece(label, first), ...plots.flatMap(valuePiece)]
  return [{ text: label, colour: palette.dim }, ...plots.flatMap((plot) => [namePiece(plot.label, plot), ...valuePiece(plot)])]
}

/** The last value that is known: over the candle that is still forming there may be none. */
function lastValue({ values }: Plot): number | undefined {
  return values.findLast((value) => !Number.isNaN(value))
}

/** Four significant digits, but no more than two decimals from one on. */
function paneValue(value: number): string {
  const size = Math.abs(value)
  if (size === 0 || size >= COMPACT_FROM) return showCompact(value)
  const decimals = 3 - Math.floor(Math.log10(size))
  return grouped(value, Math.max(0, Math.min(decimals, size >= 1 ? 2 : 12)))
}

function pieceWidth(context: SKRSContext2D, { text, dash }: Piece): number {
  return context.measureText(text).width + (dash === undefined ? 0 : STROKE_PX + GAP_PX / 2)
}

function rowWidth(context: SKRSContext2D, pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + pieceWidth(context, piece) + GAP_PX, 0)
}

function drawPieces(pieces: readonly Piece[], { context, yPx }: Row): void {
  let x = LEFT_PX + 4
  context.textAlign = 'left'
  for (const piece of pieces) {
    const end = x + pieceWidth(context, piece)
    if (piece.dash !== undefined) drawStroke(piece, context, { x, y: yPx - STROKE_RAISED_PX })
    context.fillStyle = piece.colour
    context.fillText(piece.text, end - context.measureText(piece.text).width, yPx)
    x = end + GAP_PX
  }
}

function drawStroke({ colour, dash = [] }: Piece, context: SKRSContext2D, { x, y }: { x: number; y: number }): void {
  context.strokeStyle = colour
  context.lineWidth = 3
  context.setLineDash([...dash])
  context.beginPath()
  context.moveTo(x, y)
  context.lineTo(x + STROKE_PX, y)
  context.stroke()
  context.setLineDash([])
}
