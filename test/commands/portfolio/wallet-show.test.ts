import { expect, test } from 'vitest'
import { fileIn, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('shows what is free and what is held', async () => {
  expect(await desk().read('/wallet')).toMatchInlineSnapshot(`
    "Your wallet
    Free         Held for orders
    10,000 USDT
    Account: paper, number 1
    Source: REPLAY at 2024-01-29 12:07 UTC
    It is paper money: /wallet deposit 500, /wallet withdraw 500, /wallet reset begins anew."
  `)
  expect(fileIn(await desk().say('/wallet show csv'))).toBe('asset,available,reserved\r\nUSDT,10000,0\r\n')
})
