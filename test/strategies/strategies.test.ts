import { expect, test } from 'vitest'
import type { Origin } from '../../src/basics/origin.ts'
import { createStrategies } from '../../src/strategies/strategies.ts'
import type { StrategyStore } from '../../src/strategies/strategy-ports.ts'

const ORIGIN: Origin = { userId: 'ann', callId: 'call', action: 'strategy create', platform: 'console' }

/** A store of nothing that tells what it was asked to keep. */
function recordingStore() {
  const kept: unknown[] = []
  const refuse = async (): Promise<never> => expect.unreachable()
  const store: StrategyStore = {
    of: async () => [],
    create: async (userId, made) => {
      kept.push(made)
      const latest = { ...made.draft, id: made.versionId, strategyId: made.strategyId, version: 1, createdAt: 0 }
      return { id: made.strategyId, userId, shareCode: undefined, latest, followed: made.followed }
    },
    revise: refuse,
    versions: refuse,
    delete: refuse,
    follow: refuse,
    share: refuse,
    shared: async (code) => void kept.push(code),
    allFollowed: refuse,
  }
  let count = 0
  const ids = { id: () => `id-${++count}`, token: () => `token-${++count}` }
  return { kept, strategies: createStrategies({ store, ids }) }
}

test('a copy keeps what the other says, and is the person’s', async () => {
  const { kept, strategies } = recordingStore()
  await strategies.create('ann', { name: 'mine', from: 'RSI-reversion', rules: { stop: '4%' } }, ORIGIN)
  const { draft } = await strategies.named('ann', 'rsi-reversion')
  expect(kept).toEqual([
    { strategyId: 'id-1', versionId: 'id-2', draft: { ...draft, name: 'mine', rules: { ...draft.rules, stop: '4%' } } },
  ])
})

test('one from nothing is of an hour, of the person’s own kind, and without markets', async () => {
  const { strategies } = recordingStore()
  const { latest } = await strategies.create('ann', { name: 'mine', rules: { entry: 'RSI < 30' } }, ORIGIN)
  expect(latest).toMatchObject({
    kind: 'own',
    timeframe: '1h',
    markets: [],
    description: '',
    rules: { entry: 'rsi(14) < 30', size: '99.9%' },
  })
})

test('one of the catalogue is followed as a copy, in one go', async () => {
  const { kept, strategies } = recordingStore()
  const { followed } = await strategies.follow('ann', 'dca', { markets: ['btc'], at: 7, origin: ORIGIN })
  expect(followed).toEqual({ versionId: 'id-2', version: 1, markets: ['btc'], timeframe: '1d', mode: 'paper', since: 7 })
  expect(kept).toMatchObject([{ draft: { name: 'my-dca' }, followed }])
})

test('nothing is followed nowhere, or in too many markets', async () => {
  const { strategies } = recordingStore()
  const follow = (markets: readonly string[]) => strategies.follow('ann', 'dca', { markets, at: 7, origin: ORIGIN })
  await expect(follow([])).rejects.toMatchObject({ code: 'bad-input' })
  await expect(follow(Array.from({ length: 11 }, (_, number) => `m${number}`))).rejects.toMatchObject({ code: 'over-limit' })
})

test('nothing is followed on candles that its rules cannot be asked of', async () => {
  const { strategies } = recordingStore()
  const wish = { markets: ['btc'], timeframe: '1M', at: 7, origin: ORIGIN } as const
  await expect(strategies.follow('ann', 'dca', wish)).rejects.toThrow('1w in every(…) is shorter than a candle of 1M.')
})

test('only what can be a code is looked for', async () => {
  const { kept, strategies } = recordingStore()
  for (const code of ['', 'ABC', "' OR true", 'ABCDE1', 'K7QX2M'])
    await expect(strategies.import('ann', { code }, ORIGIN)).rejects.toMatchObject({ code: 'not-found' })
  expect(kept).toEqual(['K7QX2M'])
})
