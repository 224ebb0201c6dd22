import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('takes markets off', async () => {
  await desk().say('/watchlist add btc eth')
  expect((await desk().say('/watchlist remove eth sol')).title).toBe('No longer following ETH/USDT')
  expect((await desk().say('/watchlist remove eth')).title).toBe('You followed none of these')
  expect(await desk().read('/watchlist')).not.toContain('ETH')
})
