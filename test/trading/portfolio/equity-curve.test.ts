import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimal } from '../../../src/basics/money.ts'
import { correctedEquity } from '../../../src/trading/portfolio/equity-curve.ts'

const point = (at: number, equity: number, funded: number) => ({ at, equity: decimal(String(equity)), funded: decimal(String(funded)) })
const equities = (points: readonly ReturnType<typeof point>[]): readonly number[] =>
  correctedEquity(points).map(({ equity }) => equity.toNumber())

test('leaves a curve as it is while no money comes or goes', () => {
  expect(equities([point(1, 100, 100), point(2, 90, 100), point(3, 120, 100)])).toEqual([100, 90, 120])
})

test('a deposit is no gain, and hides no loss before it', () => {
  expect(equities([point(1, 100, 100), point(2, 90, 100), point(3, 180, 190)])).toEqual([200, 180, 180])
})

test('a withdrawal is no loss', () => {
  expect(equities([point(1, 100, 100), point(2, 120, 100), point(3, 60, 40)])).toEqual([50, 60, 60])
})

test('what was before all was taken out counts for nothing', () => {
  expect(equities([point(1, 100, 100), point(2, 0, 0), point(3, 500, 500)])).toEqual([0, 0, 500])
})

test('deposits and withdrawals change no return between two moments', () => {
  const step = fc.record({ gain: fc.double({ min: 0.5, max: 2, noNaN: true }), paidIn: fc.double({ min: -0.5, max: 3, noNaN: true }) })
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), (steps) => {
      let [equity, funded] = [1000, 1000]
      const points = [{ at: 0, equity: decimal('1000'), funded: decimal('1000') }]
      for (const [index, { gain, paidIn }] of steps.entries()) {
        const flow = equity * paidIn
        equity = equity * gain + flow
        funded += flow
        if (equity <= 1) return
        points.push({ at: index + 1, equity: decimal(equity.toFixed(20)), funded: decimal(funded.toFixed(20)) })
      }
      const curve = correctedEquity(points)
      for (const [index, { gain }] of steps.entries()) {
        const [before, after] = [curve[index]?.equity, curve[index + 1]?.equity]
        if (before === undefined || after === undefined) throw new Error('A point is missing')
        expect(after.div(before).toNumber()).toBeCloseTo(gain, 6)
      }
    }),
  )
})
