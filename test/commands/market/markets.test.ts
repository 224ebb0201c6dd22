import { expect, test } from 'vitest'
import { text } from '../../../src/basics/reply.ts'
import { fileIn, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('lists markets, or those with a name', async () => {
  expect(await desk().read('/markets')).toMatchInlineSnapshot(`
    "5 markets
    Market    Venue
    BTC/USDT  binance
    ETH/USDT  binance
    SOL/USDT  binance
    ETH/BTC   binance
    BTC/EUR   kraken
    Source: REPLAY at 2024-01-29 12:07 UTC."
  `)
  expect((await desk().say('/markets eth')).title).toBe('2 markets with eth')
  expect((await desk().say('/markets kraken:')).title).toBe('1 market with kraken:')
})

test('gives them as a file', async () => {
  expect(fileIn(await desk().say('/markets /btc csv'))).toBe(
    'market,venue,base,quote,tick,lot,minimum_cost,active\r\nbinance:ETH/BTC,binance,ETH,BTC,0.000001,0.0001,,true\r\n',
  )
})

test('says so when there is none', async () => {
  const { title, blocks } = await desk().say('/markets doge')
  expect(title).toBe('0 markets with doge')
  expect(blocks).toEqual([text('Source: REPLAY at 2024-01-29 12:07 UTC. Try a coin such as BTC.')])
})
