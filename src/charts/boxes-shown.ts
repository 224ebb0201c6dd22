import type { CandlePicture, PriceBox } from './charts.ts'

const BOXES_MAX = 24

/** The boxes of which something falls on the candles that are drawn, by their time; the first `BOXES_MAX` of them. */
export function boxesShown({ boxes = [], candles: { time } }: Pick<CandlePicture, 'boxes' | 'candles'>): readonly PriceBox[] {
  const [first, last] = [time[0] ?? 0, time.at(-1) ?? 0]
  return boxes.filter(({ from, to = last }) => from <= last && to >= first).slice(0, BOXES_MAX)
}
