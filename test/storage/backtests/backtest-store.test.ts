import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { KeptBacktest } from '../../../src/backtest/backtest-ports.ts'
import { AlreadyDone } from '../../../src/basics/origin.ts'
import { newcomer } from '../../contracts/account-store.contract.ts'
import { nextOrigin } from '../../contracts/setting-store.contract.ts'
import { uuid } from '../../fixtures/book-rows.ts'
import { openTestDatabase, type TestDatabase } from '../../fixtures/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.reset())
afterAll(() => database.close())

async function join(name: string): Promise<string> {
  const { user, origin } = newcomer(name)
  await database.accounts.create(user, origin)
  return user.id
}

const METRICS: KeptBacktest['metrics'] = {
  trades: 12,
  wins: 7,
  totalReturn: 0.125,
  annualReturn: 0.31,
  buyAndHold: -0.2,
  winRate: 7 / 12,
  profitFactor: undefined,
  sharpe: 1.25,
  sortino: undefined,
  calmar: 2,
  maxDrawdown: -0.05,
  maxDrawdownMs: 86_400_000,
  averageWin: 0.02,
  averageLoss: -0.01,
  expectancy: 0.004,
  recoveryFactor: 2.5,
  exposure: 0.4,
  fees: 12.5,
  finalEquity: 11_250,
  ambiguousTrades: 1,
}

function kept(userId: string, number: number, about: Partial<KeptBacktest> = {}): KeptBacktest {
  return {
    id: uuid(number),
    userId,
    code: `CODE${String(number).padStart(2, '0')}`,
    name: 'sma-cross',
    versionId: undefined,
    rules: { entry: 'close > open', stop: '3%', size: '10%', holdBars: 4 },
    markets: ['binance:BTC/USDT', 'binance:ETH/USDT'],
    timeframe: '1h',
    from: 1_700_000_000_000,
    to: 1_710_000_000_000,
    fee: 0.001,
    slippage: 0.0005,
    cash: 10_000,
    growth: 'compound',
    metrics: METRICS,
    verdict: { grade: 'doubtful', words: 'Only 12 trades: too few to say' },
    createdAt: database.clock.now(),
    ...about,
  }
}

test('what is kept comes back as it was', async () => {
  const ann = await join('ann')
  const backtest = kept(ann, 1)
  await database.backtests.add(backtest, 100, nextOrigin())
  expect(await database.backtests.find(ann, 'CODE01')).toEqual(backtest)
  expect(await database.backtests.of(ann, 10)).toEqual([backtest])
})

test('is of one person alone, also where two tested the same', async () => {
  const [ann, bob] = [await join('ann'), await join('bob')]
  await database.backtests.add(kept(ann, 1), 100, nextOrigin())
  await database.backtests.add(kept(bob, 2, { code: 'CODE01', name: 'of Bob' }), 100, nextOrigin())
  expect((await database.backtests.find(ann, 'CODE01'))?.name).toBe('sma-cross')
  expect(await database.backtests.of(bob, 10)).toHaveLength(1)
  expect(await database.backtests.find(bob, 'CODE02')).toBeUndefined()
})

test('the same test takes the place of the one before, and is the newest', async () => {
  const ann = await join('ann')
  for (const number of [1, 2]) await database.backtests.add(kept(ann, number), 100, nextOrigin())
  await database.backtests.add(kept(ann, 3, { code: 'CODE01', name: 'again' }), 100, nextOrigin())
  expect((await database.backtests.of(ann, 10)).map(({ code, name }) => [code, name])).toEqual([
    ['CODE01', 'again'],
    ['CODE02', 'sma-cross'],
  ])
})

test('the oldest go where there are too many', async () => {
  const [ann, bob] = [await join('ann'), await join('bob')]
  await database.backtests.add(kept(bob, 9), 3, nextOrigin())
  for (const number of [1, 2, 3, 4, 5]) await database.backtests.add(kept(ann, number), 3, nextOrigin())
  expect((await database.backtests.of(ann, 10)).map(({ code }) => code)).toEqual(['CODE05', 'CODE04', 'CODE03'])
  expect(await database.backtests.of(bob, 10)).toHaveLength(1)
})

test('a call keeps once, and leaves a row in the audit', async () => {
  const ann = await join('ann')
  const origin = { ...nextOrigin(), userId: ann }
  await database.backtests.add(kept(ann, 1), 100, origin)
  await expect(database.backtests.add(kept(ann, 2), 100, origin)).rejects.toBeInstanceOf(AlreadyDone)
  expect(await database.backtests.of(ann, 10)).toHaveLength(1)
  const rows = await database.driver.run('SELECT subject FROM audit_entries WHERE call_id = $1', [origin.callId])
  expect(rows.map(({ subject }) => subject)).toEqual([`user:${ann}`])
})
