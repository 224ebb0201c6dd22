import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'
import { readable, trader } from '../../fixtures/trader.ts'

const desk = useTestDesk()

test('shows stop, targets and trail as they are and as they would be', async () => {
  const ann = trader(desk, 'ann')
  await ann.does('/buy btc $100')
  const asked = await ann.say('/modify btc sl 3% tp 5%:50% 9%:50%')
  expect(readable(asked)).toMatchInlineSnapshot(`
    "Change BTC/USDT? (PAPER · REPLAY)
    Stop: 45,660.76 (-1.96 USDT) becomes 45,190.29 (-2.94 USDT)
    Targets: 48,456.32 (+4.00%) becomes 48,917.33 (+4.99%) and 50,780.84 (+8.99%)
    Trail: none, unchanged
    Entry: 46,592.61
    Price: 46,587.93
    Good for 60 s."
  `)
  expect(readable(await ann.press('Confirm', asked))).toMatchInlineSnapshot(`
    "BTC/USDT changed (PAPER · REPLAY)
    Position CODE00: 0.0021 BTC at 46,592.61, stop 45,190.29, targets 48,917.33 and 50,780.84"
  `)
  expect(readable(await ann.does('/modify btc nostop notarget trail 4%'))).toContain('trail 4%')
})

test('changes the price of an order, which is then placed anew', async () => {
  const bob = trader(desk, 'bob')
  await bob.does('/buy eth 0.01 @-2%')
  expect(readable(await bob.say('/modify eth @-3%'))).toMatchInlineSnapshot(`
    "Change order CODE00? (PAPER · REPLAY)
    As it is: buy 0.01 ETH at 1,414.38 or better
    New price: 3% below the price of now
    It is taken back and placed anew, so it waits at the end of the line. Good for 60 s."
  `)
  expect((await bob.does('/modify eth @-3%')).title).toBe('Waiting to buy 0.01 ETH at 1,399.95 or better (PAPER · REPLAY)')
})

test('under the name of a market a price means its order, anything else its position', async () => {
  const cat = trader(desk, 'cat')
  await cat.does('/buy btc $100')
  await cat.does('/buy btc $100 @-2%')
  expect((await cat.say('/modify btc @-3%')).title).toMatch(/^Change order/)
  expect((await cat.say('/modify btc sl 4%')).title).toBe('Change BTC/USDT? (PAPER · REPLAY)')
})

test.each([
  ['/modify btc', 'Say what is to be different.'],
  ['/modify btc sl 3% nostop', 'sl is both set and taken away.'],
  ['/modify btc sl 90k', 'A stop lies below the price'],
  ['/modify btc tp 10k', 'A target lies above the price'],
  ['/modify btc size 0.1', 'A position has no price or size to change'],
  ['/modify sol sl 3%', 'You have no open order or position like that.'],
])('%s: %s', async (line, words) => {
  const dan = trader(desk, 'dan')
  if ((await dan.code()) === '') await dan.does('/buy btc $100')
  expect(await dan.read(line)).toContain(words)
})

test('a stop is not loosened beyond what one trade may lose', async () => {
  const eve = trader(desk, 'eve')
  await eve.does('/buy btc $990')
  const refused = await eve.does('/modify btc nostop')
  expect(refused.refusal?.code).toBe('over-limit')
  expect(refused.title).toMatch(/^The position could lose 98\d\.\d+ USDT there, and one trade may lose 2\.00% of equity: 199\.\d+ USDT\.$/)
  const [, passes = ''] = /A stop from ([\d,.]+) on would pass/.exec(readable(refused)) ?? []
  const level = passes.replaceAll(',', '')
  expect((await eve.does(`/modify btc sl ${level}`)).refusal).toBeUndefined()
  expect((await eve.does(`/modify btc sl ${Number(level) - 100}`)).refusal?.code).toBe('over-limit')
})

test('one of a pair is not changed alone', async () => {
  const fay = trader(desk, 'fay')
  await fay.does('/buy eth $50 @-2% stop +10%')
  const [order] = (await fay.say('/orders')).buttons
  const code = order?.label.replace('Cancel ', '') ?? ''
  expect(readable(await fay.say(`/modify ${code} @-3%`))).toContain('That order is part of a pair, which would come apart.')
})
