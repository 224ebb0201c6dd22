import { expect, test } from 'vitest'
import { inCompany, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('converts exactly, says the rate, the markets and the age', async () => {
  expect(await desk().read('/convert 0.1 btc usdt')).toMatchInlineSnapshot(`
    "0.1 BTC = 4,658.793 USDT
    Rate: 1 BTC = 46,587.93 USDT
    By: binance:BTC/USDT
    Age: 7 min
    Source: REPLAY at 2024-01-29 12:07 UTC"
  `)
})

test('goes the other way round, through a common quote, and nowhere', async () => {
  expect((await desk().say('/convert 100 usdt btc')).title).toMatch(/^100 USDT = 0\.00\d+ BTC$/)
  expect(await desk().read('/convert 2 eth sol')).toContain('By: binance:ETH/USDT and binance:SOL/USDT')
  expect((await desk().say('/convert 5 btc btc')).title).toBe('5 BTC = 5 BTC')
})

test("without a second coin it takes the asker's own currency", async () => {
  expect((await desk().say('/convert 2 eth', 'eve')).title).toMatch(/ USDT$/)
  await desk().say('/settings set currency eur', 'eve')
  expect((await desk().say('/convert 2 eth', 'eve')).title).toMatch(/^2 ETH = [\d.,]+ EUR$/)
  expect((await desk().say('/convert 2 eth', inCompany('eve'))).title).toMatch(/ USDT$/)
})

test('where there is no such dollar it answers in another and says so', async () => {
  const answer = await desk().read('/convert 1 btc usd')
  expect(answer).toMatch(/^1 BTC = [\d,.]+ USDT\n/)
  expect(answer).toContain('There is no market in USD here, so this is in USDT, which is meant to be worth one dollar.')
})

test.each(['NaN', 'Infinity', '-1', '1e309', '0x10', '１２', '1,5', '1.5.2', '1_000', '12abc', '9'.repeat(400)])(
  '%s is no amount',
  async (amount) => {
    expect((await desk().say(`/convert ${amount} btc usdt`)).refusal?.code).toBe('bad-input')
  },
)

test('refuses what it does not know', async () => {
  expect((await desk().say('/convert 1 doge btc')).refusal?.code).toBe('not-found')
})

test('asks back where a comma may mean two things, and takes no number for a coin', async () => {
  expect((await desk().say('/convert 1,5 btc')).title).toBe(
    'amount: is that comma a decimal point? expected plain digits such as 250 or 0.5',
  )
  expect((await desk().say('/convert 1 btc amount=2')).title).toBe('from: expected a coin or a currency such as BTC or EUR')
})
