import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('adds paper money, which is no gain', async () => {
  expect(await desk().read('/wallet deposit 500')).toBe(
    'Deposit of 500.00 USDT: done\nFree now: 10,500.00 USDT\nIt is paper money. Results are corrected for it: it is neither a gain nor a loss.',
  )
  expect(await desk().read('/balance')).toContain('Since the start: 0.00 USDT (0.00%)')
})

test.each(['0', '1,5', '2000000000'])('refuses %s', async (amount) => {
  expect((await desk().say(`/wallet deposit ${amount}`)).refusal?.code).toMatch(/^(bad-input|over-limit)$/)
})

test('a message that comes twice counts once', async () => {
  const call = { caller: { userId: 'cat', place: { platform: 'telegram', chatId: '1', private: true } }, deliveryId: 'w1' } as const
  expect((await desk().say('/wallet deposit 1', call)).title).toBe('Deposit of 1.00 USDT: done')
  expect(await desk().chat.say('/wallet deposit 1', call)).toBeUndefined()
})
