import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'
import { labels, readable, trader } from '../../fixtures/trader.ts'

const desk = useTestDesk()

test('shows one, and what can be done with it', async () => {
  const ann = trader(desk, 'ann')
  await ann.does('/buy btc $100 tp 5%:50% 8%:50% be 2% for 2d tag dip')
  const answer = await ann.say('/position btc')
  expect(readable(answer)).toMatchInlineSnapshot(`
    "BTC/USDT -0.11 USDT (-0.11%) (PAPER · REPLAY)
    Position: CODE00
    Size: 0.0021 BTC
    Entry: 46,592.61 USDT
    Price: 46,587.93 USDT, 7 min old
    Worth: 97.83 USDT
    Open: 0 min
    Tag: dip
    Stop: 45,660.76 (-1.99% from here, -1.96 USDT)
    Target 1: 48,922.24 (+5.01% from here, +2.45 USDT) for 0.00105 BTC
    Target 2: 50,320.02 (+8.01% from here, +3.91 USDT) for 0.00105 BTC
    Break even: after +2.00%
    Closes: 2024-01-31 12:07 UTC, in 2d"
  `)
  expect(labels(answer)).toEqual(['Close half', 'Close', 'Move stop to entry', 'Chart', 'Refresh'])
  expect((await ann.press('Refresh', answer)).replaces).toBe(true)
  expect((await ann.press('Close half', answer)).title).toBe('Close 50% of BTC/USDT? (PAPER · REPLAY)')
})

test('names those that there are', async () => {
  const bob = trader(desk, 'bob')
  await bob.does('/buy btc $100')
  expect(await bob.read('/position sol')).toContain('You have no open position like that.\nOpen are: BTC (CODE00)')
})
