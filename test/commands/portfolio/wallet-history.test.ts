import { expect, test } from 'vitest'
import { fileIn, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('lists what was paid in and out', async () => {
  await desk().say('/wallet withdraw 250.5')
  expect(await desk().read('/wallet history')).toMatchInlineSnapshot(`
    "Paid in and out
    2024-01-29 12:07 UTC: Withdrawal of 250.50 USDT, done
    At the start: Deposit of 10,000.00 USDT, done"
  `)
  expect(fileIn(await desk().say('/wallet history csv')).split('\r\n')).toHaveLength(4)
})

test("a trader does not see everybody's requests", async () => {
  expect(await desk().read('/wallet history all', 'bob')).toContain('Deposit')
})
