import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BacktestResult, BacktestRules, BacktestSeries, BacktestTrade } from '../../src/backtest/backtest.ts'
import { measureBacktest } from '../../src/backtest/measure-backtest.ts'
import { runBacktest } from '../../src/backtest/run-backtest.ts'
import { candlesFrom } from '../../src/basics/candles.ts'
import { DAY_MS } from '../../src/basics/timeframe.ts'
import { someMarkets, someRules } from './random-backtest.ts'

const START = Date.UTC(2026, 0, 1)
const RULES: BacktestRules = {
  cash: 100,
  size: { kind: 'share', share: 1 },
  fee: 0,
  slippage: 0,
  coolDownBars: 0,
  entriesMax: 1,
  minimumCost: 0,
  ambiguous: 'stop',
  growth: 'compound',
}

function days(closes: readonly number[], from = 0): BacktestSeries {
  const rows = closes.map((close, index) => ({ time: START + index * DAY_MS, open: close, high: close, low: close, close, volume: 1 }))
  return { marketId: 'test:A/USDT', candles: candlesFrom('1d', rows), entry: new Float64Array(closes.length), from }
}

function result(equity: readonly number[], trades: readonly BacktestTrade[] = []): BacktestResult {
  const times = Float64Array.from(equity, (_, index) => START + (index + 1) * DAY_MS)
  return { trades, times, equity: Float64Array.from(equity), barsHeld: 3, barsAll: equity.length, feesPaid: 1.5, skipped: 0 }
}

function trade(pnl: number, cost: number, ambiguous = false): BacktestTrade {
  const times = { entryAt: START, exitAt: START + DAY_MS, bars: 1 }
  return {
    ...times,
    marketId: 'test:A/USDT',
    quantity: 2,
    entryPrice: cost / 2,
    exitPrice: 1,
    pnl,
    fees: 0,
    reason: 'exit',
    ambiguous,
    risk: undefined,
  }
}

const EQUITY = [100, 110, 99, 105, 110, 121, 115, 118, 110, 112, 120, 119]
const measured = measureBacktest(result(EQUITY), [days(EQUITY)], RULES)

test('the return is of the first cash, and a year compounds that of the days', () => {
  expect(measured.totalReturn).toBeCloseTo(0.19, 12)
  expect(measured.finalEquity).toBe(119)
  expect(measured.annualReturn).toBeCloseTo(1.19 ** (365 / 11) - 1, 9)
})

test('ratios set the return of a year against its volatility, its losses and its deepest fall', () => {
  const returns = EQUITY.slice(1).map((worth, index) => worth / (EQUITY[index] ?? Number.NaN) - 1)
  const mean = returns.reduce((sum, each) => sum + each, 0) / 11
  const variance = returns.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 10
  const growth = 1.19 ** (1 / 11)
  const volatility = Math.sqrt((variance + growth ** 2) ** 365 - growth ** 730)
  const downside = Math.sqrt(returns.reduce((sum, each) => sum + Math.min(each, 0) ** 2, 0) / 11)
  const year = growth ** 365 - 1
  expect(measured.sharpe).toBeCloseTo(year / volatility, 9)
  expect(measured.sortino).toBeCloseTo(year / (downside * Math.sqrt(365)), 9)
  expect(measured.calmar).toBeCloseTo(year / 0.1, 6)
})

describe('a drawdown', () => {
  test('lasts from a peak until it is reached again, and the deepest need not be the longest', () => {
    expect(measured.maxDrawdown).toBeCloseTo(-0.1, 12)
    expect(measured.maxDrawdownMs).toBe(6 * DAY_MS)
    expect(measured.recoveryFactor).toBeCloseTo(1.9, 9)
    expect(measureBacktest(result([100, 110, 99, 105, 110, 111]), [], RULES).maxDrawdownMs).toBe(3 * DAY_MS)
  })

  test('is none while equity stands or rises', () => {
    const rising = measureBacktest(result([100, 100, 101, 101, 103]), [], RULES)
    expect(rising).toMatchObject({ maxDrawdown: 0, maxDrawdownMs: 0, recoveryFactor: undefined })
  })
})

describe('trades', () => {
  test('count by their returns on what their entries cost', () => {
    const trades = [trade(10, 100), trade(-10, 200, true), trade(60, 200), trade(0, 100), trade(-20, 100)]
    expect(measureBacktest(result(EQUITY, trades), [], RULES)).toMatchObject({
      trades: 5,
      wins: 2,
      winRate: 0.4,
      profitFactor: expect.closeTo(0.4 / 0.25, 12),
      averageWin: expect.closeTo(0.2, 12),
      averageLoss: expect.closeTo(-0.125, 12),
      expectancy: expect.closeTo(0.03, 12),
      ambiguousTrades: 1,
      exposure: 0.25,
      fees: 1.5,
    })
  })

  test('of one kind only leave open what the other would have been', () => {
    expect(measureBacktest(result(EQUITY, [trade(1, 100)]), [], RULES)).toMatchObject({ profitFactor: undefined, averageLoss: undefined })
    expect(measureBacktest(result(EQUITY), [], RULES)).toMatchObject({ winRate: undefined, profitFactor: undefined, expectancy: undefined })
  })
})

describe('the year', () => {
  const candles = (timeframe: '1h' | '1d' | '3d' | '1w' | '1M') => ({ ...days([1, 1]).candles, timeframe })
  const growing = Array.from({ length: 12 }, (_, index) => 100 * 1.01 ** index)

  test.each([
    ['1d', 365],
    ['3d', 365 / 3],
    ['1w', 52],
    ['1M', 12],
  ] as const)('of %s candles', (timeframe, periods) => {
    const { annualReturn = 0 } = measureBacktest(result(growing), [{ ...days([1, 1]), candles: candles(timeframe) }], RULES)
    expect(Math.log1p(annualReturn) / Math.log(1.01)).toBeCloseTo(periods, 6)
  })

  test('has 252 days where the market rests at weekends', () => {
    const monday = Date.UTC(2026, 0, 5)
    const open = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 14, 15]
    const times = Float64Array.from(open, (day) => monday + (day + 1) * DAY_MS)
    const { annualReturn = 0 } = measureBacktest({ ...result(growing), times }, [days([1, 1])], RULES)
    expect(Math.log1p(annualReturn) / Math.log(1.01)).toBeCloseTo(252, 6)
  })

  test('is not guessed from fewer than ten returns, and hours of a day are one', () => {
    const unknown = { annualReturn: undefined, sharpe: undefined, sortino: undefined, calmar: undefined }
    expect(measureBacktest(result(growing.slice(0, 10)), [days([1, 1])], RULES)).toMatchObject(unknown)
    const hours = { ...result(growing), times: Float64Array.from(growing, (_, index) => START + (index + 1) * (DAY_MS / 24)) }
    expect(measureBacktest(hours, [{ ...days([1, 1]), candles: candles('1h') }], RULES)).toMatchObject(unknown)
  })

  test('takes the last equity of each day, the one at midnight included', () => {
    const half = Float64Array.from({ length: 24 }, (_, index) => START + (index + 1) * (DAY_MS / 2))
    const equity = Float64Array.from(half, (_, index) => (index % 2 === 0 ? 50 : 100 * 1.01 ** ((index - 1) / 2)))
    const { annualReturn = 0 } = measureBacktest(
      { ...result([]), times: half, equity },
      [{ ...days([1, 1]), candles: candles('1h') }],
      RULES,
    )
    expect(Math.log1p(annualReturn) / Math.log(1.01)).toBeCloseTo(365, 6)
  })
})

test('holding is what the markets did on average, from the first candle that is looked at', () => {
  const markets = [days([50, 100, 150]), days([1, 10, 20], 1), days([5], 3)]
  expect(measureBacktest(result(EQUITY), markets, RULES).buyAndHold).toBeCloseTo((2 + 1) / 2, 12)
})

test('nothing comes to nothing', () => {
  const none = measureBacktest(runBacktest([], RULES), [], RULES)
  expect(none).toMatchObject({ trades: 0, totalReturn: 0, finalEquity: 100, exposure: 0, buyAndHold: 0, maxDrawdown: 0 })
})

test('nothing is ever NaN or infinite', () => {
  fc.assert(
    fc.property(someMarkets, someRules, (markets, rules) => {
      const metrics = measureBacktest(runBacktest(markets, rules), markets, rules)
      for (const value of Object.values(metrics)) expect(value === undefined || Number.isFinite(value)).toBe(true)
    }),
  )
})
