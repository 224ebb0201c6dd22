import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('notes a coin, and the next word about it replaces the one before', async () => {
  expect((await desk().say('/holdings set bitcoin 0.5')).title).toBe('Noted: BTC')
  await desk().say('/holdings set btc 2')
  const answer = await desk().read('/holdings')
  expect(answer).toContain('2 BTC')
  expect(answer).not.toContain('0.5 BTC')
})

test.each(['/holdings set BTC 0', '/holdings set BTC 1,5', '/holdings set BTC -1', '/holdings set BTC 1e9'])(
  'refuses %s kindly',
  async (line) => {
    expect((await desk().say(line)).refusal?.code).toBe('bad-input')
  },
)
