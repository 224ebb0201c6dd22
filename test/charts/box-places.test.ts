import { describe, expect, it } from 'vitest'
import { aroundOf, boxPlaces } from '../../src/charts/box-places.ts'
import { candleScene, yOf } from '../../src/charts/candle-scene.ts'
import type { CandlePicture, PriceBox } from '../../src/charts/charts.ts'
import { somePicture } from './some-picture.ts'

const { candles } = somePicture()
const [high, low] = [Math.max(...candles.high), Math.min(...candles.low)]
const middle = (high + low) / 2
const END_PX = 24 + 120 * 10
const openingOf = (index: number): number => candles.time[index] ?? Number.NaN
const box = (change: Partial<PriceBox>): PriceBox => ({
  from: openingOf(20),
  top: middle * 1.01,
  bottom: middle,
  label: 'FVG',
  tone: 'good',
  faded: false,
  ...change,
})
const placesOf = (boxes: readonly PriceBox[], change: Partial<CandlePicture> = {}) => {
  const spec = somePicture({ boxes, ...change })
  const scene = candleScene(spec, spec.candles)
  return { scene, places: boxPlaces(scene, END_PX) }
}

describe('boxPlaces', () => {
  it('reaches from the first of its candles through the last, or to the right edge', () => {
    const { places } = placesOf([box({ to: openingOf(39) }), box({})])
    expect(places.map(({ x, width }) => [x, x + width])).toEqual([
      [224, 424],
      [224, END_PX],
    ])
  })

  it('cuts what begins before the first candle, and leaves out what ended before it or begins after the last', () => {
    const { places } = placesOf([box({ from: 0 }), box({ from: 0, to: 1 }), box({ from: openingOf(119) + 1 })])
    expect(places.map(({ x }) => x)).toEqual([24])
  })

  it.each([false, true])('stands at its prices (logarithmic: %s)', (log) => {
    const { places, scene } = placesOf([box({})], { log })
    const levels = [middle * 1.01, middle].map((level) => yOf(scene.price, log ? Math.log(level) : level))
    expect([places[0]?.y, (places[0]?.y ?? 0) + (places[0]?.height ?? 0)]).toEqual([
      expect.closeTo(levels[0] ?? 0, 6),
      expect.closeTo(levels[1] ?? 0, 6),
    ])
  })

  it('stays in the plot, and has no height where it is one level', () => {
    const { places, scene } = placesOf([box({ top: high * 100, bottom: middle }), box({ top: middle, bottom: middle })])
    expect([places[0]?.y, places[1]?.height]).toEqual([scene.price.topPx, 0])
    expect(placesOf([box({ top: high * 100, bottom: high * 99 }), box({ top: low / 99, bottom: low / 100 })]).places).toEqual([])
  })

  it('stands off a few candles, so that their wicks can be seen', () => {
    const few = box({ to: openingOf(21) })
    const { places, scene } = placesOf([few])
    expect(places[0]?.y).toBeLessThan(yOf(scene.price, few.top))
  })

  it('takes the next candle where the one it names is missing', () => {
    expect(placesOf([box({ from: openingOf(19) + 1, to: openingOf(39) + 1 })]).places[0]).toMatchObject({ x: 224, width: 200 })
  })

  it('does not let far boxes press the candles flat', () => {
    const { scene } = placesOf([box({ top: high * 3, bottom: high * 2 })])
    expect(scene.price.scale).toEqual(placesOf([]).scene.price.scale)
    const near = high + (high - low) * 0.1
    expect(placesOf([box({ top: near, bottom: high })]).scene.price.scale.max).toBeGreaterThan(near)
  })
})

it('says where the candles are that labels had better not cover', () => {
  const { plot, candles: covered } = aroundOf(placesOf([]).scene, END_PX)
  expect(plot).toMatchObject({ x: 24, width: END_PX - 24 })
  expect(covered).toHaveLength(120)
  expect(covered[1]).toMatchObject({ x: 34, width: 10 })
})
