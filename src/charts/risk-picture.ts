import type { RiskPicture } from './charts.ts'
import { font } from './fonts.ts'
import { lineColour, type Palette } from './palettes.ts'
import { drawFoot, drawHeading, EDGE_PX, LEFT_PX, type Pen, TEXT_PX, timeWords, WIDTH_PX } from './picture-frame.ts'

const GAUGES_MAX = 6
const PARTS_MAX = 7
const TOP_PX = 88
const GAUGE_HEIGHT_PX = 80
const BAR_PX = 20
const PARTS_TITLE_PX = 604
const PARTS_BAR_PX = { topPx: 622, heightPx: 46 } as const
const LEGEND_PX = { topPx: 704, rowPx: 34, columns: 4 } as const
const WIDTH = WIDTH_PX - LEFT_PX - EDGE_PX
const TIGHT = 0.6
const FULL = 0.9

/** Draws how much of each limit is used, and what equity is made of. */
export function drawRisk(spec: RiskPicture, pen: Pen): void {
  const { badge, equity, gauges, at, zone } = spec
  drawHeading({ title: 'Risk', badge, value: equity }, pen)
  for (const [index, gauge] of gauges.slice(0, GAUGES_MAX).entries()) drawGauge(gauge, TOP_PX + index * GAUGE_HEIGHT_PX, pen)
  drawParts(spec, pen)
  drawFoot([zone, timeWords(at, zone)], pen)
}

/** What is used of a limit: the bar ends where the limit is. */
function drawGauge({ label, used, limit, words }: RiskPicture['gauges'][number], topPx: number, { context, palette }: Pen): void {
  const share = limit > 0 ? Math.min(1, Math.max(0, used / limit)) : 1
  context.font = font(600, TEXT_PX + 2)
  context.textAlign = 'left'
  context.fillStyle = palette.text
  context.fillText(label, LEFT_PX + 4, topPx + 20)
  context.font = font(600, TEXT_PX + 2)
  context.textAlign = 'right'
  context.fillStyle = share >= FULL ? palette.strong : palette.text
  context.fillText(words, WIDTH_PX - EDGE_PX, topPx + 20)
  const box = { x: LEFT_PX, y: topPx + 34, height: BAR_PX }
  context.fillStyle = palette.grid
  fillRound(context, { ...box, width: WIDTH })
  if (share === 0) return
  context.fillStyle = gaugeColour(share, palette)
  fillRound(context, { ...box, width: Math.max(BAR_PX, share * WIDTH) })
}

function gaugeColour(share: number, palette: Palette): string {
  if (share >= FULL) return palette.down
  return share >= TIGHT ? palette.badge : palette.up
}

interface Part {
  readonly label: string
  readonly share: number
  readonly colour: string
}

/** What equity is made of as one bar, with the names and shares below. */
function drawParts(spec: RiskPicture, { context, palette }: Pen): void {
  context.font = font(600, TEXT_PX + 2)
  context.textAlign = 'left'
  context.fillStyle = palette.text
  context.fillText('What your equity is made of', LEFT_PX + 4, PARTS_TITLE_PX)
  const parts = partsOf(spec, palette)
  const { topPx, heightPx } = PARTS_BAR_PX
  context.save()
  context.beginPath()
  context.roundRect(LEFT_PX, topPx, WIDTH, heightPx, 8)
  context.clip()
  let x = LEFT_PX
  for (const { share, colour } of parts) {
    context.fillStyle = colour
    context.fillRect(x, topPx, share * WIDTH, heightPx)
    x += share * WIDTH
    context.fillStyle = palette.background
    context.fillRect(x - 1, topPx, 2, heightPx)
  }
  context.restore()
  for (const [index, part] of parts.entries()) drawLegend(part, index, { context, palette })
}

function drawLegend({ label, share, colour }: Part, index: number, { context, palette }: Pen): void {
  const { topPx, rowPx, columns } = LEGEND_PX
  const x = LEFT_PX + 4 + (index % columns) * (WIDTH / columns)
  const y = topPx + Math.floor(index / columns) * rowPx
  context.fillStyle = colour
  fillRound(context, { x, y: y - 16, width: 18, height: 18 })
  context.textAlign = 'left'
  context.font = font(600, TEXT_PX)
  context.fillStyle = palette.text
  const percent = `${(share * 100).toFixed(1)}%`
  context.fillText(percent, x + 28, y)
  const end = x + 36 + context.measureText(percent).width
  context.font = font(400, TEXT_PX)
  context.fillStyle = palette.dim
  context.fillText(label, end, y, WIDTH / columns - (end - x) - 8)
}

/** The largest parts by name, the small ones as one, and the rest as money. */
function partsOf({ parts }: RiskPicture, palette: Palette): readonly Part[] {
  const named = parts.length > PARTS_MAX - 1 ? parts.slice(0, PARTS_MAX - 2) : parts
  const other = parts.slice(named.length).reduce((sum, { share }) => sum + share, 0)
  const cash = Math.max(0, 1 - parts.reduce((sum, { share }) => sum + share, 0))
  return [
    ...named.map((part, index) => ({ ...part, colour: lineColour(palette, index) })),
    ...(other > 0 ? [{ label: 'others', share: other, colour: palette.dim }] : []),
    ...(cash > 0.0005 ? [{ label: 'money', share: cash, colour: palette.border }] : []),
  ]
}

function fillRound(context: Pen['context'], { x, y, width, height }: { x: number; y: number; width: number; height: number }): void {
  context.beginPath()
  context.roundRect(x, y, width, height, height / 3)
  context.fill()
}
