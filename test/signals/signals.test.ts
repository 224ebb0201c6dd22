import { expect, test } from 'vitest'
import { sliceCandles } from '../../src/basics/candles.ts'
import { createLookout } from '../../src/signals/lookout.ts'
import { createMemorySignalStore } from '../../src/signals/memory-signal-store.ts'
import type { SignalMarket, WatchedMarket } from '../../src/signals/signal-ports.ts'
import { createSignals, fieldsOf } from '../../src/signals/signals.ts'
import { walk } from '../analysis/some-candles.ts'

const COARSE = walk({ seed: 'four hours', count: 300, timeframe: '4h' })
const END = (COARSE.time.at(-1) ?? 0) + 4 * 3_600_000

const MARKETS = ['BTC', 'ETH'].map((base): WatchedMarket => {
  const id = `test:${base}/USDT`
  return { id, venue: 'test', symbol: `${base}/USDT`, base, quote: 'USDT', tick: '0.01', lot: '0.01', active: true }
})

function signalsWith(patience?: () => () => boolean) {
  let made = 0
  const store = createMemorySignalStore()
  const hours = walk({ seed: 'hours', count: 300 })
  const shift = END - (hours.time.at(-1) ?? 0) - 3_600_000
  const market: SignalMarket = {
    feed: 'simulated',
    now: () => END,
    watched: async () => MARKETS,
    timeframes: () => ['1h', '4h'],
    async candles({ timeframe, limit }) {
      const candles = timeframe === '4h' ? COARSE : { ...hours, time: hours.time.map((time) => time + shift) }
      return sliceCandles(candles, Math.max(0, candles.time.length - limit))
    },
  }
  const lookout = createLookout({ store, ids: { id: () => `id-${++made}`, token: () => '' } })
  return createSignals({ store, lookout, market, patience })
}

test('a matrix has a row for each market, with its cells from the finest timeframe on', async () => {
  const found = await signalsWith().matrix({ markets: MARKETS })
  expect(found.timeframes).toEqual(['1h', '4h'])
  expect(found.rows.map(({ market, cells }) => [market.base, ...cells.keys()])).toEqual([
    ['BTC', '1h', '4h'],
    ['ETH', '1h', '4h'],
  ])
  expect([found.left, fieldsOf(found)]).toEqual([0, 4])
})

test('nobody waits longer than he is patient for many markets, and what is left for later is counted', async () => {
  const found = await signalsWith(() => () => true).matrix({ markets: MARKETS })
  expect(found.rows.map(({ cells }) => cells.size)).toEqual([0, 0])
  expect(found.left).toBe(4)
})

test('one market is waited for', async () => {
  const found = await signalsWith(() => () => true).matrix({ markets: MARKETS.slice(0, 1) })
  expect([found.rows[0]?.cells.size, found.left]).toEqual([2, 0])
})
