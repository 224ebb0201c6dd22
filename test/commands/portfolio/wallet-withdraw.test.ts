import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('takes out what is free, and no more', async () => {
  expect((await desk().say('/wallet withdraw 4000')).title).toBe('Withdrawal of 4,000.00 USDT: done')
  const refused = await desk().say('/wallet withdraw 6000.01')
  expect([refused.refusal?.code, refused.title]).toEqual(['over-limit', 'Only 6,000 USDT are free.'])
  expect(await desk().read('/balance')).toContain('Since the start: 0.00 USDT (0.00%)')
})
