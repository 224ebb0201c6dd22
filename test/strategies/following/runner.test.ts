import { expect, test } from 'vitest'
import { candlesFrom } from '../../../src/basics/candles.ts'
import { Refusal } from '../../../src/basics/refusal.ts'
import { HOUR_MS, type Timeframe } from '../../../src/basics/timeframe.ts'
import { createFollowing } from '../../../src/strategies/following/following.ts'
import type { FollowedMarket, StrategyNote } from '../../../src/strategies/following/following-ports.ts'
import { createRunner, type RunnerParts } from '../../../src/strategies/following/runner.ts'

const MARKET = 'binance:BTC/USDT'

interface Followed {
  readonly id: string
  readonly mode?: 'paper' | 'live'
  readonly entry?: string
}

/** Hourly candles up to now, and strategies that enter at each unless something else is said. */
function stage(followed: readonly Followed[], about: { readonly enter?: () => Promise<string>; readonly candles?: number } = {}) {
  const seen = new Map<string, number>()
  const notes: (StrategyNote & { readonly versionId: string })[] = []
  const entered: string[] = []
  let now = 10 * HOUR_MS
  let asked = 0
  const steps: RunnerParts['steps'] = {
    seen: async (versionId, ids) => new Map(ids.flatMap((id) => (seen.has(versionId + id) ? [[id, seen.get(versionId + id) ?? 0]] : []))),
    async advance({ versionId, marketId, candle }) {
      seen.set(versionId + marketId, candle)
      return true
    },
  }
  const market: FollowedMarket = {
    now: () => now,
    async load() {
      const count = about.candles ?? Math.floor(now / HOUR_MS)
      const rows = Array.from({ length: count }, (_, hour) => ({ time: hour * HOUR_MS, open: 1, high: 1, low: 1, close: 1, volume: 1 }))
      return { candles: candlesFrom('1h', rows), frames: new Map(), outside: new Map() }
    },
  }
  const runner = createRunner({
    store: {
      allFollowed: async () =>
        followed.map(({ id, mode = 'paper', entry = 'close > 0' }) => ({
          userId: 'ann',
          followed: { versionId: id, version: 1, markets: [MARKET], timeframe: '1h', mode, since: 0 },
          version: {
            id,
            strategyId: id,
            version: 1,
            name: id,
            description: '',
            kind: 'own',
            timeframe: '1h',
            markets: [],
            rules: { entry, size: '$100' },
            createdAt: 0,
          },
        })),
    },
    steps,
    notes: { add: async (versionId, note) => void notes.push({ ...note, versionId }) },
    trading: {
      standing: async () => ({ held: undefined, leftAt: undefined }),
      enter: about.enter ?? (async ({ versionId }) => `${entered.push(versionId)} bought`),
      exit: async () => 'sold',
    },
    recordFailure: () => 'F1',
  })
  return {
    steps,
    market,
    notes,
    entered,
    asked: () => asked,
    async hour(hours = 1) {
      now += hours * HOUR_MS
      await runner.round(async () => {
        asked++
        return market
      })
    },
  }
}

test('it begins with the candle that closes next, and steps once at each', async () => {
  const { hour, entered } = stage([{ id: 'a' }])
  await hour()
  expect(entered).toEqual([])
  await hour()
  await hour(0)
  expect(entered).toEqual(['a'])
  await hour()
  expect(entered).toEqual(['a', 'a'])
})

test('where nothing is followed on paper, nobody asks for the market', async () => {
  const { hour, asked } = stage([{ id: 'a', mode: 'live' }])
  await hour()
  expect(asked()).toBe(0)
})

test('one that fails is written down with its reference, and the others go on', async () => {
  const { hour, entered, notes } = stage([{ id: 'broken', entry: 'close >' }, { id: 'far', entry: 'close[9000] > 0' }, { id: 'fine' }])
  await hour()
  await hour()
  expect(entered).toEqual(['fine'])
  const failed = new Map(notes.filter(({ kind }) => kind === 'failed').map(({ versionId, words }) => [versionId, words]))
  expect([...failed.keys()].toSorted()).toEqual(['broken', 'far'])

  const bug = stage([{ id: 'a' }], { enter: () => Promise.reject(new TypeError('a bug')) })
  await bug.hour()
  await bug.hour()
  expect(bug.notes.map(({ words }) => words)).toEqual(['Something went wrong. Reference F1'])
})

test('what could not be done for the moment is tried again, what was refused is not', async () => {
  for (const [code, tries] of [
    ['unavailable', 2],
    ['over-limit', 1],
  ] as const) {
    let tried = 0
    const enter = async (): Promise<string> => {
      tried++
      throw new Refusal(code, 'No.')
    }
    const { hour } = stage([{ id: 'a' }], { enter })
    await hour()
    await hour()
    await hour(0)
    expect({ code, tried }).toEqual({ code, tried: tries })
  }
})

test('a candle that closed more than a candle ago is entered no more', async () => {
  const { hour, entered, steps } = stage([{ id: 'a' }], { candles: 11 })
  await steps.advance({ versionId: 'a', marketId: MARKET, timeframe: '1h', before: undefined, candle: 9 * HOUR_MS })
  await hour(2)
  expect(entered).toEqual([])
})

test('who begins has seen all that closed, in whichever timeframe was followed before', async () => {
  const { steps, market } = stage([])
  const following = createFollowing({
    steps,
    notes: { of: async () => [] },
    market: async () => market,
    trading: { performance: async () => ({ trades: 0, wins: 0, profits: [], open: [] }) },
  })
  const seenIn = async (timeframe: Timeframe) => {
    await following.begin({ versionId: 'a', markets: [MARKET], timeframe })
    return (await steps.seen('a', [MARKET])).get(MARKET)
  }
  expect(await seenIn('1h')).toBe(9 * HOUR_MS)
  expect(await seenIn('4h')).toBe(4 * HOUR_MS)
})
