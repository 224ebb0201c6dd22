import { indexFrom } from '../basics/candles.ts'
import { boxesShown } from './boxes-shown.ts'
import { type Scene, yOf } from './candle-scene.ts'
import type { PriceBox } from './charts.ts'
import { LEFT_PX } from './picture-frame.ts'
import { place } from './scale.ts'

/** A box around so few candles stands off them, so that their wicks can be seen. */
const FEW_CANDLES_MAX = 5
const STAND_OFF_PX = 5

/** A rectangle in pixels of the picture. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A box where it is drawn: cut to the plot, of no height where it is a line. */
export interface BoxPlace extends Rectangle {
  readonly box: PriceBox
}

/** Where the boxes of a picture are; `plotEndPx` is where its plot ends on the right. What lies above or below the price axis is left out. */
export function boxPlaces({ spec, price }: Scene, plotEndPx: number): readonly BoxPlace[] {
  const { time } = spec.candles
  const slotPx = (plotEndPx - LEFT_PX) / time.length
  const [topPx, bottomPx] = [price.topPx, price.topPx + price.heightPx]
  return boxesShown(spec).flatMap((box) => {
    const start = indexFrom(time, box.from)
    const end = box.to === undefined ? time.length : Math.max(start + 1, indexFrom(time, box.to + 1))
    const offPx = box.top > box.bottom && box.to !== undefined && end - start <= FEW_CANDLES_MAX ? STAND_OFF_PX : 0
    const [high, low] = [box.top, box.bottom].map((level) => yOf(price, place(price.scale, level)))
    if (high === undefined || low === undefined || high > bottomPx || low < topPx) return []
    const y = Math.max(topPx, high - offPx)
    const x = LEFT_PX + start * slotPx
    return [{ box, x, y, width: LEFT_PX + end * slotPx - x, height: Math.min(bottomPx, low + offPx) - y }]
  })
}

/** What labels of boxes keep within, and what they had better not cover. */
export function aroundOf({ spec, price }: Scene, plotEndPx: number): { readonly plot: Rectangle; readonly candles: readonly Rectangle[] } {
  const { high, low } = spec.candles
  const slotPx = (plotEndPx - LEFT_PX) / high.length
  const levelPx = (value: number | undefined): number => yOf(price, place(price.scale, value ?? Number.NaN))
  return {
    plot: { x: LEFT_PX, y: price.topPx, width: plotEndPx - LEFT_PX, height: price.heightPx },
    candles: Array.from(high, (value, index) => ({
      x: LEFT_PX + index * slotPx,
      y: levelPx(value),
      width: slotPx,
      height: levelPx(low[index]) - levelPx(value),
    })),
  }
}
