import { expect, it } from 'vitest'
import { contrast, mixed } from '../../src/charts/contrast.ts'

it('mixes two colours', () => {
  expect(mixed('#000000', '#ffffff', 0.5)).toBe('#808080')
  expect([mixed('#102030', '#ffffff', 0), mixed('#102030', '#0a0b0c', 1)]).toEqual(['#102030', '#0a0b0c'])
})

it('measures contrast from 1 to 21, whichever colour comes first', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21)
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#26a69a', '#26a69a')).toBe(1)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})
