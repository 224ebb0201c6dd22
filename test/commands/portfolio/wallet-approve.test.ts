import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'
import { askFor } from './requested.ts'

const desk = useTestDesk()

test('agrees once; the money moves later', async () => {
  const code = await askFor(desk(), 'ann', 'deposit 500')
  expect((await desk().say(`/wallet approve ${code}`, 'ann')).refusal?.code).toBe('not-allowed')
  expect((await desk().say(`/wallet approve ${code}`, 'console')).title).toBe(`${code} is approved`)
  expect((await desk().say(`/wallet approve ${code}`, 'console')).refusal?.code).toBe('conflict')
  expect(await desk().read('/balance', 'ann')).toContain('Free: 10,000.00 USDT')
})

test('an unknown request is none', async () => {
  expect((await desk().say('/wallet approve ZZZZZ9', 'console')).refusal?.code).toBe('not-found')
})
