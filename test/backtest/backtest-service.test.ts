import { expect, test } from 'vitest'
import type { BacktestStore, KeptBacktest } from '../../src/backtest/backtest-ports.ts'
import { type BacktestNote, backtestCode, createBacktests } from '../../src/backtest/backtest-service.ts'
import { directPool } from '../fakes/direct-pool.ts'

const NOTE: Omit<BacktestNote, 'metrics' | 'verdict'> = {
  userId: 'ann',
  name: 'sma-cross',
  versionId: undefined,
  rules: { entry: 'close > open', size: '10%', stop: '3%' },
  markets: ['binance:BTC/USDT'],
  timeframe: '1h',
  from: 1,
  to: 2,
  fee: 0.001,
  slippage: 0.0005,
  cash: 10_000,
  growth: 'compound',
}

test('a code follows from what was tested, on which candles and at which costs; not from its name or who asked', () => {
  const code = backtestCode(NOTE)
  expect(backtestCode({ ...NOTE, name: 'other', versionId: 'x', rules: { size: '10%', stop: '3%', entry: 'close > open' } })).toBe(code)
  const changes = [
    { to: 3 },
    { fee: 0 },
    { timeframe: '2h' },
    { growth: 'fixed' },
    { markets: [] },
    { rules: { ...NOTE.rules, stop: '4%' } },
  ] as const
  for (const change of changes) expect(backtestCode({ ...NOTE, ...change })).not.toBe(code)
})

test('keeps a hundred of a person, and finds one by its code in any letter case', async () => {
  const kept: KeptBacktest[] = []
  const store: BacktestStore = {
    add: async (backtest, keptMax) => {
      expect(keptMax).toBe(100)
      kept.push(backtest)
    },
    of: async () => kept,
    find: async (_userId, code) => kept.find((each) => each.code === code),
  }
  const backtests = createBacktests({ pool: directPool(), store, clock: { now: () => 77 }, ids: { id: () => 'id' } })
  const metrics = {} as KeptBacktest['metrics']
  const origin = { userId: 'ann', callId: 'c', action: 'backtest run', platform: 'console' }
  const { code, createdAt } = await backtests.keep({ ...NOTE, metrics, verdict: { grade: 'sound', words: 'x' } }, origin)
  expect(createdAt).toBe(77)
  expect((await backtests.find('ann', code.toLowerCase())).code).toBe(code)
  await expect(backtests.find('ann', 'zzzzzz')).rejects.toMatchObject({ code: 'not-found', message: 'You have no backtest ZZZZZZ.' })
})
