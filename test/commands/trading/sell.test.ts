import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'
import { labels, readable, trader } from '../../fixtures/trader.ts'

const desk = useTestDesk()

test('sells a part of what is held', async () => {
  const ann = trader(desk, 'ann')
  await ann.does('/buy btc $200')
  expect(await ann.read('/sell btc 50%')).toMatchInlineSnapshot(`
    "Sell BTC/USDT? (PAPER · REPLAY)
    Order: 0.0021 BTC at the market
    Brings: about 97.82 USDT
    Fee: about 0.10 USDT
    Expected slippage: 0.01%
    Exposure after: 0.98% of equity
    Price: 46,587.93 USDT, 7 min old
    Good for 60 s."
  `)
  expect((await ann.does('/sell 50% btc')).title).toBe('Sold 0.0021 BTC at 46,583.25 (PAPER · REPLAY)')
})

test('waits above the price, or below it as a stop', async () => {
  const bob = trader(desk, 'bob')
  await bob.does('/buy btc $100')
  expect(await bob.read('/sell btc max @+3%')).toContain('at 47,985.57 or better')
  expect(await bob.read('/sell btc max stop -5%')).toContain('when it falls to 44,258.53')
})

test('offers parts where no amount is said', async () => {
  const cat = trader(desk, 'cat')
  await cat.does('/buy btc $100')
  const answer = await cat.say('/sell btc')
  expect(labels(answer)).toEqual(['25%', '50%', 'max'])
  expect(readable(await cat.press('50%', answer))).toContain('Sell BTC/USDT?')
})

test.each(['/short btc $100', '/forceshort btc $100'])('%s explains itself', async (line) => {
  const answer = await trader(desk, 'dan').say(line)
  expect([answer.refusal?.code, answer.title]).toEqual([
    'not-allowed',
    'This desk trades spot and long only: what you do not hold cannot be sold short.',
  ])
})

test('nothing is sold that is not held', async () => {
  expect(await trader(desk, 'eve').read('/sell btc max')).toContain('You hold no BTC, and this desk is spot and long only')
})
