import { expect, test } from 'vitest'
import { fileIn, useTestDesk } from '../../fixtures/desk.ts'
import { labels, readable, trader } from '../../fixtures/trader.ts'

const desk = useTestDesk()

test('lists what waits, with its age, and cancels from there', async () => {
  const ann = trader(desk, 'ann')
  await ann.does('/buy btc $100 @-2%')
  await ann.does('/buy eth $50 @-3% tag dip')
  const answer = await ann.say('/orders')
  expect(readable(answer)).toMatchInlineSnapshot(`
    "Your 2 open orders (PAPER · REPLAY)
    Code    Order        Price
    CODE00  buy BTC  45,656.17
    CODE00  buy ETH   1,399.95
    CODE00: buy 0.0021 BTC at 45,656.17 or better, 0 s
    CODE00: buy 0.0357 ETH at 1,399.95 or better, 0 s
    Source: REPLAY at 2024-01-29 12:07 UTC."
  `)
  expect(labels(answer)).toEqual(['Cancel CODE00', 'Cancel CODE00', 'Cancel all', 'Positions', 'Refresh'])
  expect((await ann.press('Cancel all', answer)).title).toBe('2 orders cancelled (PAPER · REPLAY)')
  expect((await ann.say('/oo')).title).toBe('You have no open orders (PAPER · REPLAY)')
})

test('says what became of the last ones where none is open', async () => {
  const eve = trader(desk, 'eve')
  await eve.does('/buy btc $100')
  await eve.does('/buy eth $50 @-3%')
  await eve.say('/cancel eth')
  await eve.does('/close btc')
  const none = await eve.read('/orders')
  expect(none).toContain('What became of your last ones:')
  expect(none).toMatch(/sell 0\.0021 BTC at the market, filled at 46,5\d\d\.\d\d, to leave by hand, placed 0 s ago/)
  expect(none).toContain('buy 0.0357 ETH at 1,399.95 or better, cancelled, placed 0 s ago. You cancelled it.')
  expect(await trader(desk, 'fay').read('/orders')).not.toContain('What became')
})

test('gives them as a file', async () => {
  const bob = trader(desk, 'bob')
  await bob.does('/buy btc 0.002 @40k tag dip')
  const [header, row] = fileIn(await bob.say('/open_orders csv')).split('\r\n')
  expect(header).toBe('code,market,side,type,quantity,filled,price,trigger,state,reason,tag,placed_ms,expires_ms')
  expect(row).toMatch(/^[A-Z2-7]{6},binance:BTC\/USDT,buy,limit,0\.002,0,40000,,open,entry,dip,\d{13},$/)
})

test('of others nothing is seen', async () => {
  await trader(desk, 'cat').does('/buy btc $100 @-2%')
  expect(await trader(desk, 'dan').read('/orders')).toContain('You have no open orders')
})
