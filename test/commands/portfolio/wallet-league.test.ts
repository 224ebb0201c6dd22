import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('is for admins, and changes how paper money moves', async () => {
  expect((await desk().say('/wallet league on')).refusal?.code).toBe('not-allowed')
  expect((await desk().say('/wallet league on', 'console')).title).toBe('People compete here now')
  expect((await desk().say('/wallet deposit 500')).title).toBe('Deposit of 500.00 USDT: asked for')
  expect((await desk().say('/wallet reset')).refusal?.code).toBe('not-allowed')
  expect(await desk().read('/wallet')).toContain('Free')
  await desk().say('/wallet league off', 'console')
  expect((await desk().say('/wallet deposit 500')).title).toBe('Deposit of 500.00 USDT: done')
})
