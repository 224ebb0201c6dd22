import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Parameter, ParameterRange } from '../../../src/backtest/trials/parameter.ts'
import { planGrid, planRandom, planThinnedGrid } from '../../../src/backtest/trials/plan-variants.ts'
import { seededRng } from '../../../src/basics/rng.ts'

const parameter = (name: string, range: ParameterRange): Parameter => ({
  name,
  value: range.least,
  percent: false,
  bounds: { least: 0, most: Number.POSITIVE_INFINITY, whole: false },
  range,
  places: [],
})
const A = parameter('a', { least: 1, most: 3, step: 1 })
const B = parameter('b', { least: 0.1, most: 0.3, step: 0.1 })
const LONG = parameter('long', { least: 1, most: 100, step: 1 })

describe('a grid', () => {
  test('is every combination, the last parameter changing fastest', () => {
    expect(planGrid([A, B], 9).rows).toEqual([1, 2, 3].flatMap((a) => [0.1, 0.2, 0.3].map((b) => [a, b])))
    expect(planGrid([], 9).rows).toEqual([[]])
  })

  test('of too many is refused, and says how many', () => {
    expect(() => planGrid([LONG, LONG, A], 2000)).toThrow('That makes 30,000 variants; 2,000 is the most.')
  })
})

describe('a grid that was thinned', () => {
  test('fits, and keeps both ends of every range', () => {
    const { rows } = planThinnedGrid([LONG, A], 12)
    expect(rows).toHaveLength(12)
    expect([...new Set(rows.map(([long]) => long))]).toEqual([1, 34, 67, 100])
    expect(planThinnedGrid([A, B], 200).rows).toEqual(planGrid([A, B], 200).rows)
  })

  test('never has more than it may', () => {
    const count = fc.integer({ min: 1, max: 300 })
    fc.assert(
      fc.property(fc.array(count, { minLength: 1, maxLength: 4 }), count, (lengths, most) => {
        const parameters = lengths.map((length, index) => parameter(`p${index}`, { least: 1, most: length, step: 1 }))
        const { rows } = planThinnedGrid(parameters, most)
        expect(rows.length).toBeGreaterThan(0)
        expect(rows.length).toBeLessThanOrEqual(most)
        expect(new Set(rows.map(String)).size).toBe(rows.length)
      }),
    )
  })
})

describe('a random search', () => {
  test('draws different combinations of the same values, the same ones for the same seed', () => {
    const draw = (seed: number) => planRandom([LONG, A, B], 200, seededRng(seed)).rows
    expect(draw(1)).toHaveLength(200)
    expect(new Set(draw(1).map(String)).size).toBe(200)
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
    for (const [long, a, b] of draw(1))
      expect([Number.isInteger(long), [1, 2, 3].includes(a ?? 0), [0.1, 0.2, 0.3].includes(b ?? 0)]).toEqual([true, true, true])
  })

  test('draws nearly all where that was asked', () => {
    expect(planRandom([LONG, A], 299, seededRng(1)).rows).toHaveLength(299)
  })

  test('of no more than there are takes all', () => {
    expect(planRandom([A, B], 200, seededRng(1)).rows).toEqual(planGrid([A, B], 200).rows)
  })
})
