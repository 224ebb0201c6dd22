import type { SKRSContext2D } from '@napi-rs/canvas'
import { showPercent, showTime } from '../basics/show.ts'
import { font } from './fonts.ts'
import type { Palette } from './palettes.ts'

export const WIDTH_PX = 1280
export const HEIGHT_PX = 800
export const LEFT_PX = 24
export const TEXT_PX = 22
export const EDGE_PX = 24
const TITLE_PX = 36
const TITLE_BASE_PX = 42

export interface Pen {
  readonly context: SKRSContext2D
  readonly palette: Palette
}

/** What stands over every picture: `title` is cut where there is no room, `tail` is not. */
interface Heading {
  readonly title: string
  readonly tail?: string
  readonly badge?: string | undefined
  readonly value: string
  /** As a ratio; without it there is no arrow. */
  readonly change?: number
}

/** Writes the header: the title with its badge on the left, the value and its change on the right. */
export function drawHeading({ title, tail = '', badge, value, change }: Heading, { context, palette }: Pen): void {
  const valueEndPx = change === undefined ? WIDTH_PX - EDGE_PX : drawChange(change, { context, palette }) - 22
  context.textAlign = 'right'
  context.font = font(700, TITLE_PX)
  context.fillStyle = palette.strong
  context.fillText(value, valueEndPx, TITLE_BASE_PX)
  const roomPx = valueEndPx - context.measureText(value).width - 24 - LEFT_PX
  context.textAlign = 'left'
  const badgePx = badge === undefined ? 0 : badgeWidth(context, badge) + 20
  context.font = font(700, TITLE_PX)
  const words = fitted(context, [title, tail], roomPx - badgePx)
  context.fillText(words, LEFT_PX + 4, TITLE_BASE_PX)
  if (badge !== undefined) drawBadge(badge, LEFT_PX + 4 + context.measureText(words).width + 20, { context, palette })
}

/** Writes what is dim and small at the bottom, on the right. */
export function drawFoot(words: readonly string[], { context, palette }: Pen): void {
  context.font = font(400, TEXT_PX)
  context.textAlign = 'right'
  context.fillStyle = palette.dim
  context.fillText(words.join(' · '), WIDTH_PX - EDGE_PX, HEIGHT_PX - 10, WIDTH_PX - 2 * EDGE_PX)
}

/** Without the zone, which a foot names once. */
export function timeWords(at: number, zone: string): string {
  return showTime(at, zone).slice(0, -zone.length - 1)
}

export function changeColour(change: number, palette: Palette): string {
  if (change === 0) return palette.text
  return change > 0 ? palette.up : palette.down
}

/** The change in percent with its arrow; gives back where it begins. */
function drawChange(change: number, { context, palette }: Pen): number {
  context.font = font(600, 30)
  const percent = showPercent(change)
  const arrowPx = WIDTH_PX - EDGE_PX - context.measureText(percent).width - 18
  context.fillStyle = changeColour(change, palette)
  context.textAlign = 'right'
  context.fillText(percent, WIDTH_PX - EDGE_PX, TITLE_BASE_PX)
  drawArrow(context, arrowPx, change)
  return arrowPx
}

/** A triangle, up or down; nothing where nothing changed. */
function drawArrow(context: SKRSContext2D, x: number, change: number): void {
  if (change === 0) return
  const [tip, base] = change > 0 ? [20, 40] : [40, 20]
  context.beginPath()
  context.moveTo(x, tip)
  context.lineTo(x - 11, base)
  context.lineTo(x + 11, base)
  context.closePath()
  context.fill()
}

/** A text cut to the room that there is, with an ellipsis; its tail is kept. */
export function fitted(context: SKRSContext2D, [title, tail]: readonly [string, string], roomPx: number): string {
  const end = tail === '' ? '' : `  ${tail}`
  if (context.measureText(title + end).width <= roomPx) return title + end
  const letters = [...title]
  while (letters.length > 1 && context.measureText(`${letters.join('')}…${end}`).width > roomPx) letters.pop()
  return `${letters.join('')}…${end}`
}

function badgeWidth(context: SKRSContext2D, badge: string): number {
  context.font = font(700, TEXT_PX)
  return context.measureText(badge).width + 24
}

function drawBadge(badge: string, x: number, { context, palette }: Pen): void {
  const width = badgeWidth(context, badge)
  context.fillStyle = palette.badge
  context.beginPath()
  context.roundRect(x, TITLE_BASE_PX - 31, width, 36, 6)
  context.fill()
  context.fillStyle = palette.badgeText
  context.fillText(badge, x + 12, TITLE_BASE_PX - 5)
}
