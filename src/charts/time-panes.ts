import { DAY_MS, HOUR_MS, MINUTE_MS } from '../basics/timeframe.ts'
import type { PictureFigure } from './charts.ts'
import { font } from './fonts.ts'
import { EDGE_PX, LEFT_PX, type Pen, TEXT_PX, WIDTH_PX } from './picture-frame.ts'
import { place, type Scale } from './scale.ts'
import { timeLabels } from './time-labels.ts'

const FIGURES_BASE_PX = 80
const AXIS_GAP_PX = 10
const PANE_HEAD_PX = 12
const DOT_PX = 7
const GAP_PX = 28
/** The axis is labelled at multiples of the widest of these that gives enough moments to choose from. */
const TIME_STEPS_MS = [DAY_MS, HOUR_MS, 15 * MINUTE_MS, 5 * MINUTE_MS, MINUTE_MS]
const TIME_STEPS_MIN = 24

/** A box in which values are drawn over time. */
export interface Pane {
  readonly topPx: number
  readonly bottomPx: number
  readonly scale: Scale
}

/** Panes one below the other over a common time axis; `from` and `to` are its ends. */
export interface TimePanes<Name extends string> extends Pen {
  readonly panes: Readonly<Record<Name, Pane>>
  readonly from: number
  readonly to: number
  readonly rightPx: number
  readonly xOf: (at: number) => number
}

/** Leaves room for the widest label on the right of the panes. Throws a `RangeError` where there is no time between the ends. */
export function openPanes<Name extends string>(
  panes: Readonly<Record<Name, Pane>>,
  { from, to }: { readonly from: number; readonly to: number },
  pen: Pen,
): TimePanes<Name> {
  if (!(to > from)) throw new RangeError('A curve is drawn from two moments on')
  pen.context.font = font(400, TEXT_PX)
  const labels = Object.values<Pane>(panes).flatMap(({ scale }) => scale.ticks.map(({ label }) => pen.context.measureText(label).width))
  const rightPx = WIDTH_PX - Math.ceil(Math.max(...labels) + AXIS_GAP_PX + EDGE_PX)
  const xOf = (at: number): number => LEFT_PX + ((at - from) / (to - from)) * (rightPx - LEFT_PX)
  return { ...pen, panes, from, to, rightPx, xOf }
}

/** Where a value stands in a pane. */
export function yOf({ topPx, bottomPx, scale }: Pane, value: number): number {
  return yAt({ topPx, bottomPx, scale }, place(scale, value))
}

function yAt({ topPx, bottomPx, scale }: Pane, at: number): number {
  return topPx + ((scale.max - at) / (scale.max - scale.min)) * (bottomPx - topPx)
}

/** Labels in small print under the heading, their values in bold. */
export function drawFigures(figures: readonly PictureFigure[], { context, palette }: Pen): void {
  let x = LEFT_PX + 4
  context.textAlign = 'left'
  for (const { label, value } of figures) {
    context.font = font(400, TEXT_PX)
    context.fillStyle = palette.dim
    context.fillText(label, x, FIGURES_BASE_PX)
    x += context.measureText(`${label} `).width
    context.font = font(600, TEXT_PX)
    context.fillStyle = palette.text
    context.fillText(value, x, FIGURES_BASE_PX)
    x += context.measureText(value).width + GAP_PX
  }
}

/** The frame of a pane with its labelled lines. */
export function drawGrid(pane: Pane, { context, palette, rightPx }: Pick<TimePanes<never>, 'context' | 'palette' | 'rightPx'>): void {
  context.font = font(400, TEXT_PX)
  context.textAlign = 'left'
  context.lineWidth = 1
  for (const { at, label } of pane.scale.ticks) {
    const y = Math.round(yAt(pane, at)) + 0.5
    context.strokeStyle = palette.grid
    drawLine(context, [LEFT_PX, y], [rightPx, y])
    context.fillStyle = palette.dim
    context.fillText(label, rightPx + AXIS_GAP_PX, y + 8)
  }
  context.strokeStyle = palette.border
  context.strokeRect(LEFT_PX + 0.5, pane.topPx + 0.5, rightPx - LEFT_PX, pane.bottomPx - pane.topPx)
}

/** What a pane shows, over its left edge, and what its signs mean. */
export function drawPaneHead(
  words: string,
  { topPx, key = '' }: Pick<Pane, 'topPx'> & { readonly key?: string },
  { context, palette }: Pen,
): void {
  context.font = font(600, TEXT_PX)
  context.textAlign = 'left'
  context.fillStyle = palette.dim
  context.fillText(words, LEFT_PX + 4, topPx - PANE_HEAD_PX)
  const keyPx = LEFT_PX + 4 + context.measureText(words).width + GAP_PX
  context.font = font(400, TEXT_PX)
  context.fillText(key, keyPx, topPx - PANE_HEAD_PX)
}

/** Times along the common axis, with a line through every pane. */
export function drawTimes<Name extends string>(zone: string, basePx: number, axis: TimePanes<Name>): void {
  const { context, palette, panes, from, to, rightPx, xOf } = axis
  const stepMs = TIME_STEPS_MS.find((each) => to - from >= TIME_STEPS_MIN * each) ?? MINUTE_MS
  const begin = Math.ceil(from / stepMs) * stepMs
  const times = Float64Array.from({ length: Math.floor((to - begin) / stepMs) + 1 }, (_, index) => begin + index * stepMs)
  context.font = font(400, TEXT_PX)
  context.textAlign = 'center'
  context.lineWidth = 1
  for (const { index, text } of timeLabels(times, zone)) {
    const x = Math.round(xOf(times[index] ?? from)) + 0.5
    context.strokeStyle = palette.grid
    for (const { topPx, bottomPx } of Object.values<Pane>(panes)) drawLine(context, [x, topPx], [x, bottomPx])
    const half = context.measureText(text).width / 2
    context.fillStyle = palette.dim
    context.fillText(text, Math.min(Math.max(x, LEFT_PX + half), rightPx - half), basePx)
  }
}

export function drawDot({ context, palette }: Pen, { x, y, colour }: { x: number; y: number; colour: string }): void {
  context.beginPath()
  context.arc(x, y, DOT_PX, 0, 2 * Math.PI)
  context.fillStyle = colour
  context.fill()
  context.strokeStyle = palette.strong
  context.lineWidth = 2
  context.stroke()
}

export function drawLine(context: Pen['context'], [fromX, fromY]: readonly [number, number], [toX, toY]: readonly [number, number]): void {
  context.beginPath()
  context.moveTo(fromX, fromY)
  context.lineTo(toX, toY)
  context.stroke()
}

/** A label beside the point that it is about, on the side where there is room. */
export function drawBeside(
  words: string,
  at: readonly [x: number, y: number],
  { context, palette, rightPx }: Omit<TimePanes<never>, 'panes'>,
): void {
  const [x, y] = at
  context.font = font(700, TEXT_PX)
  const isFarRight = x + context.measureText(words).width + 3 * DOT_PX > rightPx
  context.textAlign = isFarRight ? 'right' : 'left'
  context.fillStyle = palette.strong
  context.fillText(words, x + (isFarRight ? -2 : 2) * DOT_PX, y)
}
