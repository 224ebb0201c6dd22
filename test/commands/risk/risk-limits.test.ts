import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()
const DAY_MS = 86_400_000

test('shows what holds, what was changed, and what is to come', async () => {
  await desk().say('/settings set position-max 5%')
  await desk().say('/settings set daily-loss-max 8%')
  const limits = await desk().read('/risk limits')
  expect(limits).toContain('\nposition-max: 5% *. The most of your equity that one position may hold.\n')
  expect(limits).toContain('daily-loss-max: 5%, 8% from 2026-01-02 00:00 UTC. How much')
  expect(limits).toContain('One that you loosen cools off first and holds a day later, a tighter one at once.')
  expect(limits).not.toContain('zone')
  expect(await desk().read('/settings risk')).toBe(limits)
  expect(await desk().read('/settings')).toContain('daily-loss-max: 5%, 8% from 2026-01-02 00:00 UTC')
})

test('a limit that is loosened holds a day later', async () => {
  expect(await desk().read('/settings set trade-risk-max 3%', 'bob')).toContain(
    'Risk of a trade, most: 2%\nThe most of your equity that one trade may lose at its stop.\nIt becomes 3% at 2026-01-02 00:00 UTC: a limit that is loosened holds a day later, a tighter one at once.',
  )
  expect(await desk().read('/risk limits', 'bob')).toContain('trade-risk-max: 2%, 3% from')
  desk().clock.move(DAY_MS)
  expect(await desk().read('/risk limits', 'bob')).toContain('trade-risk-max: 3% *. ')
  expect(await desk().read('/risk limits', 'cat')).toContain('trade-risk-max: 2%. ')
})
