import { describe, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../../src/basics/timeframe.ts'
import { toPlainText } from '../../../src/chat/plain-text.ts'
import { callBy } from '../../fakes/chat-ports.ts'
import { inCompany, useTestDesk } from '../../fixtures/desk.ts'
import { HISTORY_NOW } from '../../fixtures/small-history.ts'
import { labels, readable, trader } from '../../fixtures/trader.ts'

const desk = useTestDesk()

test('says all that an order would do before it does it', async () => {
  const ann = trader(desk, 'ann')
  const asked = await ann.say('/buy btc $100 sl 3% tp 5%:50% 8%:50%')
  expect(labels(asked)).toEqual(['Confirm', 'Cancel'])
  expect(readable(asked)).toMatchInlineSnapshot(`
    "Buy BTC/USDT? (PAPER · REPLAY)
    Order: 0.0021 BTC at the market
    Cost: about 97.84 USDT
    Fee: about 0.10 USDT
    Held at most: 99.89 USDT
    Expected slippage: 0.01%
    Entry: 46,592.61 USDT
    Stop: 45,194.83 (-3.00%, -2.94 USDT)
    Target 1: 48,922.24 (+5.00%, +2.45 USDT) for 50%
    Target 2: 50,320.02 (+8.00%, +3.91 USDT) for 50%
    Risk: 3.13 USDT (0.03% of equity)
    Reward to risk: 2.17
    Exposure after: 0.98% of equity
    Price: 46,587.93 USDT, 7 min old
    Good for 60 s."
  `)
  const done = await ann.press('Confirm', asked)
  expect(readable(done)).toMatchInlineSnapshot(`
    "Bought 0.0021 BTC at 46,592.61 (PAPER · REPLAY)
    Order: CODE00, BTC/USDT
    Filled: all of it
    Cost: 97.84 USDT
    Fee: 0.10 USDT
    Slippage: 0.00% against the 46,592.61 that was expected
    Position CODE00: 0.0021 BTC at 46,592.61, stop 45,194.83, targets 48,922.24 and 50,320.02"
  `)
  expect(labels(done)).toEqual(['Close half', 'Close', 'Move stop to entry', 'Orders'])
})

test('names what is usual where nothing was said, and what it means to have no stop', async () => {
  const usual = await trader(desk, 'usual').read('/buy btc $100')
  expect(usual).toMatch(/Stop: .*the usual one/)
  expect(usual).toMatch(/Target: .*the usual one/)
  const bare = await trader(desk, 'usual').read('/buy btc $100 nostop notarget')
  expect(bare).toContain('Stop: none, so all of it counts as risk')
  expect(bare).toContain('Target: none')
})

test('an order with a price waits', async () => {
  const bob = trader(desk, 'bob')
  expect(await bob.read('/buy eth 0.01 @-2% rest 1d post trail 3% be 2% for 2d')).toMatchInlineSnapshot(`
    "Buy ETH/USDT? (PAPER · REPLAY)
    Order: 0.01 ETH at 1,414.38 or better, only if it rests first, for 1d at most
    Cost: about 14.14 USDT
    Fee: about 0.01 USDT
    Held at most: 14.16 USDT
    Entry: 1,414.38 USDT
    Stop: 1,371.95 (-3.00%, -0.42 USDT)
    Target: 1,478.03 (+4.50%, +0.64 USDT), the usual one
    Trail: the stop follows 3% below the peak
    Break even: the stop moves to the entry after +2.00%
    Kept for: 2d at most
    Risk: 0.45 USDT (under 0.01% of equity)
    Reward to risk: 1.50
    Exposure after: 0.14% of equity
    Price: 1,443.25 USDT, 7 min old
    Good for 60 s."
  `)
  expect(readable(await bob.does('/buy eth 0.01 @-2% rest 1d'))).toMatchInlineSnapshot(`
    "Waiting to buy 0.01 ETH at 1,414.38 or better (PAPER · REPLAY)
    Order: CODE00, ETH/USDT
    Held for it: 14.16 USDT
    Until: it fills, 1d at most"
  `)
})

test('ladders and grids say what they are made of', async () => {
  const cat = trader(desk, 'cat')
  expect(await cat.read('/buy btc $200 @-1%..-5%:4')).toContain('in 4 orders from 46,122.05 to 44,258.53')
  expect(await cat.read('/buy btc $200 grid 40k..50k:6')).toContain('each one that fills is sold one line higher')
  expect(readable(await cat.does('/buy btc $200 @-1%..-5%:4'))).toContain('4 orders placed (PAPER · REPLAY)')
})

describe('where no amount is said', () => {
  test('the usual ones are a press away, and asked about like any other', async () => {
    const dan = trader(desk, 'dan')
    const answer = await dan.say('/buy btc sl 3%')
    expect([answer.refusal?.code, answer.title, ...labels(answer)]).toEqual([
      'bad-input',
      'How much BTC/USDT do you want to buy?',
      '$50',
      '$100',
      '$250',
      '10%',
    ])
    const asked = await dan.press('$250', answer)
    expect(readable(asked)).toContain('Buy BTC/USDT? (PAPER · REPLAY)')
    expect(readable(asked)).toContain('(-3.00%,')
    expect((await dan.press('Confirm', asked)).title).toMatch(/^Bought 0\.005\d* BTC/)
  })
})

test('what is too much is refused with the number that passes, one press away', async () => {
  const eve = trader(desk, 'eve')
  const answer = await eve.say('/buy btc $5000 sl 2% tp 6%')
  expect(answer.refusal?.code).toBe('over-limit')
  expect(readable(answer)).toMatchInlineSnapshot(`
    "One position may hold 10.00% of equity, $1,000.00; with this order it would be $4,999.51. At most 0.0214 BTC would pass.
    Nothing was placed. /why says more."
  `)
  const asked = await eve.press('Buy 0.0214 BTC', answer)
  expect(readable(asked)).toContain('Order: 0.0214 BTC at the market')
  expect((await eve.press('Confirm', asked)).tone).toBe('good')
})

test('coins where dollars may have been meant: says what they would cost, and offers the dollars', async () => {
  const gil = trader(desk, 'gil')
  const answer = await gil.say('/buy btc 100')
  expect(readable(answer)).toContain('100 BTC is about 4,7')
  expect(labels(answer)).toEqual(['Buy $100'])
  expect(readable(await gil.press('Buy $100', answer))).toContain('Order: 0.0021 BTC at the market')
  expect(labels(await gil.say('/buy btc 1'))).toEqual(['Buy 0.0214 BTC'])
})

test('a size by risk that a limit cuts says so', async () => {
  expect(await trader(desk, 'hal').read('/buy btc risk 1% sl 3%')).toMatch(
    /Risk: 3\d\.\d\d USDT \(0\.3\d% of equity\), less than the 1% you said: your limits let no larger position pass/,
  )
  expect(await trader(desk, 'hal').read('/buy btc risk 0.1% sl 3%')).not.toContain('you said')
})

test('a question is good once, and for a minute', async () => {
  const fay = trader(desk, 'fay')
  const asked = await fay.say('/buy btc $100')
  await fay.press('Confirm', asked)
  expect((await fay.press('Confirm', asked)).refusal?.code).toBe('conflict')
  const late = await fay.say('/buy btc $100')
  desk().clock.move(61_000)
  expect((await fay.press('Confirm', late)).refusal?.code).toBe('expired')
  expect(await fay.read('/positions')).toContain('Your open position')
})

test('a card is only for whoever asked, and never in company', async () => {
  const asked = await desk().say('/buy btc $100', 'gil')
  expect((await desk().press('Confirm', asked, 'hal')).refusal?.code).toBe('not-allowed')
  expect((await desk().say('/buy btc $100', inCompany('gil'))).refusal?.code).toBe('not-here')
})

test.each([
  ['/long btc $100', 'Order: 0.0021 BTC at the market'],
  ['/forcebuy btc $100', 'Order: 0.0021 BTC at the market'],
  ['/forcelong $100 btc', 'Order: 0.0021 BTC at the market'],
  ['/smart btc', 'Order: 0.0214 BTC at the market'],
  ['/buy btc 1,5', 'is that comma a decimal point?'],
  ['/buy btc 101%', 'expected more than 0% and at most 100%'],
  ['/buy btc 0', 'expected more than zero'],
])('%s: %s', async (line, words) => expect(await trader(desk, 'ivy').read(line)).toContain(words))

test('programs say the same by name', async () => {
  const input = { market: 'btc', amount: '$100', sl: '3%', tp: ['5%:50%', '8%:50%'] }
  const answer = await desk().chat.run('buy', input, { caller: { userId: 'jo', place: { platform: 'http', chatId: 'jo', private: true } } })
  expect(answer?.title).toBe('Buy BTC/USDT? (PAPER · REPLAY)')
})

test('what the price did since it was shown counts as slippage', async () => {
  const shownAt = HISTORY_NOW - HOUR_MS
  const question = await desk().say('/buy eth $100', callBy('late', { at: shownAt }))
  const [, entry] = /Entry: ([\d,.]+)/.exec(toPlainText(question)) ?? []
  const answer = await desk().press('Confirm', question, callBy('late', { at: shownAt + 15 * MINUTE_MS }))
  const [, slippage, expected] = /Slippage: (\S+) against the ([\d,.]+) that was expected/.exec(toPlainText(answer)) ?? []
  expect(expected).toBe(entry)
  expect(slippage).not.toBe('0.00%')
})
