import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'
import { readable, trader } from '../../fixtures/trader.ts'

const desk = useTestDesk()

test('asks nothing, ends everything, and lets no entry through until it is resumed', async () => {
  const ann = trader(desk, 'ann')
  await ann.does('/buy btc $100')
  await ann.does('/buy eth $50 @-2%')
  expect(readable(await ann.say('/panic'))).toMatchInlineSnapshot(`
    "Everything is stopped (PAPER · REPLAY)
    1 order cancelled. Sold 0.0021 BTC.
    CODE00: buy 0.0353 ETH
    BTC CODE00: 0.0021 BTC at 46,583.25, 97.82 USDT less 0.10 USDT fee
    Position CODE00: BTC closed, -0.22 USDT with fees
    No entry is let through until you say /resume, also after a restart. Closing still works."
  `)
  expect((await ann.say('/buy btc $100')).refusal?.code).toBe('over-limit')
  expect(await ann.read('/orders')).toContain('You have no open orders')
  expect(await ann.read('/positions')).toContain('You have no open positions')
  await ann.say('/resume')
  expect((await ann.say('/buy btc $100')).refusal).toBeUndefined()
})

test('is of one person alone', async () => {
  const bob = trader(desk, 'bob')
  await bob.does('/buy btc $100')
  await trader(desk, 'cat').say('/flatten')
  expect(await bob.read('/positions')).toContain('Your open position')
  expect((await bob.say('/buy btc $100')).refusal).toBeUndefined()
})
