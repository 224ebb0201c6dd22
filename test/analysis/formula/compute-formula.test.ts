import { describe, expect, test } from 'vitest'
import { computeFormula } from '../../../src/analysis/formula/compute-formula.ts'
import { type FormulaData, frameKey, type OutsideSeries, outsideKey } from '../../../src/analysis/formula/formula-data.ts'
import type { FormulaNode } from '../../../src/analysis/formula/formula-node.ts'
import { type Candles, candlesFrom } from '../../../src/basics/candles.ts'
import { HOUR_MS, lengthOf, nextOpen, type Timeframe } from '../../../src/basics/timeframe.ts'
import { ago, call, held, not, num, of, on, op, other, over } from './some-nodes.ts'

const START = Date.UTC(2026, 10, 2)
const X = Number.NaN

/** Candles with these closes, one after another; a missing one is a gap. */
function closes(values: readonly (number | undefined)[], timeframe: Timeframe = '1h', start = START): Candles {
  let time = start
  const rows = values.flatMap((close) => {
    const opened = time
    time = nextOpen(timeframe, opened)
    return close === undefined ? [] : [{ time: opened, open: close, high: close + 1, low: close - 1, close, volume: 10 }]
  })
  return candlesFrom(timeframe, rows)
}

interface Besides {
  readonly frames?: Readonly<Record<string, Candles>>
  readonly outside?: Readonly<Record<string, OutsideSeries>>
}

const dataOf = (candles: Candles, { frames = {}, outside = {} }: Besides = {}): FormulaData => ({
  candles,
  frames: new Map(Object.entries(frames)),
  outside: new Map(Object.entries(outside)),
})
const ask = (root: FormulaNode, candles: Candles, besides?: Besides): number[] => [...computeFormula({ root }, dataOf(candles, besides))]

const UNKNOWN = op(num(0), '/', num(0))
const [YES, NO] = [op(num(1), '==', num(1)), op(num(1), '==', num(2))]
const one = (root: FormulaNode): number | undefined => ask(root, closes([100]))[0]

describe('what it says of one bar', () => {
  test.each([
    [op(num(7), '+', num(2)), 9],
    [op(num(7), '-', num(2)), 5],
    [op(num(7), '*', num(2)), 14],
    [op(num(7), '/', num(2)), 3.5],
    [op(num(7), '^', num(2)), 49],
    [{ kind: 'negative', of: num(7) } as const, -7],
    [of('hlc3'), 100],
    [call('max', of('high'), num(3)), 101],
    [call('abs', num(-3)), 3],
    [call('sqrt', num(9)), 3],
    [call('log', num(1)), 0],
  ])('case %#', (root, value) => {
    expect(one(root)).toBe(value)
  })

  test.each([
    ['a division by nothing', op(num(1), '/', num(0))],
    ['the root of a negative number', call('sqrt', num(-1))],
    ['the logarithm of nothing', call('log', num(0))],
    ['what is too large to be a number', op(num(10), '^', num(400))],
  ])('%s is unknown, and so is whether it is more than something', (_, root) => {
    expect(one(root)).toBeNaN()
    expect(one(op(root, '>', num(5)))).toBeNaN()
    expect(one(op(root, '!=', num(5)))).toBeNaN()
  })

  test('unknowns go through logic as Kleene has them', () => {
    const table = [YES, NO, UNKNOWN].map((left) =>
      [YES, NO, UNKNOWN].flatMap((right) => [one(op(left, 'and', right)), one(op(left, 'or', right))]),
    )
    expect(table).toEqual([
      [1, 1, 0, 1, X, 1],
      [0, 1, 0, 0, 0, X],
      [X, 1, 0, X, X, X],
    ])
    expect([YES, NO, UNKNOWN].map((each) => one(not(each)))).toEqual([0, 1, X])
  })
})

describe('bars before', () => {
  const walk = closes([5, 4, 6, 6, 3, 7, 8, 9])

  test('counts bars back, and knows nothing of before the first', () => {
    expect(ask(ago(of('close'), 2), walk)).toEqual([X, X, 5, 4, 6, 6, 3, 7])
    expect(ask(ago(of('close'), 20), walk)).toEqual(Array.from(walk.time, () => X))
    expect(ask(ago(of('close'), 0), walk)).toEqual([...walk.close])
  })

  test('a crossing needs both sides: above now, and not above before', () => {
    expect(ask(op(of('close'), 'crosses above', num(5)), walk)).toEqual([0, 0, 1, 0, 0, 1, 0, 0])
    expect(ask(op(of('close'), 'crosses below', num(5)), walk)).toEqual([0, 1, 0, 0, 1, 0, 0, 0])
    expect(ask(op(of('close'), 'crosses', num(5)), walk)).toEqual([0, 1, 1, 0, 1, 1, 0, 0])
    expect(ask(op(of('close'), 'crosses above', num(4)), walk)[0]).toBeNaN()
  })

  test('the functions of crossing are the crossings', () => {
    const names = [
      ['cross', 'crosses'],
      ['crossover', 'crosses above'],
      ['crossunder', 'crosses below'],
    ] as const
    for (const [name, operator] of names)
      for (const level of [4, 5, 6, 7]) {
        expect(ask(call(name, of('close'), num(level)), walk)).toEqual(ask(op(of('close'), operator, num(level)), walk))
        expect(ask(held(call(name, of('close'), num(level)), 2), walk)).toEqual(ask(held(op(of('close'), operator, num(level)), 2), walk))
      }
  })

  test('a condition that held for so many bars', () => {
    expect(ask(held(op(of('close'), '>', num(4)), 2), walk)).toEqual([X, 0, 0, 1, 0, 0, 1, 1])
  })

  test('a crossing for n bars happened n - 1 bars ago and stayed', () => {
    expect(ask(held(op(of('close'), 'crosses above', num(5)), 2), walk)).toEqual([0, 0, 0, 1, 0, 0, 1, 0])
    expect(ask(held(op(of('close'), 'crosses above', num(5)), 3), walk)).toEqual([0, 0, 0, 0, 0, 0, 0, 1])
    expect(ask(held(op(of('close'), 'crosses', num(5)), 2), walk)).toEqual([0, 0, 0, 1, 0, 0, 1, 0])
  })

  test('an unknown among the bars makes it unknown, unless a no is among them', () => {
    const gap = op(op(num(1), '/', op(of('close'), '-', num(6))), '<', num(9))
    expect(ask(gap, walk)).toEqual([1, 1, X, X, 1, 1, 1, 1])
    expect(ask(held(gap, 2), walk)).toEqual([X, 1, X, X, X, 1, 1, 1])
    expect(ask(held(op(gap, 'and', op(of('close'), '>', num(3))), 2), walk)).toEqual([X, 1, X, X, 0, 0, 1, 1])
  })
})

describe('another timeframe', () => {
  const hours = closes(Array.from({ length: 10 }, (_, index) => index))
  const four = closes([40, 80, 120], '4h')
  const frames = { [frameKey({ market: undefined, timeframe: '4h' })]: four }

  test('counts from its close, never before', () => {
    expect(ask(on(of('close'), '4h'), hours, { frames })).toEqual([X, X, X, 40, 40, 40, 40, 80, 80, 80])
  })

  test('[n] counts the bars of where it stands', () => {
    expect(ask(on(ago(of('close'), 1), '4h'), hours, { frames })).toEqual([X, X, X, X, X, X, X, 40, 40, 40])
    expect(ask(ago(on(of('close'), '4h'), 1), hours, { frames })).toEqual([X, X, X, X, 40, 40, 40, 40, 80, 80])
  })

  test('its own timeframe is the plain value', () => {
    expect(ask(on(ago(of('close'), 1), '1h'), hours)).toEqual(ask(ago(of('close'), 1), hours))
  })

  test('a finer one gives its last candle by then', () => {
    const quarters = closes([1, 2, 3, 4, 5, 6, 7], '15m')
    const finer = { [frameKey({ market: undefined, timeframe: '15m' })]: quarters }
    expect(ask(on(of('close'), '15m'), closes([0, 0, 0]), { frames: finer })).toEqual([4, 7, 7])
  })

  test('months have their real ends', () => {
    const february = Date.UTC(2026, 1, 1)
    const days = closes(
      Array.from({ length: 60 }, (_, index) => index),
      '1d',
      february,
    )
    const months = { [frameKey({ market: undefined, timeframe: '1M' })]: closes([2, 3], '1M', february) }
    const seen = ask(on(of('close'), '1M'), days, { frames: months })
    expect(seen.slice(26, 29)).toEqual([X, 2, 2])
    expect(seen.slice(57, 60)).toEqual([2, 3, 3])
  })

  test('a timeframe that nobody has is unknown', () => {
    expect(ask(on(of('close'), '1d'), hours)).toEqual(Array.from({ length: 10 }, () => X))
  })
})

describe('other markets', () => {
  const key = frameKey({ market: 'eth', timeframe: '1h' })

  test('give their candle of the same time; where they have none they are unknown', () => {
    const eth = closes([undefined, 11, undefined, 13, 14, 15])
    expect(ask(other('eth'), closes([1, 2, 3, 4]), { frames: { [key]: eth } })).toEqual([X, 11, X, 13])
    expect(ask(other('eth'), closes([1, undefined, 3, 4]), { frames: { [key]: eth } })).toEqual([X, X, 13])
    expect(ask(other('eth'), closes([1, 2]))).toEqual([X, X])
  })

  test('stand on another timeframe like their own candles', () => {
    const frames = {
      [frameKey({ market: undefined, timeframe: '4h' })]: closes([1, 2], '4h'),
      [frameKey({ market: 'eth', timeframe: '4h' })]: closes([21, 22], '4h'),
    }
    expect(ask(on(op(other('eth'), '/', of('close')), '4h'), closes([0, 0, 0, 0, 0, 0, 0, 0]), { frames })).toEqual([
      X,
      X,
      X,
      21,
      21,
      21,
      21,
      11,
    ])
  })
})

describe('what comes from outside', () => {
  const sentiment = call('sentiment', { kind: 'asset', asset: 'btc' })

  test('counts from when it was known', () => {
    const series = { knownAt: Float64Array.of(START + 1.5 * HOUR_MS, START + 3 * HOUR_MS), value: Float64Array.of(60, 70) }
    const outside = { [outsideKey({ name: 'sentiment', asset: 'btc' })]: series }
    expect(ask(sentiment, closes([0, 0, 0, 0]), { outside })).toEqual([X, 60, 70, 70])
  })

  test('is unknown while nobody gives it', () => {
    expect(ask(sentiment, closes([0, 0]))).toEqual([X, X])
    expect(ask(call('fear_greed'), closes([0, 0]))).toEqual([X, X])
    expect(ask(call('funding'), closes([0, 0]))).toEqual([X, X])
  })
})

describe('windows in time', () => {
  const gaps = closes([10, 11, undefined, undefined, 20, 22, 33])
  const hours = (count: number) => over(`${count}h`, count * lengthOf('1h'))

  test('a change over a stretch of time takes the last bar that closed by its beginning', () => {
    expect(ask(call('change', of('close'), hours(2)), gaps)).toEqual([X, X, 20 / 11 - 1, 22 / 11 - 1, 33 / 20 - 1])
    expect(ask(call('change', of('close'), 2), gaps)).toEqual([X, X, 20 / 10 - 1, 22 / 11 - 1, 33 / 20 - 1])
  })

  test('the highest of a stretch of time leaves out what closed before it', () => {
    const falling = closes([10, 9, undefined, undefined, 5, 6, 4])
    expect(ask(call('highest', of('close'), hours(3)), falling)).toEqual([X, X, 5, 6, 6])
    expect(ask(call('lowest', of('close'), hours(3)), falling)).toEqual([X, X, 5, 5, 4])
    expect(ask(call('highest', of('close'), 3), falling)).toEqual([X, X, 10, 9, 6])
  })

  test('must be whole candles', () => {
    expect(() => ask(call('change', of('close'), over('90m', 1.5 * HOUR_MS)), gaps)).toThrow(
      /90m in change.* no whole number of candles of 1h/,
    )
    expect(() => ask(call('change', of('close'), over('15m', HOUR_MS / 4)), gaps)).toThrow(/15m in change.* is shorter than a candle of 1h/)
    expect(() => ask(on(call('change', of('close'), hours(2)), '4h'), gaps)).toThrow(/shorter than a candle of 4h/)
  })
})

describe('columns that are kept', () => {
  test('give the same answers, and what was computed once is not computed again', () => {
    const kept = new Map<string, Float64Array>()
    const hours = closes(Array.from({ length: 60 }, (_, index) => 100 + 10 * Math.sin(index / 3)))
    const [fast, slow] = [call('ema', of('close'), 5), call('ema', of('close'), 9)]
    const asked = [
      op(fast, 'crosses above', slow),
      op(fast, '>', slow),
      op(op(fast, '-', slow), '*', op(fast, '-', slow)),
      fast,
      not(op(fast, '>', slow)),
    ]
    for (const root of asked) {
      const columns = [...kept.values()].map((column) => [...column])
      expect(computeFormula({ root }, dataOf(hours), kept)).toEqual(computeFormula({ root }, dataOf(hours)))
      expect([...kept.values()].slice(0, columns.length).map((column) => [...column])).toEqual(columns)
    }
    // Two averages and four answers beside them.
    expect(kept.size).toBe(6)
    const words = JSON.stringify(op(fast, '>', slow))
    const answer = Float64Array.of(7)
    kept.set(words, answer)
    expect(computeFormula({ root: op(fast, '>', slow) }, dataOf(hours), kept)).toBe(answer)
  })

  test('hold what stands on other timeframes', () => {
    const kept = new Map<string, Float64Array>()
    const hours = closes(Array.from({ length: 10 }, (_, index) => index))
    const frames = { [frameKey({ market: undefined, timeframe: '4h' })]: closes([40, 80, 120], '4h') }
    const four = on(of('close'), '4h')
    for (const root of [op(four, '>', num(50)), op(four, '<', num(50))])
      expect(computeFormula({ root }, dataOf(hours, { frames }), kept)).toEqual(computeFormula({ root }, dataOf(hours, { frames })))
    expect(kept.size).toBe(3)
  })
})
