import { expect, test } from 'vitest'
import { fileIn, useTestDesk } from '../../fixtures/desk.ts'
import { tradesFor } from './traded.ts'

const desk = useTestDesk()

test('says what is missing before the first trade', async () => {
  expect(await desk().read('/pnl')).toMatchInlineSnapshot(`
    "0.00 USDT in 0 trades (PAPER · REPLAY)
    No trade was closed in this time. A trade counts once its position, or a part of it, is sold.
    Equity, corrected for deposits: 0.00%
    Deepest drawdown: none
    Period: since the account began
    Source: REPLAY at 2024-01-29 12:07 UTC
    Sharpe, Sortino and Calmar are told from the tenth day on: before, they would be chance."
  `)
})

test('measures closed trades, by whatever is asked', async () => {
  const trader = await tradesFor(desk(), 'bob')
  await trader.buy('500', 'binance:BTC/USDT', 'dip')
  await trader.close()
  expect(await desk().read('/profit', 'bob')).toMatchInlineSnapshot(`
    "-1.10 USDT in one trade (PAPER · REPLAY)
    Win rate: 0% (0 won, 1 lost)
    Profit factor: 0.00
    Expectancy: -1.10 USDT a trade, -0.11 of what was risked
    Average loss: -1.10 USDT
    Best and worst: -1.10 USDT, -1.10 USDT
    Fees in it: 1.00 USDT
    Held on average: 0 min
    Market       Won   USDT
    BTC/USDT  0 of 1  -1.10
    Equity, corrected for deposits: -0.01%
    Deepest drawdown: -0.01%, longest 0 min
    Period: since the account began
    Source: REPLAY at 2024-01-29 12:07 UTC
    Sharpe, Sortino and Calmar are told from the tenth day on: before, they would be chance."
  `)
  expect((await desk().read('/pnl tag', 'bob')).split('\n').filter((line) => /Tag|dip/.test(line))).toMatchInlineSnapshot(`
    [
      "Tag     Won   USDT",
      "dip  0 of 1  -1.10",
    ]
  `)
  expect(await desk().read('/daily', 'bob')).toContain('2024-01-29')
  expect(fileIn(await desk().say('/stats last 24h csv', 'bob'))).toMatch(/^group,trades,[\s\S]*\r\nexit,1,0,1,0\.0000,-/)
})
