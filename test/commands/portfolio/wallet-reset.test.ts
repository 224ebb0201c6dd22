import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('asks first, then begins anew', async () => {
  await desk().say('/wallet withdraw 9000')
  const question = await desk().say('/wallet reset 700')
  expect(question.title).toBe('Begin anew?')
  expect(await desk().read('/wallet')).toContain('1,000.00 USDT')
  const done = await desk().press('Confirm', question)
  expect(done.title).toBe('A new account has begun')
  expect(await desk().read('/wallet')).toContain('paper, number 2')
  expect(await desk().read('/balance')).toContain('Free: 700.00 USDT')
})
