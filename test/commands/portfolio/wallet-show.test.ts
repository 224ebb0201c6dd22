import { expect, test } from 'vitest'
import { fileIn, useTestDesk } from '../../fixtures/desk.ts'
import { trader } from '../../fixtures/trader.ts'

const desk = useTestDesk()

test('keeps to the width of a phone, whatever is held', async () => {
  const bob = trader(desk, 'bob')
  await bob.does('/buy btc $333.33')
  await bob.does('/buy sol $333.33 @-7%')
  const { blocks } = await bob.say('/wallet')
  const [rows] = blocks.flatMap((block) => (block.kind === 'table' ? [block.rows] : []))
  expect(rows).toHaveLength(2)
  for (const [free = '', held = ''] of rows ?? []) expect(free.length + held.length).toBeLessThanOrEqual(32)
})

test('shows what is free and what is held', async () => {
  expect(await desk().read('/wallet')).toMatchInlineSnapshot(`
    "Your wallet (PAPER · REPLAY)
    Free            Held
    10,000.00 USDT
    Account: paper, the first
    Source: REPLAY at 2024-01-29 12:07 UTC
    It is paper money: /wallet deposit 500, /wallet withdraw 500, /wallet reset begins anew."
  `)
  expect(fileIn(await desk().say('/wallet show csv'))).toBe('asset,available,reserved\r\nUSDT,10000,0\r\n')
})
