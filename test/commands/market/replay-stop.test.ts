import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('comes back to the market of the desk', async () => {
  const begun = await desk().say('/replay 2024-01-20 x60')
  desk().clock.move(120_000)
  const ended = await desk().press('Stop', begun)
  expect(ended.title).toBe('Practice ended')
  expect(await desk().read('/price btc')).toContain('REPLAY at')
  expect((await desk().say('/replay stop')).title).toBe('You are not practising')
})
