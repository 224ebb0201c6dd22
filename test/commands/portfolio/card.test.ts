import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'
import { tradesFor } from './traded.ts'

const desk = useTestDesk()

test('shows the open position first, and no money unless it is asked for', async () => {
  const trader = await tradesFor(desk(), 'bob')
  await trader.buy('500', 'binance:ETH/USDT')
  const answer = await desk().say('/card', 'bob')
  expect(answer.blocks.map((block) => (block.kind === 'picture' ? block.mime : block.kind))).toEqual(['image/jpeg', 'text'])
  expect(desk().charts.cards.at(-1)).toMatchObject({ badge: 'PAPER · REPLAY', symbol: 'ETH/USDT', status: 'LONG' })
  expect(desk().charts.cards.at(-1)).not.toHaveProperty('amount')
  await desk().say('/card eth amount', 'bob')
  expect(desk().charts.cards.at(-1)?.amount).toMatch(/^[-+]?\d+\.\d\d USDT$/)
})

test('then the last trade, by market or code', async () => {
  const trader = await tradesFor(desk(), 'cat')
  await trader.buy('500')
  await trader.close()
  await desk().say('/card btc', 'cat')
  expect(desk().charts.cards.at(-1)).toMatchObject({ symbol: 'BTC/USDT', status: 'CLOSED, HAND' })
  expect((await desk().say('/card sol', 'cat')).refusal?.code).toBe('not-found')
})

test('says so when there is nothing to show', async () => {
  expect((await desk().say('/card', 'dan')).refusal?.code).toBe('not-found')
})
