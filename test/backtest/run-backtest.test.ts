import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BacktestRules, BacktestSeries } from '../../src/backtest/backtest.ts'
import { runBacktest } from '../../src/backtest/run-backtest.ts'
import { candlesFrom, makeCandles, sliceCandles } from '../../src/basics/candles.ts'
import { HOUR_MS } from '../../src/basics/timeframe.ts'
import { plainBacktest } from './plain-engine.ts'
import { someMarkets, someRules, someSeries } from './random-backtest.ts'

const START = Date.UTC(2026, 0, 1)

const RULES: BacktestRules = {
  cash: 1_000,
  size: { kind: 'share', share: 0.5 },
  fee: 0,
  slippage: 0,
  coolDownBars: 0,
  entriesMax: 1,
  minimumCost: 0,
  ambiguous: 'stop',
  growth: 'compound',
}

type Prices = readonly [open: number, high: number, low: number, close: number]

interface Told {
  readonly entries?: readonly number[]
  readonly exits?: readonly number[]
  readonly marketId?: string
}

function series(bars: readonly Prices[], { entries = [0], exits = [], marketId = 'test:A/USDT' }: Told = {}): BacktestSeries {
  const rows = bars.map(([open, high, low, close], index) => ({ time: START + index * HOUR_MS, open, high, low, close, volume: 1 }))
  const at = (indices: readonly number[]): Float64Array => Float64Array.from(bars, (_, index) => (indices.includes(index) ? 1 : 0))
  return { marketId, candles: candlesFrom('1h', rows), entry: at(entries), exit: at(exits), from: 0 }
}

const flat = (price: number): Prices => [price, price, price, price]
const hour = (index: number): number => START + index * HOUR_MS

describe('a signal', () => {
  test('at a close fills at the next open, with fee and slippage on both sides', () => {
    const bars: Prices[] = [flat(90), [100, 120, 95, 110], flat(110), [120, 121, 119, 120]]
    const { trades, equity, times, feesPaid } = runBacktest([series(bars, { exits: [2] })], { ...RULES, fee: 0.01, slippage: 0.1 })
    const quantity = Math.floor((500 / (110 * 1.01)) * 1e8) / 1e8
    expect(trades).toEqual([
      expect.objectContaining({
        quantity,
        entryAt: hour(1),
        entryPrice: expect.closeTo(110, 9),
        exitAt: hour(3),
        exitPrice: 108,
        reason: 'exit',
        bars: 2,
        ambiguous: false,
        risk: undefined,
      }),
    ])
    const fees = quantity * 110 * 0.01 + quantity * 108 * 0.01
    expect(feesPaid).toBeCloseTo(fees, 9)
    expect(trades[0]?.pnl).toBeCloseTo(quantity * -2 - fees, 9)
    expect(equity[3]).toBeCloseTo(1_000 + quantity * -2 - fees, 9)
    expect([...times]).toEqual([hour(1), hour(2), hour(3), hour(4)])
  })

  test('of the last candle comes to nothing, and neither does one that is not looked at', () => {
    const bars = [flat(100), flat(100), flat(100)]
    expect(runBacktest([series(bars, { entries: [2] })], RULES)).toMatchObject({ trades: [], skipped: 0 })
    const warm = runBacktest([{ ...series(bars, { entries: [0] }), from: 1 }], RULES)
    expect(warm).toMatchObject({ trades: [], barsAll: 2 })
    expect([...warm.times]).toEqual([hour(2), hour(3)])
  })

  test('that is not known buys nothing', () => {
    const one = series([flat(100), flat(100), flat(100)])
    expect(runBacktest([{ ...one, entry: one.entry.map(() => Number.NaN) }], RULES).trades).toEqual([])
  })

  test('to sell wins over one to buy more', () => {
    const { trades } = runBacktest([series([flat(100), flat(100), flat(100), flat(100)], { entries: [0, 1], exits: [1] })], {
      ...RULES,
      entriesMax: 2,
    })
    expect(trades).toMatchObject([{ reason: 'exit', exitAt: hour(2) }])
  })
})

describe('a level', () => {
  const stop = { kind: 'share', share: 0.1 } as const
  const target = { kind: 'share', share: 0.1 } as const
  const second = (bar: Prices): Prices[] => [flat(100), flat(100), bar, flat(100)]

  test.each([
    ['a stop that is touched slips', [100, 101, 90, 95], { reason: 'stop', exitPrice: 89.991 }],
    ['a stop that is jumped over fills at the open', [80, 85, 70, 82], { reason: 'stop', exitPrice: 79.2 }],
    ['a target that is traded through does not slip', [100, 112, 99, 100], { reason: 'target', exitPrice: 111.1 }],
    ['a target that is only touched does not fill', [100, 111.1, 99, 100], { reason: 'end', exitPrice: 99 }],
    ['a target that is jumped over fills at the open', [120, 130, 60, 100], { reason: 'target', exitPrice: 120, ambiguous: false }],
    ['both in a candle is the stop', [100, 115, 85, 100], { reason: 'stop', ambiguous: true }],
  ] as const)('%s', (_, bar, expected) => {
    const { reason, exitPrice, ...rest } = { exitPrice: undefined, ...expected }
    const [trade] = runBacktest([series(second(bar))], { ...RULES, slippage: 0.01, stop, target }).trades
    expect(trade).toMatchObject({ reason, ...rest })
    if (exitPrice !== undefined) expect(trade?.exitPrice).toBeCloseTo(exitPrice, 9)
  })

  test('of both in a candle is the target where one asks how good it may have been', () => {
    const { trades } = runBacktest([series(second([100, 115, 85, 100]))], { ...RULES, stop, target, ambiguous: 'target' })
    expect(trades).toMatchObject([{ reason: 'target', ambiguous: true }])
    expect(trades[0]?.exitPrice).toBeCloseTo(110, 9)
  })

  test('can be reached in the candle of the entry', () => {
    expect(runBacktest([series([flat(100), [100, 101, 80, 100]])], { ...RULES, stop }).trades).toMatchObject([
      { reason: 'stop', exitPrice: 90, entryAt: hour(1), exitAt: hour(1), bars: 0, risk: 50 },
    ])
  })

  test('that trails follows the highs of closed candles only', () => {
    const bars: Prices[] = [flat(100), [100, 120, 99, 118], [118, 140, 107, 130], [130, 131, 125, 126]]
    const { trades } = runBacktest([series(bars)], { ...RULES, trail: 0.1 })
    expect(trades).toMatchObject([{ reason: 'trail', exitPrice: 108, exitAt: hour(2) }])
  })

  test('is measured from the mean of the entries', () => {
    const bars: Prices[] = [flat(100), [100, 100, 85, 85], flat(85), [85, 85, 70, 75]]
    const rules: BacktestRules = { ...RULES, size: { kind: 'money', money: 240 }, entriesMax: 2, stop: { kind: 'share', share: 0.2 } }
    const { trades } = runBacktest([series(bars, { entries: [0, 1] })], rules)
    const mean = 480 / (2.4 + Math.floor((240 / 85) * 1e8) / 1e8)
    expect(trades).toHaveLength(1)
    expect(trades[0]?.entryPrice).toBeCloseTo(mean, 6)
    expect(trades[0]?.exitPrice).toBeCloseTo(mean * 0.8, 6)
  })

  test('that is unknown, or on the wrong side of the price, keeps an entry from being made', () => {
    const one = series([flat(100), flat(100), flat(100)])
    const rules: BacktestRules = { ...RULES, stop: { kind: 'column' } }
    for (const price of [Number.NaN, 100, 101])
      expect(runBacktest([{ ...one, stop: one.entry.map(() => price) }], rules)).toMatchObject({ trades: [], skipped: 1 })
    expect(runBacktest([{ ...one, stop: one.entry.map(() => 99) }], rules)).toMatchObject({ trades: [{ risk: 5 }], skipped: 0 })
    expect(runBacktest([{ ...one, target: one.entry.map(() => 100) }], { ...RULES, target: { kind: 'column' } }).skipped).toBe(1)
  })
})

describe('time', () => {
  test('is up after so many candles, at the open', () => {
    const bars = [100, 100, 100, 100, 100, 100].map(flat)
    const { trades, barsHeld } = runBacktest([series(bars)], { ...RULES, holdBars: 2 })
    expect(trades).toMatchObject([{ reason: 'time', entryAt: hour(1), exitAt: hour(3), bars: 2 }])
    expect(barsHeld).toBe(3)
  })

  test('to cool down keeps entries away', () => {
    const bars = Array.from({ length: 9 }, () => flat(100))
    const always = series(bars, { entries: [0, 1, 2, 3, 4, 5, 6, 7, 8] })
    const entries = (coolDownBars: number) =>
      runBacktest([always], { ...RULES, holdBars: 1, coolDownBars }).trades.map(({ entryAt }) => (entryAt - START) / HOUR_MS)
    expect(entries(0)).toEqual([1, 3, 5, 7])
    expect(entries(2)).toEqual([1, 5])
  })
})

describe('a size', () => {
  const bought = (rules: Partial<BacktestRules>) => {
    const { trades, skipped } = runBacktest([series([flat(100), flat(100), flat(100)])], { ...RULES, ...rules })
    return skipped > 0 ? 'skipped' : trades[0]?.quantity
  }

  test.each([
    ['a share of the equity', { size: { kind: 'share', share: 0.25 } }, 2.5],
    ['money', { size: { kind: 'money', money: 123 } }, 1.23],
    ['what is lost at the stop', { size: { kind: 'risk', share: 0.01 }, stop: { kind: 'share', share: 0.02 } }, 5],
    ['all that the cash pays, fee included', { size: { kind: 'money', money: 5_000 }, fee: 0.25 }, 8],
    ['a risk without a stop', { size: { kind: 'risk', share: 0.01 } }, 'skipped'],
    ['less than the minimum', { size: { kind: 'money', money: 9 }, minimumCost: 10 }, 'skipped'],
  ] as const)('by %s', (_, rules, expected) => {
    expect(bought(rules)).toBe(expected)
  })

  test('grows with the equity, or stays', () => {
    const bars = [flat(100), flat(100), flat(200), flat(200), flat(200)]
    const quantities = (growth: BacktestRules['growth']) =>
      runBacktest([series(bars, { entries: [0, 2, 3], exits: [1] })], { ...RULES, growth }).trades.map(({ quantity }) => quantity)
    expect(quantities('compound')).toEqual([5, 3.75])
    expect(quantities('fixed')).toEqual([5, 2.5])
  })
})

describe('several markets', () => {
  test('share the cash in their order', () => {
    const bars = [flat(100), flat(100), flat(100)]
    const rules: BacktestRules = { ...RULES, size: { kind: 'share', share: 0.75 } }
    const { trades } = runBacktest([series(bars, { marketId: 'b' }), series(bars, { marketId: 'a' })], rules)
    expect(trades.map(({ marketId, quantity }) => [marketId, quantity])).toEqual([
      ['b', 7.5],
      ['a', 2.5],
    ])
  })

  test('have what is sold at an open for what is bought at it, but not what a stop brings later in the candle', () => {
    const calm = [100, 100, 100, 100].map(flat)
    const rules: BacktestRules = { ...RULES, size: { kind: 'share', share: 1 }, minimumCost: 1, stop: { kind: 'share', share: 0.1 } }
    const late = series(calm, { marketId: 'late', entries: [1] })
    const sold = runBacktest([late, series(calm, { marketId: 'early', exits: [1] })], rules)
    expect(sold.trades.map(({ marketId }) => marketId)).toEqual(['early', 'late'])
    const stopped = runBacktest([late, series([flat(100), flat(100), [100, 100, 80, 80], flat(80)], { marketId: 'early' })], rules)
    expect(stopped).toMatchObject({ trades: [{ marketId: 'early', reason: 'stop' }], skipped: 1 })
  })
})

test('nothing to walk over comes to nothing', () => {
  for (const none of [[], [series([])], [{ ...series([flat(1)]), from: 5 }]]) {
    const { equity, times, trades, barsAll } = runBacktest(none, RULES)
    expect([equity.length, times.length, trades.length, barsAll]).toEqual([0, 0, 0, 0])
  }
})

describe('always', () => {
  test('every trade is that of the plain engine', () => {
    fc.assert(
      fc.property(someMarkets, someRules, (markets, rules) => {
        const fast = runBacktest(markets, rules)
        const plain = plainBacktest(markets, rules)
        expect(fast.trades.map(rounded)).toEqual(plain.trades.map(rounded))
        expect([...fast.equity].map(near)).toEqual(plain.equity.map(near))
        expect([...fast.times]).toEqual(plain.opens.map((open) => open + HOUR_MS))
        expect([fast.barsHeld, fast.skipped]).toEqual([plain.barsHeld, plain.skipped])
      }),
    )
  })

  test('later candles change nothing that was before them', () => {
    fc.assert(
      fc.property(someSeries, someSeries, someRules, fc.integer({ min: 1, max: 40 }), (one, other, rules, cut) => {
        const short = runBacktest([cutOff(one, cut)], rules)
        const long = runBacktest([continued(one, other, cut)], rules)
        const closed = short.trades.filter(({ reason }) => reason !== 'end')
        expect(long.trades.slice(0, closed.length)).toEqual(closed)
        expect([...long.equity.slice(0, Math.max(0, short.equity.length - 1))]).toEqual([...short.equity.slice(0, -1)])
      }),
    )
  })

  test('the books balance', () => {
    fc.assert(
      fc.property(someMarkets, someRules, (markets, rules) => {
        const { trades, equity, feesPaid } = runBacktest(markets, rules)
        const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
        const last = equity.at(-1) ?? rules.cash
        expect(last).toBeCloseTo(rules.cash + sum(trades.map(({ pnl }) => pnl)), 6)
        expect(feesPaid).toBeCloseTo(sum(trades.map(({ fees }) => fees)), 6)
        expect([...equity].every((each) => Number.isFinite(each) && each > 0)).toBe(true)
        expect(trades.every(({ entryAt, exitAt, quantity }) => entryAt <= exitAt && quantity > 0)).toBe(true)
      }),
    )
  })

  test('prices in another unit change no return', () => {
    fc.assert(
      fc.property(someSeries, someRules, (one, rules) => {
        const returns = (times: number): number[] => {
          const money = { ...rules, entriesMax: 1, minimumCost: 0, size: { kind: 'share', share: 0.5 } } as const
          return runBacktest([scaled(one, times)], money).trades.map(({ pnl, entryPrice, quantity }) => 1 + pnl / entryPrice / quantity)
        }
        expect(returns(2 ** -6).map(near)).toEqual(returns(1).map(near))
      }),
    )
  })

  test('costs only hurt', () => {
    fc.assert(
      fc.property(someSeries, fc.constantFrom('fee', 'slippage'), (one, cost) => {
        const left = (share: number): number => runBacktest([one], { ...RULES, holdBars: 3, [cost]: share }).equity.at(-1) ?? 0
        expect(left(0.002)).toBeLessThanOrEqual(left(0.001))
        expect(left(0.001)).toBeLessThanOrEqual(left(0))
      }),
    )
  })

  test('a candle that touched both is no better as a stop than as a target', () => {
    fc.assert(
      fc.property(someSeries, someRules, (one, rules) => {
        const first = (ambiguous: BacktestRules['ambiguous']) => runBacktest([one], { ...rules, ambiguous }).trades[0]
        const [low, high] = [first('stop'), first('target')]
        expect(low?.exitAt).toBe(high?.exitAt)
        if (low !== undefined && high !== undefined) expect(low.pnl).toBeLessThanOrEqual(high.pnl)
      }),
    )
  })
})

function near(value: number): number {
  return Number(value.toPrecision(9))
}

function rounded<Trade extends object>(trade: Trade): object {
  return Object.fromEntries(Object.entries(trade).map(([name, value]) => [name, typeof value === 'number' ? near(value) + 0 : value]))
}

const COLUMNS = ['entry', 'exit', 'stop', 'target', 'range'] as const

function withColumns(
  one: BacktestSeries,
  candles: BacktestSeries['candles'],
  column: (values: Float64Array, name: (typeof COLUMNS)[number]) => Float64Array,
): BacktestSeries {
  const columns = COLUMNS.flatMap((name) => {
    const values = one[name]
    return values === undefined ? [] : [[name, column(values, name)]]
  })
  return { ...one, candles, ...Object.fromEntries(columns) }
}

function cutOff(one: BacktestSeries, end: number): BacktestSeries {
  return withColumns(one, sliceCandles(one.candles, 0, end), (values) => values.subarray(0, end))
}

/** The same up to `cut`; from there on candles and columns of another one. */
function continued(one: BacktestSeries, other: BacktestSeries, cut: number): BacktestSeries {
  const joined = (values: Float64Array, more: Float64Array | undefined): Float64Array =>
    values.map((value, index) => (index < cut ? value : (more?.[index] ?? value)))
  const { time } = one.candles
  const candles = makeCandles('1h', (name) => (name === 'time' ? time : joined(one.candles[name], other.candles[name])))
  return withColumns(one, candles, (values, name) => joined(values, other[name]))
}

function scaled(one: BacktestSeries, times: number): BacktestSeries {
  const candles = makeCandles('1h', (name) =>
    one.candles[name].map((value) => (name === 'time' || name === 'volume' ? value : value * times)),
  )
  return withColumns(one, candles, (values, name) => (name === 'entry' || name === 'exit' ? values : values.map((value) => value * times)))
}
