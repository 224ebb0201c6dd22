import fc from 'fast-check'
import { expect, test } from 'vitest'
import { thinCurves } from '../../src/charts/thin-curves.ts'

const values = fc.array(fc.double({ noDefaultInfinity: true }), { maxLength: 500 })

test('few points are all drawn', () => {
  expect(thinCurves([Float64Array.of(3, 1, 2)], 3)).toEqual([0, 1, 2])
  expect(thinCurves([], 3)).toEqual([])
})

test('of many, none of the highest and lowest is lost, nor the ends', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 50 }), (list, parts) => {
      const curve = Float64Array.from(list)
      const kept = thinCurves([curve, curve.map((value) => -value)], parts)
      expect(kept).toEqual([...new Set(kept)].toSorted((one, other) => one - other))
      if (curve.length === 0) return
      expect([kept[0], kept.at(-1)]).toEqual([0, curve.length - 1])
      const known = list.filter((value) => !Number.isNaN(value))
      const shown = kept.map((index) => curve[index] ?? Number.NaN)
      if (known.length > 0) expect([Math.min(...known), Math.max(...known)].every((value) => shown.includes(value))).toBe(true)
      expect(kept.length).toBeLessThanOrEqual(Math.max(parts * 4 + 2, parts))
    }),
  )
})
