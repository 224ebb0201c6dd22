import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LABEL_HEIGHT_PX, placeLabels } from '../../src/charts/box-labels.ts'
import type { Rectangle } from '../../src/charts/box-places.ts'

const plot: Rectangle = { x: 24, y: 96, width: 1100, height: 640 }
const around = { plot, candles: [] }
const overlap = (one: Rectangle, other: Rectangle): boolean =>
  one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height
const holds = (outer: Rectangle, { x, y, width, height }: Rectangle): boolean =>
  x >= outer.x && y >= outer.y && x + width <= outer.x + outer.width && y + height <= outer.y + outer.height

const someAbout = fc.record({
  x: fc.integer({ min: 24, max: 1100 }),
  y: fc.integer({ min: 96, max: 730 }),
  width: fc.integer({ min: 1, max: 600 }),
  height: fc.integer({ min: 0, max: 200 }),
})

describe('placeLabels', () => {
  it('writes into a box that has room, above one that has none', () => {
    const large: Rectangle = { x: 200, y: 300, width: 400, height: 100 }
    const flat: Rectangle = { x: 200, y: 600, width: 400, height: 0 }
    const [inside, above] = placeLabels(
      [large, flat].map((about) => ({ about, widthPx: 100 })),
      around,
    )
    expect(inside !== undefined && holds(large, inside)).toBe(true)
    expect((above?.y ?? 0) + LABEL_HEIGHT_PX).toBeLessThan(flat.y)
  })

  it('centres a label over a box that is narrower than it', () => {
    const [label] = placeLabels([{ about: { x: 500, y: 300, width: 20, height: 80 }, widthPx: 120 }], around)
    expect(label).toEqual({ x: 450, y: 300 - LABEL_HEIGHT_PX - 3, width: 120, height: LABEL_HEIGHT_PX })
  })

  it('keeps off candles where it can', () => {
    const about: Rectangle = { x: 200, y: 300, width: 400, height: 0 }
    const candles = [{ x: 200, y: 200, width: 200, height: 99 }]
    const [label] = placeLabels([{ about, widthPx: 100 }], { plot, candles })
    expect(label !== undefined && candles.some((candle) => overlap(label, candle))).toBe(false)
  })

  it('never covers one label by another, never leaves the plot, and rather leaves the last out', () => {
    const wanted = fc.array(fc.record({ about: someAbout, widthPx: fc.integer({ min: 30, max: 300 }) }), { maxLength: 24 })
    fc.assert(
      fc.property(wanted, (labels) => {
        const placed = placeLabels(labels, around).filter((place) => place !== undefined)
        expect(placed.every((place) => holds(plot, place))).toBe(true)
        expect(placed.some((one, at) => placed.slice(at + 1).some((other) => overlap(one, other)))).toBe(false)
      }),
    )
    const crowd = Array.from({ length: 12 }, () => ({ about: { x: 300, y: 300, width: 10, height: 10 }, widthPx: 100 }))
    const shown = placeLabels(crowd, around).map((place) => place !== undefined)
    expect(shown[0]).toBe(true)
    expect(shown.at(-1)).toBe(false)
  })
})
