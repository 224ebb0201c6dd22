import type { BoxPlace, Rectangle } from './box-places.ts'
import { type Palette, pale, toneColour } from './palettes.ts'
import type { Series } from './study-series.ts'

const BORDER_PX = 2
const LEVEL_PX = 3
const HATCH_PX = 14
/** How much of a colour fill, border and hatch have; what no longer counts has less. */
const OPACITY = { fill: 0.16, border: 0.85, hatch: 0.3 } as const
const FADED_SHARE = 0.4

type Tone = BoxPlace['box']['tone']

/** Where colours do not suffice, the stroke says what they say. */
const TONE_DASH: Readonly<Record<Tone, readonly number[]>> = { good: [], bad: [12, 6], neutral: [3, 5] }

/** What echarts draws of boxes, behind the candles: an area with its border, or a line; hatched and dashed where colours do not suffice. */
export function boxSeries(places: readonly BoxPlace[], palette: Palette): Series {
  const children = places.toReversed().flatMap((place) => shapesOf(place, palette))
  return {
    type: 'custom',
    xAxisIndex: 0,
    yAxisIndex: 0,
    silent: true,
    clip: true,
    z: 1,
    data: children.length > 0 ? [[0, 0]] : [],
    renderItem: () => ({ type: 'group', children }),
  }
}

function shapesOf(place: BoxPlace, palette: Palette): readonly Series[] {
  const { box, x, y, width, height } = place
  const share = box.faded ? FADED_SHARE : 1
  const colour = toneColour(box.tone, palette)
  const stroke = {
    stroke: pale(colour, OPACITY.border * share),
    lineWidth: BORDER_PX,
    ...(palette.shapes && { lineDash: TONE_DASH[box.tone] }),
  }
  if (box.top === box.bottom) {
    return [{ type: 'line', shape: { x1: x, y1: y, x2: x + width, y2: y }, style: { ...stroke, lineWidth: LEVEL_PX } }]
  }
  const shape = { x, y, width, height }
  const hatch = palette.shapes ? hatchOf(shape, box.tone) : []
  return [
    { type: 'rect', shape, style: { fill: pale(colour, OPACITY.fill * share) } },
    ...hatch.map((line) => ({ type: 'line', shape: line, style: { stroke: pale(colour, OPACITY.hatch * share), lineWidth: 1.5 } })),
    { type: 'rect', shape, style: { fill: 'none', ...stroke } },
  ]
}

interface Line {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}

/** Slanting lines cut to a rectangle: they rise in what is good and fall in what is bad; what is neither has none. */
function hatchOf({ x, y, width, height }: Rectangle, tone: Tone): readonly Line[] {
  if (tone === 'neutral') return []
  const lines: Line[] = []
  for (let offset = HATCH_PX; offset < width + height; offset += HATCH_PX) {
    // A rising line from the left or lower edge; mirrored top to bottom it falls.
    const from = { across: Math.max(0, offset - height), up: Math.max(0, height - offset) }
    const to = { across: Math.min(width, offset), up: Math.min(height, height - offset + width) }
    const yOf = (up: number): number => (tone === 'good' ? y + height - up : y + up)
    lines.push({ x1: x + from.across, y1: yOf(from.up), x2: x + to.across, y2: yOf(to.up) })
  }
  return lines
}
