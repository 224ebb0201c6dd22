import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'
import { readable, trader } from '../../fixtures/trader.ts'

const desk = useTestDesk()

test('takes the only order back, and asks nothing', async () => {
  const ann = trader(desk, 'ann')
  await ann.does('/buy btc 0.002 @-2%')
  expect(readable(await ann.say('/cancel'))).toMatchInlineSnapshot(`
    "Cancelled (PAPER · REPLAY)
    CODE00: buy 0.002 BTC"
  `)
})

test('wants to know which, where there are several', async () => {
  const bob = trader(desk, 'bob')
  await bob.does('/buy btc $100 @-2%')
  await bob.does('/buy eth $100 @-2%')
  expect((await bob.say('/cancel')).title).toBe('Which of your 2 orders?')
  expect((await bob.say('/cancel eth')).title).toBe('Cancelled (PAPER · REPLAY)')
  expect((await bob.say('/coo')).title).toBe('Cancelled (PAPER · REPLAY)')
  expect((await bob.say('/cancel')).refusal?.code).toBe('not-found')
})
