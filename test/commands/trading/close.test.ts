import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'
import { labels, readable, trader } from '../../fixtures/trader.ts'

const desk = useTestDesk()

test('says what it would sell and what that brings', async () => {
  const ann = trader(desk, 'ann')
  await ann.does('/buy btc $100')
  const asked = await ann.say('/close btc')
  expect(readable(asked)).toMatchInlineSnapshot(`
    "Close BTC/USDT? (PAPER · REPLAY)
    BTC CODE00: sell 0.0021 BTC at about 46,587.93, 97.83 USDT, -0.11 USDT
    Result at these prices: -0.11 USDT, before the fee of the exit
    Price: 7 min old
    Sold at the market. Good for 60 s."
  `)
  expect(readable(await ann.press('Confirm', asked))).toMatchInlineSnapshot(`
    "Sold 0.0021 BTC (PAPER · REPLAY)
    BTC CODE00: 0.0021 BTC at 46,583.25, 97.82 USDT less 0.10 USDT fee
    Position CODE00: BTC closed, -0.22 USDT with fees"
  `)
})

test.each(['/close 50% btc', '/close btc 50%', '/close 50%', '/fx btc 50%', '/forceexit btc share=50%'])('a part: %s', async (line) => {
  const bob = trader(desk, line)
  await bob.does('/buy btc 0.004')
  expect((await bob.does(line)).title).toBe('Sold 0.002 BTC (PAPER · REPLAY)')
  expect(await bob.read('/positions')).toContain('0.002 BTC')
})

test('asks which, where there are several, and offers each', async () => {
  const cat = trader(desk, 'cat')
  await cat.does('/buy btc $100')
  await cat.does('/buy sol $100')
  const answer = await cat.say('/close 50%')
  expect(answer.title).toBe('Which of your 2 positions?')
  expect(labels(answer)).toEqual(['BTC', 'SOL', 'All'])
  expect((await cat.press('SOL', answer)).title).toBe('Close 50% of SOL/USDT? (PAPER · REPLAY)')
  expect(readable(await cat.does('/closeall'))).toContain('Sold in 2 markets (PAPER · REPLAY)')
  expect(await cat.read('/close')).toContain('You have no open positions.')
})

test('winners and losers are told apart', async () => {
  const dan = trader(desk, 'dan')
  await dan.does('/buy btc $100')
  expect(await dan.read('/close winners')).toContain('is in profit')
  expect(await trader(desk, 'nobody').read('/close winners')).toContain('You have no open positions.')
  expect((await dan.say('/close losers')).title).toBe('Close BTC/USDT? (PAPER · REPLAY)')
})
