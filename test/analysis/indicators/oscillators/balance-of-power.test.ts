import { expect, it } from 'vitest'
import { balanceOfPower } from '../../../../src/analysis/indicators/oscillators/balance-of-power.ts'

it('is the body as a share of the range', () => {
  const bar = { time: 0, volume: 1, high: 14, low: 10 }
  expect(balanceOfPower({ ...bar, open: 11, close: 13 })).toBe(0.5)
  expect(balanceOfPower({ ...bar, open: 14, close: 10 })).toBe(-1)
  expect(balanceOfPower({ ...bar, high: 10, open: 10, close: 10 })).toBe(0)
})
