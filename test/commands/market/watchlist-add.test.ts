import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('follows markets, once each', async () => {
  expect((await desk().say('/watchlist add btc eth')).title).toBe('Now following BTC/USDT, ETH/USDT')
  expect((await desk().say('/watchlist sol btc')).title).toBe('Now following SOL/USDT')
  expect((await desk().say('/watchlist add btc')).title).toBe('You follow all of these already')
})

test('adds nothing when one of them is unknown', async () => {
  expect((await desk().say('/watchlist add btc nonsense', 'bob')).refusal?.code).toBe('not-found')
  expect(await desk().read('/watchlist', 'bob')).toContain('It is empty.')
})

test('a message that comes twice counts once', async () => {
  const call = { caller: { userId: 'cat', place: { platform: 'telegram', chatId: '1', private: true } }, deliveryId: 'm1' } as const
  expect((await desk().say('/watchlist add btc', call)).title).toBe('Now following BTC/USDT')
  expect(await desk().chat.say('/watchlist add btc', call)).toBeUndefined()
})
