import { type Candle, type Candles, candleAt } from '../basics/candles.ts'
import { priceDecimals, showDigits } from '../basics/show.ts'
import { boxesShown } from './boxes-shown.ts'
import type { CandlePicture, PriceMark, Study } from './charts.ts'
import { OVERLAYS_MAX, PANES_MAX } from './charts.ts'
import { spread } from './chip-places.ts'
import { makeScale, place, type Scale } from './scale.ts'
import { type TimeLabel, timeLabels } from './time-labels.ts'

export const CHIP_HEIGHT_PX = 32
const TOP_PX = 96
const BOTTOM_PX = 738
/** The room above a lower pane, in which its head stands: over the lines it would hide them. */
const PANE_HEAD_PX = 36
const PANE_HEIGHT_PX: readonly number[] = [0, 138, 112]
const PANE_TICKS = 2.5
const MARKS_MAX = 8
/** How far beyond the candles an indicator or a mark may stretch the price axis, in heights of the candles. */
const STRETCH_MAX = 0.6
/** The same for boxes, of which a part says enough. */
const BOX_STRETCH_MAX = 0.15
const HEADROOM = 0.06
/** The part under the candles that is left to the volume. */
const FOOTROOM = 0.24

/** A box with a scale, in pixels of the picture. */
export interface Pane {
  readonly topPx: number
  readonly heightPx: number
  readonly scale: Scale
}

/** A label at the right edge: the last price, or a mark. `linePx` is where its price is, `centrePx` where the label found room. */
export interface Chip {
  readonly text: string
  readonly tone: PriceMark['tone']
  readonly linePx: number
  readonly centrePx: number
  readonly dashed: boolean
}

/** Everything about a candle picture that can be said in numbers before a pixel is drawn. */
export interface Scene {
  readonly spec: CandlePicture
  readonly price: Pane
  readonly overlays: readonly Study[]
  readonly lower: readonly (Pane & { readonly study: Study })[]
  readonly chips: readonly Chip[]
  readonly times: readonly TimeLabel[]
  readonly decimals: number
  /** As it was traded, also under Heikin-Ashi: its close is the price. */
  readonly lastCandle: Candle
  readonly change: number
}

/** Lays a picture out. `spec` has at least one candle; `real` are the same candles before Heikin-Ashi, whose last close is the price. */
export function candleScene(spec: CandlePicture, real: Candles): Scene {
  const overlays = spec.studies.filter(({ pane }) => pane === 'price').slice(0, OVERLAYS_MAX)
  const own = spec.studies.filter(({ pane }) => pane === 'own').slice(0, PANES_MAX)
  const paneHeight = PANE_HEIGHT_PX[own.length] ?? 0
  const heightPx = BOTTOM_PX - TOP_PX - own.length * (paneHeight + PANE_HEAD_PX)
  const lastCandle = candleAt(real, real.time.length - 1)
  if (lastCandle === undefined) throw new RangeError('There is no candle to draw')
  const last = lastCandle.close
  const decimals = priceDecimals(last, spec.tick)
  const price: Pane = { topPx: TOP_PX, heightPx, scale: priceScale(spec, overlays, { last, heightPx, decimals }) }
  return {
    spec,
    price,
    overlays,
    lower: own.map((study, index) => ({
      study,
      topPx: TOP_PX + heightPx + PANE_HEAD_PX + index * (paneHeight + PANE_HEAD_PX),
      heightPx: paneHeight,
      scale: studyScale(study),
    })),
    chips: chips(spec, price, { last, rising: last >= lastCandle.open, decimals }),
    times: timeLabels(spec.candles.time, spec.zone),
    decimals,
    lastCandle,
    change: last / (real.open[0] ?? last) - 1,
  }
}

/** The height of an axis coordinate in the picture. */
export function yOf({ topPx, heightPx, scale }: Pane, at: number): number {
  return topPx + ((scale.max - at) / (scale.max - scale.min)) * heightPx
}

function priceScale(
  spec: CandlePicture,
  overlays: readonly Study[],
  { last, heightPx, decimals }: { last: number; heightPx: number; decimals: number },
): Scale {
  const { high, low, volume } = spec.candles
  const lowest = least(low)
  const highest = most(high)
  const reach = (highest - lowest) * STRETCH_MAX
  const wanted = [
    ...overlays.flatMap(({ plots }) => plots.flatMap(({ values }) => [...values])),
    ...marksOf(spec, last).map(({ price }) => price),
  ]
  const inside = wanted.filter((value) => value >= lowest - reach && value <= highest + reach)
  const edge = (highest - lowest) * BOX_STRETCH_MAX
  const levels = boxesShown(spec).flatMap((box) => [box.top, box.bottom])
  const near = [...inside, ...levels.filter((value) => value >= lowest - edge && value <= highest + edge)]
  const bottom = Math.min(lowest, least(near))
  const top = Math.max(highest, most(near))
  const flat = Math.max(last * 0.004, 2 * 10 ** -decimals)
  const from = place(spec, top > bottom ? bottom : Math.max(bottom - flat, bottom / 2))
  const to = place(spec, top > bottom ? top : top + flat)
  const foot = most(volume) > 0 ? FOOTROOM : HEADROOM
  const value = spec.log ? Math.exp : (at: number): number => at
  const options = { log: spec.log, count: heightPx / 85, decimals }
  const scale = makeScale(value(from - (to - from) * foot), value(to + (to - from) * HEADROOM), options)
  return { ...scale, ticks: scale.ticks.filter(({ at }) => spec.log || at > 0) }
}

function studyScale({ plots, levels }: Study): Scale {
  const known = plots.flatMap(({ values: column }) => [...column].filter(Number.isFinite))
  const bars = plots.some(({ shape }) => shape === 'bars')
  const values = [...known, ...levels, ...(bars ? [0] : [])]
  const [low, high] = values.length === 0 ? [0, 1] : [least(values), most(values)]
  const room = high > low ? (high - low) * 0.1 : Math.max(Math.abs(high) * 0.1, 1e-9)
  const scale = makeScale(low - room, high + room, { count: PANE_TICKS })
  const marked = levels.map((level) => ({ at: level, label: String(level) }))
  if (levels.length > 1 || known.length === 0) return { ...scale, ticks: marked }
  // A single level says nothing of the size of the others, so it only takes the place of a label that stands too near.
  const apart = (scale.max - scale.min) / 4
  return { ...scale, ticks: [...scale.ticks.filter(({ at }) => levels.every((level) => Math.abs(at - level) > apart)), ...marked] }
}

function chips(spec: CandlePicture, pane: Pane, { last, rising, decimals }: { last: number; rising: boolean; decimals: number }): Chip[] {
  const bottomPx = pane.topPx + pane.heightPx
  const wanted = [
    { text: '', price: last, tone: rising ? 'good' : 'bad', dashed: true } as const,
    ...marksOf(spec, last).map(({ label, price, tone }) => ({ text: `${label} `, price, tone, dashed: false })),
  ]
  const lines = wanted.map(({ price }) => yOf(pane, place(spec, price)))
  const centres = spread(
    lines.map((y) => Math.min(Math.max(y, pane.topPx), bottomPx)),
    { heightPx: CHIP_HEIGHT_PX + 2, topPx: pane.topPx, bottomPx: bottomPx + CHIP_HEIGHT_PX / 2 },
  )
  return wanted.map(({ text, price, tone, dashed }, index) => ({
    text: `${text}${grouped(price, decimals)}${beyond(pane, lines[index] ?? 0)}`,
    tone,
    dashed,
    linePx: lines[index] ?? 0,
    centrePx: centres[index] ?? 0,
  }))
}

/** An arrow for what lies outside the picture. */
function beyond({ topPx, heightPx }: Pane, linePx: number): string {
  if (linePx < topPx) return ' ↑'
  return linePx > topPx + heightPx ? ' ↓' : ''
}

/** The marks nearest to the price, when there are too many to tell apart. */
function marksOf({ marks }: CandlePicture, last: number): readonly PriceMark[] {
  return [...marks].sort((a, b) => Math.abs(a.price - last) - Math.abs(b.price - last)).slice(0, MARKS_MAX)
}

/** A price with these decimals and its thousands set apart. */
export function grouped(price: number, decimals: number): string {
  return showDigits(price.toFixed(decimals))
}

function least(values: ArrayLike<number>): number {
  return Array.from(values).reduce((low, value) => (value < low ? value : low), Number.POSITIVE_INFINITY)
}

function most(values: ArrayLike<number>): number {
  return Array.from(values).reduce((high, value) => (value > high ? value : high), Number.NEGATIVE_INFINITY)
}
