import { expect, it } from 'vitest'
import { boxesShown } from '../../src/charts/boxes-shown.ts'
import { somePicture } from './some-picture.ts'

const { candles } = somePicture()
const [first = 0, last = 0] = [candles.time[0], candles.time.at(-1)]
const box = (from: number, to?: number) =>
  ({ from, ...(to === undefined ? {} : { to }), top: 2, bottom: 1, label: `${from}`, tone: 'neutral', faded: false }) as const

it('shows what falls on the candles in time', () => {
  const boxes = [box(0), box(0, first), box(last, last + 1), box(0, first - 1), box(last + 1)]
  expect(boxesShown({ candles, boxes })).toEqual(boxes.slice(0, 3))
  expect(boxesShown({ candles })).toEqual([])
})

it('shows no more than a picture holds', () => {
  const boxes = Array.from({ length: 100 }, () => box(first))
  expect(boxesShown({ candles, boxes })).toHaveLength(24)
})
