import { expect, test } from 'vitest'
import { accountBadge, titled } from '../../src/commands/portfolio-words.ts'

test.each([
  ['paper', { kind: 'live', label: 'Live' }, 'PAPER'],
  ['paper', { kind: 'simulated', label: 'Simulated' }, 'PAPER · SIMULATED'],
  ['live', { kind: 'live', label: 'Live' }, 'LIVE'],
] as const)('%s money at %o prices is %s', (mode, market, badge) => {
  expect(accountBadge({ trading: { mode }, market })).toBe(badge)
  expect(titled('Bought', { trading: { mode }, market })).toBe(`Bought (${badge})`)
})
