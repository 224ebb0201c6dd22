import { expect, test } from 'vitest'
import { accountBadge, reasonWords, titled } from '../../src/commands/portfolio-words.ts'

test.each([
  ['paper', { kind: 'live', label: 'Live' }, 'PAPER'],
  ['paper', { kind: 'simulated', label: 'Simulated' }, 'PAPER · SIMULATED'],
  ['live', { kind: 'live', label: 'Live' }, 'LIVE'],
] as const)('%s money at %o prices is %s', (mode, market, badge) => {
  expect(accountBadge({ trading: { mode }, market })).toBe(badge)
  expect(titled('Bought', { trading: { mode }, market })).toBe(`Bought (${badge})`)
})

test('a strategy leaves by its exit, and nobody by hand but people', () => {
  expect(reasonWords({ reason: 'exit', owner: 'hand' })).toBe('hand')
  expect(reasonWords({ reason: 'exit', owner: '00000000-0000-7000-8000-000000000001' })).toBe('exit')
  expect(reasonWords({ reason: 'trail', owner: 'hand' })).toBe('trailing stop')
})
