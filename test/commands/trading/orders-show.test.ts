import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'
import { labels, readable, trader } from '../../fixtures/trader.ts'

const desk = useTestDesk()

test('shows an open order by its market', async () => {
  const ann = trader(desk, 'ann')
  await ann.does('/buy eth 0.01 @-2% rest 1d')
  const answer = await ann.say('/order eth')
  expect(readable(answer)).toMatchInlineSnapshot(`
    "ETH/USDT: buy 0.01 ETH at 1,414.38 or better (PAPER · REPLAY)
    Order: CODE00
    State: waiting, placed 0 s ago
    Reason: entry
    Filled: 0 ETH of 0.01 ETH
    Held for it: 14.16 USDT
    Placed: 2024-01-29 12:07 UTC
    Expires: 2024-01-30 12:07 UTC"
  `)
  expect(labels(answer)).toEqual(['Cancel', 'Chart', 'Refresh'])
})

test('shows one that is over by its code, with its fills', async () => {
  const bob = trader(desk, 'bob')
  const done = await bob.does('/buy btc $100')
  const [, code = ''] = /"Order","value":"([A-Z2-7]{6})/.exec(JSON.stringify(done.blocks)) ?? []
  expect(await bob.read(`/orders show ${code}`)).toMatchInlineSnapshot(`
    "BTC/USDT: buy 0.0021 BTC at the market (PAPER · REPLAY)
    Order: CODE00
    State: filled, placed 0 s ago
    Reason: entry
    Filled: 0.0021 BTC of 0.0021 BTC
    Average: 46,592.61 USDT, 46,592.61 was expected
    Turnover: 97.84 USDT
    Fees: 0.10 USDT
    Placed: 2024-01-29 12:07 UTC
    Filled      Price  Ago
    0.0021  46,592.61  0 s"
  `)
  expect((await trader(desk, 'cat').say(`/orders ${code}`)).refusal?.code).toBe('not-found')
})
