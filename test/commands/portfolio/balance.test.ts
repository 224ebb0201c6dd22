import { expect, test } from 'vitest'
import { fileIn, useTestDesk } from '../../fixtures/desk.ts'
import { tradesFor } from './traded.ts'

const desk = useTestDesk()

test('a fresh account is all money, and says what to do with it', async () => {
  expect(await desk().read('/balance')).toMatchInlineSnapshot(`
    "10,000.00 USDT (PAPER · REPLAY)
    Free: 10,000.00 USDT
    Today: 0.00 USDT (0.00%)
    Since the start: 0.00 USDT (0.00%)
    Account: paper, the first
    Source: REPLAY at 2024-01-29 12:07 UTC
    It is all money so far. To see what an order would do before it is placed: /buy BTC $100"
  `)
})

test('shows what is owned, what it is worth, and how old the price is', async () => {
  await (await tradesFor(desk(), 'bob')).buy('900')
  expect(await desk().read('/pf', 'bob')).toMatchInlineSnapshot(`
    "9,999.01 USDT (PAPER · REPLAY)
    Free: 9,099.86 USDT
    In positions: 899.15 USDT
    Unrealised: -0.99 USDT
    Today: -0.99 USDT (-0.01%)
    Since the start: -0.99 USDT (-0.01%)
    Fees paid: 0.90 USDT
    Account: paper, the first
    Source: REPLAY at 2024-01-29 12:07 UTC
    Owned              USDT  Priced
    9,099.86 USDT  9,099.86
    0.0193 BTC       899.15   7 min"
  `)
  expect(fileIn(await desk().say('/portfolio csv', 'bob'))).toMatchInlineSnapshot(`
    "asset,available,reserved,amount,value,currency,price_at_ms
    USDT,9099.8598006033618,0,9099.8598006033618,9099.8598006033618,USDT,
    BTC,0.0193,0,0.0193,899.147049,USDT,1706529600000
    "
  `)
})
