import { expect, test } from 'vitest'
import { fileIn, useTestDesk } from '../../fixtures/desk.ts'
import { labels, readable, trader } from '../../fixtures/trader.ts'

const desk = useTestDesk()

test('says how each stands, with signs, units and ages', async () => {
  const ann = trader(desk, 'ann')
  await ann.does('/buy btc $100')
  await ann.does('/buy sol $200 trail 3%')
  const answer = await ann.say('/status')
  expect(readable(answer)).toMatchInlineSnapshot(`
    "Your 2 open positions: -0.43 USDT (PAPER · REPLAY)
    Coin  Profit       %  Code
    BTC    -0.11  -0.11%  CODE00
    SOL    -0.32  -0.16%  CODE00
    BTC CODE00: 0.0021 BTC at 46,592.61, stop 45,660.76, target 48,456.32; worth 97.83 USDT, 0 s
    SOL CODE00: 2.1378 SOL at 93.550, stop 90.744, target 97.760, trail 3%; worth 199.87 USDT, 0 s
    The oldest of these prices is 7 min old. Source: REPLAY at 2024-01-29 12:07 UTC."
  `)
  expect(labels(answer)).toEqual(['Close BTC', 'Close SOL', 'Close all', 'Orders', 'Refresh'])
})

test('tells somebody who comes back what was closed meanwhile, and why', async () => {
  const dan = trader(desk, 'dan')
  await dan.does('/buy btc $100')
  await dan.does('/buy sol $200')
  await dan.does('/close sol')
  expect(await dan.read('/positions')).toMatch(
    /Closed in the past day:\nCODE00 SOL\/USDT -\d\.\d\d%: -\d\.\d\d USDT, left by hand at 2024-01-29 12:07 UTC, held 0 min/,
  )
  await dan.does('/close btc')
  const none = await dan.read('/positions')
  expect(none).toContain('What was closed last:')
  expect(none).toMatch(/CODE00 BTC\/USDT .* left by hand/)
})

test('gives them as a file', async () => {
  const bob = trader(desk, 'bob')
  await bob.does('/buy btc 0.002 sl 40k tp 60k tag dip')
  const [header, row] = fileIn(await bob.say('/positions csv')).split('\r\n')
  expect(header).toBe('code,market,owner,quantity,entry,price,value,profit,stop,targets,tag,opened_ms,price_at_ms')
  expect(row).toMatch(
    /^[A-Z2-7]{6},binance:BTC\/USDT,hand,0\.002,46592\.61\d*,46587\.93,93\.17586,-0\.1025\d*,40000,60000,dip,\d{13},\d{13}$/,
  )
})

test('none is no reason for a refusal', async () => {
  const answer = await trader(desk, 'cat').say('/positions')
  expect([answer.refusal, answer.title]).toEqual([undefined, 'You have no open positions (PAPER · REPLAY)'])
})
