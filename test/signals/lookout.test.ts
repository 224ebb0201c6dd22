import { expect, test } from 'vitest'
import { type Candles, indexFrom, sliceCandles } from '../../src/basics/candles.ts'
import { HOUR_MS } from '../../src/basics/timeframe.ts'
import { createLookout, type FreshSignal, type SignalPost } from '../../src/signals/lookout.ts'
import { createMemorySignalStore } from '../../src/signals/memory-signal-store.ts'
import type { SignalMarket, SignalStore, WatchedMarket } from '../../src/signals/signal-ports.ts'
import { walk } from '../analysis/some-candles.ts'

const marketNamed = (base: string): WatchedMarket => ({
  id: `test:${base}/USDT`,
  venue: 'test',
  symbol: `${base}/USDT`,
  base,
  quote: 'USDT',
  tick: '0.01',
  lot: '0.01',
  active: true,
})
const BTC = marketNamed('BTC')
const ETH = marketNamed('ETH')
const BARS = 1300

/** A market of hours and days whose time can be moved; `asked` counts what was read. */
function movingMarket() {
  const all = new Map([BTC, ETH].map(({ id }) => [id, walk({ seed: id, count: BARS, timeframe: '1h' })]))
  const start = all.get(BTC.id)?.time[0] ?? 0
  const state = { now: start + 700 * HOUR_MS, asked: 0, broken: new Set<string>() }
  const market: SignalMarket = {
    feed: 'simulated',
    now: () => state.now,
    watched: async () => [BTC, ETH],
    timeframes: () => ['1h'],
    async candles({ market: { id }, limit }): Promise<Candles> {
      state.asked += 1
      if (state.broken.has(id)) throw new Error(`${id} is silent`)
      const candles = all.get(id) ?? walk({ seed: 0, count: 0 })
      const end = indexFrom(candles.time, state.now - HOUR_MS + 1)
      return sliceCandles(candles, Math.max(0, end - limit), end)
    },
  }
  return { market, state }
}

function counting(store: SignalStore) {
  const calls = { cells: 0, keep: 0 }
  const counted: SignalStore = {
    ...store,
    cells: (...about) => {
      calls.cells += 1
      return store.cells(...about)
    },
    keep: (...about) => {
      calls.keep += 1
      return store.keep(...about)
    },
  }
  return { calls, counted }
}

function made(post?: SignalPost) {
  let count = 0
  const { calls, counted } = counting(createMemorySignalStore())
  const ids = { id: () => `id-${++count}`, token: () => `token-${++count}` }
  return { calls, store: counted, lookout: createLookout({ store: counted, ids, ...(post && { post }) }) }
}

test('what was looked at is not looked at again until the next candle closes, and costs one query', async () => {
  const { market, state } = movingMarket()
  const { lookout, calls } = made()
  const { cells: first } = await lookout.look(market, { markets: [BTC, ETH] })
  expect(first.map(({ marketId, timeframe }) => `${marketId} ${timeframe}`)).toEqual([`${BTC.id} 1h`, `${ETH.id} 1h`])
  expect(calls.keep).toBe(2)
  const before = { ...calls, asked: state.asked }
  expect(await lookout.look(market, { markets: [BTC, ETH] })).toEqual({ cells: first, left: 0 })
  expect(calls).toEqual({ cells: before.cells + 1, keep: before.keep })
  expect(state.asked).toBe(before.asked)
  state.now += HOUR_MS
  const { cells: next } = await lookout.look(market, { markets: [BTC] })
  expect(next[0]?.candle).toBe((first[0]?.candle ?? 0) + HOUR_MS)
  expect(calls.keep).toBe(before.keep + 1)
})

test('two that ask at once look once', async () => {
  const { market } = movingMarket()
  const { lookout, calls } = made()
  const [one, other] = await Promise.all([lookout.look(market, { markets: [BTC] }), lookout.look(market, { markets: [BTC] })])
  expect(one).toEqual(other)
  expect(calls.keep).toBe(1)
})

test('a market that fails is told of and left out', async () => {
  const { market, state } = movingMarket()
  state.broken.add(BTC.id)
  const { lookout } = made()
  const failed: string[] = []
  const { cells } = await lookout.look(market, { markets: [BTC, ETH], failed: (error, { id }) => failed.push(`${id}: ${String(error)}`) })
  expect(cells.map(({ marketId }) => marketId)).toEqual([ETH.id])
  expect(failed).toEqual([`${BTC.id}: Error: ${BTC.id} is silent`])
  await expect(lookout.look(market, { markets: [BTC] })).rejects.toThrow('silent')
})

test('each live signal is told once, however often and from wherever its candle is looked at', async () => {
  const { market, state } = movingMarket()
  const prepared: string[] = []
  const told: string[] = []
  const nameOf = ({ marketId, source, direction, last }: FreshSignal) => [marketId, source, direction, last].join(' ')
  const post: SignalPost = {
    async prepare(_, signals) {
      prepared.push(...signals.map(nameOf))
      return async (_, fresh) => void told.push(...fresh.filter(({ live }) => live).map(nameOf))
    },
  }
  const { lookout, store } = made(post)
  let rivals = 0
  const rival = createLookout({ store, ids: { id: () => `rival-${++rivals}`, token: () => '' }, post })
  for (let hour = 0; hour < 24; hour++) {
    await Promise.all([lookout.look(market, { markets: [BTC, ETH] }), rival.look(market, { markets: [ETH, BTC] })])
    state.now += HOUR_MS
  }
  expect(told.length).toBeGreaterThan(3)
  expect(new Set(told).size).toBe(told.length)
  expect(prepared).toEqual(expect.arrayContaining(told))
})

test('a failure while telling keeps nothing, so that the next look tells', async () => {
  const { market, state } = movingMarket()
  let broken = true
  const told: string[] = []
  const post: SignalPost = {
    prepare: async () => async (_, fresh) => {
      if (broken) throw new Error('the power went')
      told.push(...fresh.map(({ code }) => code))
    },
  }
  const { lookout, store } = made(post)
  let interrupted = 0
  for (let hour = 0; hour < 60; hour++) {
    const before = await store.cells('simulated')
    broken = true
    await lookout.look(market, { markets: [BTC] }).then(
      () => undefined,
      async () => {
        interrupted += 1
        expect(await store.cells('simulated')).toEqual(before)
        broken = false
        const toldBefore = told.length
        await lookout.look(market, { markets: [BTC] })
        expect(told.length).toBeGreaterThan(toldBefore)
      },
    )
    state.now += HOUR_MS
  }
  expect(interrupted).toBeGreaterThan(0)
})

test('once it is enough, the rest stays as it was and is counted', async () => {
  const { market, state } = movingMarket()
  const { lookout, calls } = made()
  const { cells: before } = await lookout.look(market, { markets: [BTC, ETH] })
  state.now += HOUR_MS
  let looks = 0
  const isEnough = (): boolean => ++looks > 3
  const some = await lookout.look(market, { markets: [BTC, ETH], isEnough })
  expect(some.left).toBe(1)
  expect(some.cells.map(({ candle }) => candle).toSorted()).toEqual([before[0]?.candle, (before[0]?.candle ?? 0) + HOUR_MS])
  expect(calls.keep).toBe(3)
  const rest = await lookout.look(market, { markets: [BTC, ETH] })
  expect(rest.left).toBe(0)
  expect(rest.cells.every(({ candle }) => candle === (before[0]?.candle ?? 0) + HOUR_MS)).toBe(true)
})

test('what was never looked at is left out when it is enough at once', async () => {
  const { market, state } = movingMarket()
  const { lookout } = made()
  expect(await lookout.look(market, { markets: [BTC, ETH], isEnough: () => true })).toEqual({ cells: [], left: 2 })
  expect(state.asked).toBe(0)
})

test('what was left undecided before a long absence is decided by reading as far back as it was said', async () => {
  const { market, state } = movingMarket()
  state.now -= 80 * HOUR_MS
  const { lookout, store } = made()
  await lookout.look(market, { markets: [BTC] })
  const series = { feed: 'simulated', marketId: BTC.id, timeframe: '1h' } as const
  const left = await store.undecided(series)
  expect(left.length).toBeGreaterThan(0)
  const asked: number[] = []
  state.now += 650 * HOUR_MS
  const candles: SignalMarket['candles'] = (query) => {
    asked.push(query.limit)
    return market.candles(query)
  }
  await lookout.look({ ...market, candles }, { markets: [BTC] })
  expect(Math.max(...asked)).toBeGreaterThan(600)
  expect(Math.max(...asked)).toBeLessThan(700)
  const now = new Set((await store.undecided(series)).map(({ id }) => id))
  expect(left.filter(({ id }) => now.has(id))).toEqual([])
})

test('who nobody waits for rests after each market, and looks at one at a time', async () => {
  const { market, state } = movingMarket()
  const { lookout } = made()
  const asked: number[] = []
  await lookout.look(market, { markets: [BTC, ETH], rest: async () => void asked.push(state.asked) })
  expect(asked).toEqual([1, 2])
})
