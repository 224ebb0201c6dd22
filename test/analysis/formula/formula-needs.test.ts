import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { computeFormula } from '../../../src/analysis/formula/compute-formula.ts'
import { type FormulaData, type FormulaNeeds, frameKey } from '../../../src/analysis/formula/formula-data.ts'
import { FORMULA_FUNCTIONS } from '../../../src/analysis/formula/formula-functions.ts'
import { formulaNeeds } from '../../../src/analysis/formula/formula-needs.ts'
import type { FormulaNode } from '../../../src/analysis/formula/formula-node.ts'
import { OUTSIDE_FUNCTIONS } from '../../../src/analysis/formula/outside-functions.ts'
import { type Candles, sliceCandles } from '../../../src/basics/candles.ts'
import { HOUR_MS, nextOpen } from '../../../src/basics/timeframe.ts'
import { someCall } from './some-formula.ts'
import { dataOf } from './some-formula-data.ts'
import { ago, call, held, num, of, on, op, other, over } from './some-nodes.ts'

const SMA = (bars: number): FormulaNode => call('highest', of('close'), bars)
const needsOf = (root: FormulaNode): FormulaNeeds => formulaNeeds({ root }, '1h')

describe('the bars before', () => {
  test.each([
    [of('close'), 0],
    [ago(of('close'), 3), 3],
    [SMA(20), 19],
    [ago(SMA(20), 3), 22],
    [op(SMA(20), '>', ago(of('close'), 30)), 30],
    [call('highest', SMA(20), 5), 23],
    [held(op(SMA(20), '>', num(3)), 4), 22],
    [op(of('close'), 'crosses above', SMA(20)), 20],
    [held(op(of('close'), 'crosses above', SMA(20)), 4), 23],
    [call('change', of('close'), over('1d', 24 * HOUR_MS)), 24],
  ])('case %#', (root, bars) => {
    expect(needsOf(root)).toEqual({ warmUp: bars, history: bars, frames: [], outside: [] })
  })

  test('another timeframe needs its own, and those that earlier bars look at', () => {
    expect(needsOf(on(SMA(20), '4h'))).toEqual({
      warmUp: 0,
      history: 0,
      frames: [{ market: undefined, timeframe: '4h', bars: 20 }],
      outside: [],
    })
    expect(needsOf(ago(on(SMA(20), '4h'), 9)).frames).toEqual([{ market: undefined, timeframe: '4h', bars: 23 }])
    expect(needsOf(ago(on(SMA(20), '15m'), 2)).frames).toEqual([{ market: undefined, timeframe: '15m', bars: 28 }])
    expect(needsOf(op(on(SMA(20), '4h'), '>', on(SMA(30), '4h'))).frames).toEqual([{ market: undefined, timeframe: '4h', bars: 30 }])
  })

  test('another market needs what is looked back at it, on each timeframe that it stands on', () => {
    const eth = call('highest', op(other('eth'), '/', of('close')), 10)
    expect(needsOf(op(eth, '>', on(ago(other('eth'), 3), '4h'))).frames).toEqual([
      { market: 'eth', timeframe: '1h', bars: 9 },
      { market: undefined, timeframe: '4h', bars: 4 },
      { market: 'eth', timeframe: '4h', bars: 4 },
    ])
  })

  test('what comes from outside is named once', () => {
    const mood = call('sentiment', { kind: 'asset', asset: 'btc' })
    expect(needsOf(op(op(mood, '>', ago(mood, 1)), 'and', op(call('fear_greed'), '<', num(20)))).outside).toEqual([
      { name: 'sentiment', asset: 'btc' },
      { name: 'fear_greed', asset: undefined },
    ])
  })
})

describe('refuses', () => {
  test('what looks back too far', () => {
    expect(() => needsOf(ago(ago(of('close'), 4000), 1001))).toThrow(/looks back 5,001 candles; 5,000 is the most/)
    expect(() => needsOf(on(ago(ago(of('close'), 4000), 1001), '4h'))).toThrow(/5,001/)
    expect(() => needsOf(ago(on(of('close'), '1m'), 100))).toThrow(/6,001/)
  })

  test('a stretch of time that is no whole number of candles', () => {
    expect(() => needsOf(call('change', of('close'), over('90m', 1.5 * HOUR_MS)))).toThrow(/no whole number of candles of 1h/)
  })
})

const BARS = 900
/** Made once: it is the formulas that differ. */
const histories = [1, 2, 3].map((seed) => dataOf({ seed, bars: BARS, gaps: 0 }))
const someHistory = fc.nat({ max: histories.length - 1 })
const historyAt = (index: number): FormulaData => histories[index] ?? dataOf({ seed: index, bars: BARS, gaps: 0 })
/** These add up everything since the first candle there is, follow a trend for as long as it lasts, or tell apart what differs by less than a millionth. */
const WITHOUT_END = new Set(['obv', 'ad', 'sar', 'stochrsi_k', 'stochrsi_d'])
/** These wait for something to happen. */
const WAITING = new Set([
  ...OUTSIDE_FUNCTIONS.map(({ name }) => name),
  'barssince',
  'valuewhen',
  'swing_high',
  'swing_low',
  'support',
  'resistance',
])
const names = [...FORMULA_FUNCTIONS.keys()]
/** There are many functions, each with few numbers. */
const FEW = { numRuns: Math.ceil((fc.readConfigureGlobal().numRuns ?? 100) / 10) }

describe('every function', () => {
  test.each(names.filter((name) => !WITHOUT_END.has(name)))('%s says with the bars that it needs what it says with all of them', (name) => {
    fc.assert(
      fc.property(someCall(name), someHistory, fc.integer({ min: 1, max: 60 }), (root, which, before) => {
        const data = historyAt(which)
        const needs = needsOf(root)
        const last = BARS - before
        const all = computeFormula({ root }, data)
        const size = Math.max(...all.map((value) => (Number.isNaN(value) ? 0 : Math.abs(value))))
        const [whole, short] = [all[last] ?? Number.NaN, computeFormula({ root }, lastOf(data, needs, last)).at(-1) ?? Number.NaN]
        const same = Number.isNaN(whole) ? Number.isNaN(short) : Math.abs(short - whole) <= size * 1e-6
        expect(same, `${short} is not ${whole}`).toBe(true)
      }),
      FEW,
    )
  })

  test.each(names.filter((name) => !WAITING.has(name)))('%s knows its first value when its warm-up is over', (name) => {
    fc.assert(
      fc.property(someCall(name), someHistory, (root, which) => {
        const data = historyAt(which)
        const values = computeFormula({ root }, data)
        const first = values.findIndex((value) => !Number.isNaN(value))
        expect(first).toBeLessThanOrEqual(needsOf(root).warmUp)
      }),
      FEW,
    )
  })
})

test('nested formulas, too, say with the bars that they need what they say with all of them', () => {
  const nested = [
    ago(on(call('highest', op(other('eth'), '/', of('close')), 5), '4h'), 7),
    call('highest', op(on(of('close'), '30m'), '-', ago(on(of('low'), '1d'), 3)), 9),
    held(op(call('change', other('eth/btc'), over('2h', 2 * HOUR_MS)), 'crosses above', on(call('change', of('close'), 3), '30m')), 3),
  ]
  fc.assert(
    fc.property(fc.constantFrom(...nested), someHistory, fc.nat({ max: 60 }), (root, which, before) => {
      const data = historyAt(which)
      const last = BARS - 1 - before
      const all = computeFormula({ root }, data)[last] ?? Number.NaN
      expect(all).not.toBeNaN()
      expect(computeFormula({ root }, lastOf(data, needsOf(root), last)).at(-1)).toBeCloseTo(all, 9)
    }),
  )
})

/** The bar at this index with what a formula needs before it, and no more. */
function lastOf(data: FormulaData, { history, frames }: FormulaNeeds, last: number): FormulaData {
  const close = nextOpen('1h', data.candles.time[last] ?? Number.NaN)
  const until = (candles: Candles, bars: number): Candles => {
    const end = candles.time.filter((time) => nextOpen(candles.timeframe, time) <= close).length
    return sliceCandles(candles, Math.max(0, end - 1 - bars), end)
  }
  const needed = frames.flatMap((need) => {
    const candles = data.frames.get(frameKey(need))
    return candles === undefined ? [] : [[frameKey(need), until(candles, need.bars)] as const]
  })
  return { candles: until(data.candles, history), frames: new Map(needed), outside: data.outside }
}
