import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'
import { askFor } from './requested.ts'

const desk = useTestDesk()

test('turns a request down for good', async () => {
  const code = await askFor(desk(), 'ann', 'deposit 500')
  expect((await desk().say(`/wallet reject ${code}`, 'console')).title).toBe(`${code} is rejected`)
  expect((await desk().say(`/wallet approve ${code}`, 'console')).refusal?.code).toBe('conflict')
  expect((await desk().say(`/wallet complete ${code}`, 'console')).refusal?.code).toBe('conflict')
  expect(await desk().read('/wallet history', 'ann')).toContain(`rejected, ${code}`)
})
