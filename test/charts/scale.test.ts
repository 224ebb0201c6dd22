import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeScale, place } from '../../src/charts/scale.ts'

const labels = (...given: Parameters<typeof makeScale>): string[] => makeScale(...given).ticks.map(({ label }) => label)

describe('makeScale', () => {
  it.each([
    ['large prices', 107_000, 118_000, { count: 5, decimals: 2 }, ['108,000', '110,000', '112,000', '114,000', '116,000', '118,000']],
    ['tiny prices', 1.19e-5, 1.25e-5, { count: 3, decimals: 8 }, ['0.00001200', '0.00001220', '0.00001240']],
    ['one tick apart', 1e-8, 2e-8, { count: 6, decimals: 8 }, ['0.00000001', '0.00000002']],
    ['a pane of millions', -2e6, 3e6, { count: 3 }, ['-2 M', '0', '2 M']],
    [
      'a pane of millions that hardly move',
      3_380_200,
      3_381_100,
      { count: 3 },
      ['3.3802 M', '3.3804 M', '3.3806 M', '3.3808 M', '3.3810 M'],
    ],
    ['a pane around a thousand million', 4e8, 1.25e9, { count: 4 }, ['0.4 B', '0.6 B', '0.8 B', '1.0 B', '1.2 B']],
    ['a pane of small values', -0.003, 0.004, { count: 3 }, ['-0.002', '0.000', '0.002', '0.004']],
    ['a logarithmic axis', 8, 150_000, { count: 6, log: true, decimals: 2 }, ['10', '100', '1,000', '10,000', '100,000']],
    ['a logarithmic axis of two decades', 3, 120, { count: 6, log: true, decimals: 2 }, ['5', '10', '20', '50', '100']],
    ['a logarithmic axis of a narrow range', 99, 102, { count: 3, log: true, decimals: 2 }, ['99', '100', '101', '102']],
  ])('labels %s', (_, low, high, options, wanted) => {
    expect(labels(low, high, options)).toEqual(wanted)
  })

  it('keeps its labels inside, in order and few', () => {
    const range = fc.record({
      low: fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
      ratio: fc.double({ min: 1.0001, max: 1e6, noNaN: true }),
      log: fc.boolean(),
    })
    fc.assert(
      fc.property(range, ({ low, ratio, log }) => {
        const { min, max, ticks } = makeScale(low, low * ratio, { log, count: 5 })
        const rounding = (max - min) * 1e-6
        expect(ticks.length).toBeLessThanOrEqual(13)
        expect(ticks.every(({ at }) => at >= min - rounding && at <= max + rounding)).toBe(true)
        expect(ticks.map(({ at }) => at)).toEqual(ticks.map(({ at }) => at).toSorted((a, b) => a - b))
      }),
    )
  })
})

it('places values on either axis', () => {
  expect([place({ log: false }, 20), place({ log: true }, Math.E)]).toEqual([20, 1])
})
