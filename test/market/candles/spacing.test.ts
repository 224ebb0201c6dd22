import { expect, test } from 'vitest'
import { HOUR_MS } from '../../../src/basics/timeframe.ts'
import { createSpacing } from '../../../src/market/candles/spacing.ts'

const START = Date.UTC(2024, 0, 1)

function check(hours: readonly number[]): void {
  const spacing = createSpacing('4h')
  for (const hour of hours) spacing.push(START + hour * HOUR_MS)
  spacing.check()
}
const every = (hours: number, count = 12): number[] => Array.from({ length: count }, (_, index) => index * hours)

test('rows of the timeframe pass, from either end, with gaps and with some that are out of place', () => {
  check(every(4))
  check(every(4).reverse())
  check([...every(8), 92])
  check([...every(4), 1, 2, 3, Number.NaN])
})

test('rows of a finer or a coarser timeframe are refused', () => {
  for (const hours of [1, 2, 3, 8, 24]) expect(() => check(every(hours))).toThrow('The rows do not open 4h apart.')
})

test('a few rows pass, for nobody can tell', () => check(every(24, 9)))
