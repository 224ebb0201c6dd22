import type { SKRSContext2D } from '@napi-rs/canvas'
import { lengthOf } from '../basics/timeframe.ts'
import { placeLabels } from './box-labels.ts'
import { aroundOf, boxPlaces } from './box-places.ts'
import { drawLegend, drawPaneHead } from './candle-legend.ts'
import { plotRight } from './candle-option.ts'
import { CHIP_HEIGHT_PX, type Chip, grouped, type Scene } from './candle-scene.ts'
import { mixed } from './contrast.ts'
import { font } from './fonts.ts'
import { pale, toneColour } from './palettes.ts'
import { drawFoot, drawHeading, EDGE_PX, LEFT_PX, type Pen, TEXT_PX, timeWords, WIDTH_PX } from './picture-frame.ts'

const LEGEND_BASE_PX = 80
const PANE_HEAD_BASE_PX = 10
const LABEL_PX = 20
const LABEL_PAD_PX = 7
const LABEL_RAISED_PX = 7
const CHIP_PAD_PX = 8
const AXIS_PX_MIN = 100
const AXIS_PX_MAX = 260
/** When the last candle is so many candles ago, the picture says when it was. */
const OLD_CANDLES = 3

/** How much room the labels at the right need. */
export function axisWidth({ scene, context }: { scene: Scene; context: SKRSContext2D }): number {
  context.font = font(600, TEXT_PX)
  const chips = scene.chips.map(({ text }) => context.measureText(text).width + 2 * CHIP_PAD_PX)
  context.font = font(400, TEXT_PX)
  const labels = [scene.price, ...scene.lower].flatMap(({ scale }) => scale.ticks.map(({ label }) => context.measureText(label).width))
  return Math.ceil(Math.min(AXIS_PX_MAX, Math.max(AXIS_PX_MIN, ...chips, ...labels) + EDGE_PX))
}

/** Writes what stands around and over the panes: header, legends, price chips, footer. */
export function drawFrame(scene: Scene, { context, palette, rightPx }: Pen & { rightPx: number }): void {
  const pen = { context, palette }
  context.textBaseline = 'alphabetic'
  drawHeader(scene, pen)
  drawLegend(scene, { ...pen, yPx: LEGEND_BASE_PX })
  for (const chip of scene.chips) drawLine(chip, { ...pen, scene, rightPx })
  drawBoxLabels(scene, { ...pen, rightPx })
  for (const chip of scene.chips.toReversed()) drawChip(chip, { ...pen, rightPx })
  for (const { study, topPx } of scene.lower) drawPaneHead(study, { ...pen, scene, yPx: topPx - PANE_HEAD_BASE_PX })
  drawFooter(scene, pen)
}

function drawHeader({ spec, lastCandle, decimals, change }: Scene, pen: Pen): void {
  const { symbol, candles, badge } = spec
  drawHeading({ title: symbol, tail: candles.timeframe, badge, value: grouped(lastCandle.close, decimals), change }, pen)
}

function drawLine(chip: Chip, { context, palette, scene, rightPx }: Pen & { scene: Scene; rightPx: number }): void {
  const { topPx, heightPx } = scene.price
  if (chip.linePx < topPx || chip.linePx > topPx + heightPx) return
  context.strokeStyle = toneColour(chip.tone, palette)
  context.lineWidth = 2
  context.setLineDash(chip.dashed ? [7, 5] : [])
  context.beginPath()
  context.moveTo(LEFT_PX, chip.linePx)
  context.lineTo(plotRight(rightPx), chip.linePx)
  context.stroke()
  context.setLineDash([])
}

function drawChip(chip: Chip, { context, palette, rightPx }: Pen & { rightPx: number }): void {
  context.font = font(600, TEXT_PX)
  const width = context.measureText(chip.text).width + 2 * CHIP_PAD_PX
  const x = Math.min(plotRight(rightPx) + 5, WIDTH_PX - 4 - width)
  context.fillStyle = toneColour(chip.tone, palette)
  context.beginPath()
  context.roundRect(x, chip.centrePx - CHIP_HEIGHT_PX / 2, width, CHIP_HEIGHT_PX, 5)
  context.fill()
  context.textAlign = 'left'
  context.fillStyle = palette.chipText
  context.fillText(chip.text, x + CHIP_PAD_PX, chip.centrePx + 8)
}

/** Names boxes on grounds of their own, so that they can be read over candles. */
function drawBoxLabels(scene: Scene, { context, palette, rightPx }: Pen & { rightPx: number }): void {
  const boxes = boxPlaces(scene, plotRight(rightPx))
  context.font = font(600, LABEL_PX)
  context.textAlign = 'left'
  const wanted = boxes.map((about) => ({ about, widthPx: Math.ceil(context.measureText(about.box.label).width) + 2 * LABEL_PAD_PX }))
  const places = placeLabels(wanted, aroundOf(scene, plotRight(rightPx)))
  for (const [index, { box }] of boxes.entries()) {
    const place = places[index]
    if (place === undefined || box.label === '') continue
    const colour = toneColour(box.tone, palette)
    context.beginPath()
    context.roundRect(place.x, place.y, place.width, place.height, 5)
    context.fillStyle = pale(mixed(palette.background, colour, box.faded ? 0.1 : 0.25), 0.9)
    context.fill()
    context.fillStyle = box.faded ? palette.dim : mixed(colour, palette.strong, 0.5)
    context.fillText(box.label, place.x + LABEL_PAD_PX, place.y + place.height - LABEL_RAISED_PX)
  }
}

function drawFooter({ spec }: Scene, pen: Pen): void {
  const { candles, at, zone } = spec
  const count = candles.time.length
  const lastOpen = candles.time.at(-1) ?? at
  const words = [
    spec.venue,
    zone,
    timeWords(at, zone),
    `change over ${count} ${count === 1 ? 'candle' : 'candles'}`,
    ...(spec.style === 'heikin-ashi' ? ['Heikin-Ashi'] : []),
    ...(spec.log ? ['log'] : []),
    ...(spec.forming ? ['last candle forming'] : []),
    ...(at - lastOpen > OLD_CANDLES * lengthOf(candles.timeframe) ? [`last candle ${timeWords(lastOpen, zone)}`] : []),
  ]
  drawFoot(words, pen)
}
