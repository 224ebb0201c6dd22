import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'
import { readable, trader } from '../../fixtures/trader.ts'

const desk = useTestDesk()

test('places the last order once more, and asks again first', async () => {
  const ann = trader(desk, 'ann')
  await ann.does('/buy btc $100 sl 3%')
  const asked = await ann.say('/repeat')
  expect(readable(asked)).toContain('(-3.00%,')
  expect((await ann.press('Confirm', asked)).title).toContain('Bought 0.0021 BTC')
  expect(await ann.read('/positions')).toContain('0.0042 BTC')
})

test('says so when there was none', async () => {
  const answer = await trader(desk, 'bob').say('/repeat')
  expect([answer.refusal?.code, answer.title]).toEqual(['not-found', 'You have placed no order yet.'])
})
