import type { Rectangle } from './box-places.ts'

export const LABEL_HEIGHT_PX = 28
const GAP_PX = 3
const APART_PX = 4

/** What must not be covered, worst first: labels never, candles only where there is no other place. */
interface Around {
  readonly plot: Rectangle
  readonly candles: readonly Rectangle[]
}

/**
 * Finds places for labels beside, in, above or below what they name, in the order of their importance: none covers another, and a label without a place is undefined.
 * Each `widthPx` is that of a whole label.
 */
export function placeLabels(
  wanted: readonly { readonly about: Rectangle; readonly widthPx: number }[],
  { plot, candles }: Around,
): readonly (Rectangle | undefined)[] {
  const taken: Rectangle[] = []
  return wanted.map(({ about, widthPx }) => {
    const free = places(about, { widthPx, plot }).filter((place) => taken.every((other) => !touch(place, other, APART_PX)))
    const covered = free.map((place) => candles.filter((candle) => touch(place, candle, 0)).length)
    const best = free[covered.indexOf(Math.min(...covered))]
    if (best !== undefined) taken.push(best)
    return best
  })
}

/** Every place for a label, the best first: inside at the ends where it fits, above, below; moved sideways into the plot where it would stick out. */
function places(about: Rectangle, { widthPx, plot }: { readonly widthPx: number; readonly plot: Rectangle }): readonly Rectangle[] {
  const { x, y, width, height } = about
  const wide = width >= widthPx + 2 * GAP_PX
  const insetPx = wide ? GAP_PX : 0
  const [left, right, middle] = [x + insetPx, x + width - widthPx - insetPx, x + (width - widthPx) / 2]
  const lefts = wide ? [left, right, middle] : [middle, left, right]
  const inside = wide && height >= LABEL_HEIGHT_PX + 2 * GAP_PX ? [y + GAP_PX, y + height - LABEL_HEIGHT_PX - GAP_PX] : []
  const tops = [...inside, y - LABEL_HEIGHT_PX - GAP_PX, y + height + GAP_PX]
  return tops
    .flatMap((top) => lefts.map((start) => ({ x: within(start, widthPx, plot), y: top, width: widthPx, height: LABEL_HEIGHT_PX })))
    .filter((place) => place.y >= plot.y && place.y + place.height <= plot.y + plot.height)
}

function within(left: number, widthPx: number, plot: Rectangle): number {
  return Math.max(plot.x + GAP_PX, Math.min(left, plot.x + plot.width - widthPx - GAP_PX))
}

function touch(one: Rectangle, other: Rectangle, apartPx: number): boolean {
  return (
    one.x < other.x + other.width + apartPx &&
    other.x < one.x + one.width + apartPx &&
    one.y < other.y + other.height + apartPx &&
    other.y < one.y + one.height + apartPx
  )
}
