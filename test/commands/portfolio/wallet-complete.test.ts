import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'
import { askFor } from './requested.ts'

const desk = useTestDesk()

test('moves what was approved, once', async () => {
  const code = await askFor(desk(), 'ann', 'withdraw 500')
  expect((await desk().say(`/wallet complete ${code}`, 'console')).refusal?.code).toBe('conflict')
  await desk().say(`/wallet approve ${code}`, 'console')
  const twice = await Promise.all([1, 2].map(() => desk().say(`/wallet complete ${code}`, 'console')))
  expect(twice.map(({ refusal }) => refusal?.code).toSorted()).toEqual(['conflict', undefined])
  expect(await desk().read('/balance', 'ann')).toContain('Free: 9,500.00 USDT')
})

test('what is not there any more cannot be withdrawn', async () => {
  const code = await askFor(desk(), 'bob', 'withdraw 9000')
  await desk().say(`/wallet approve ${code}`, 'console')
  await desk().say('/wallet league off', 'console')
  await desk().say('/wallet withdraw 5000', 'bob')
  expect((await desk().say(`/wallet complete ${code}`, 'console')).refusal?.code).toBe('over-limit')
  expect(desk().failures).toEqual([])
})
