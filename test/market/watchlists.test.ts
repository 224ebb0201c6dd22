import { expect, test } from 'vitest'
import { decimal } from '../../src/basics/money.ts'
import { createMarketService } from '../../src/market/market-service.ts'
import { createWatchlists } from '../../src/market/watchlists.ts'
import { contractMarket } from '../contracts/candle-store.contract.ts'
import { flakySource } from '../fakes/flaky-source.ts'
import { memoryWatchlistStore } from '../fakes/market-stores.ts'

const origin = { userId: 'ann', callId: '1', action: 'watchlist add', platform: 'console' } as const
const btc = contractMarket('binance')
const eth = contractMarket('binance', 'ETH/USDT')
const numbered = (count: number) => Array.from({ length: count }, (_, index) => contractMarket('binance', `C${index}/USDT`))

const ticker = { marketId: btc.id, last: decimal('60000'), at: 5 }
const source = flakySource({ rows: [], now: 5, tickers: [ticker] })
const market = createMarketService({ source, preferredVenues: [] })

test('followed markets come in the order of adding, with what is known of them', async () => {
  const watchlists = createWatchlists(memoryWatchlistStore())
  expect(await watchlists.list('ann', market)).toEqual([])
  expect(await watchlists.add('ann', [eth, btc, eth], origin)).toEqual([eth, btc])
  expect(await watchlists.add('ann', [btc], origin)).toEqual([])
  expect(await watchlists.list('ann', market)).toEqual([
    { marketId: 'binance:ETH/USDT' },
    { marketId: 'binance:BTC/USDT', market: btc, ticker },
  ])
  expect(await watchlists.list('bob', market)).toEqual([])
})

test('removing says what was followed', async () => {
  const watchlists = createWatchlists(memoryWatchlistStore())
  await watchlists.add('ann', [btc], origin)
  expect(await watchlists.remove('ann', [eth, btc], origin)).toEqual([btc])
  expect(await watchlists.remove('ann', [btc], origin)).toEqual([])
})

test('a list holds at most fifty', async () => {
  const watchlists = createWatchlists(memoryWatchlistStore())
  await watchlists.add('ann', numbered(50), origin)
  expect(await watchlists.add('ann', numbered(50), origin)).toEqual([])
  await expect(watchlists.add('ann', [btc], origin)).rejects.toMatchObject({
    code: 'over-limit',
    message: 'A watchlist holds at most 50 markets; yours has 50.',
  })
})
