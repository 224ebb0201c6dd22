import { expect, test } from 'vitest'
import type { Timeframe } from '../../src/basics/timeframe.ts'
import { usualTimeframe } from '../../src/commands/usual-timeframe.ts'

const market = { id: 'x:A/B', venue: 'x', symbol: 'A/B', base: 'A', quote: 'B', tick: '1', lot: '1', active: true }

test.each<[readonly Timeframe[], Timeframe]>([
  [['1m', '15m', '1h', '4h'], '1h'],
  [['2h', '4h', '1d'], '2h'],
  [['1m', '5m'], '5m'],
  [[], '1h'],
])('of %j it takes %s', (offered, usual) => {
  expect(usualTimeframe({ timeframes: () => offered }, market)).toBe(usual)
})
