import fc from 'fast-check'
import { expect, test } from 'vitest'
import { computeFormula } from '../../../src/analysis/formula/compute-formula.ts'
import type { FormulaData } from '../../../src/analysis/formula/formula-data.ts'
import type { FormulaNode } from '../../../src/analysis/formula/formula-node.ts'
import { startFormula } from '../../../src/analysis/formula/run-formula.ts'
import { candleAt, sliceCandles } from '../../../src/basics/candles.ts'
import { nextOpen } from '../../../src/basics/timeframe.ts'
import { ASKED_ON, someFormula } from './some-formula.ts'
import { dataOf, joined, someWish } from './some-formula-data.ts'

/** What a run answers that is fed everything in the order in which it happens. */
function answersOf(root: FormulaNode, data: FormulaData): number[] {
  const run = startFormula({ root }, ASKED_ON)
  const events = [
    ...[...data.frames].flatMap(([key, candles]) =>
      Array.from(candles.time, (time, index) => ({
        at: nextOpen(candles.timeframe, time),
        tell: () => run.feed(key, candleAt(candles, index) ?? never()),
      })),
    ),
    ...[...data.outside].flatMap(([key, { knownAt, value }]) =>
      Array.from(knownAt, (at, index) => ({ at, tell: () => run.know(key, at, value[index] ?? never()) })),
    ),
  ].sort((one, other) => one.at - other.at)
  let told = 0
  return Array.from(data.candles.time, (time, index) => {
    const close = nextOpen(ASKED_ON, time)
    for (let event = events[told]; event !== undefined && event.at <= close; event = events[++told]) event.tell()
    return run.next(candleAt(data.candles, index) ?? never())
  })
}

function never(): never {
  throw new Error('There is a candle at every index')
}

test('bar by bar it says what it says over history, bit for bit', () => {
  fc.assert(
    fc.property(someFormula(), someWish(), (root, wish) => {
      const data = dataOf(wish)
      expect(answersOf(root, data)).toEqual([...computeFormula({ root }, data)])
    }),
  )
})

test('what is fed too early waits until it counts', () => {
  fc.assert(
    fc.property(someFormula(), someWish(), (root, wish) => {
      const data = dataOf(wish)
      const run = startFormula({ root }, ASKED_ON)
      for (const [key, candles] of data.frames)
        for (let index = 0; index < candles.time.length; index++) run.feed(key, candleAt(candles, index) ?? never())
      for (const [key, { knownAt, value }] of data.outside)
        for (const [index, at] of knownAt.entries()) run.know(key, at, value[index] ?? never())
      const answers = Array.from(data.candles.time, (_, index) => run.next(candleAt(data.candles, index) ?? never()))
      expect(answers).toEqual([...computeFormula({ root }, data)])
    }),
  )
})

test('what comes later changes nothing that was said before', () => {
  fc.assert(
    fc.property(someFormula(), someWish(), someWish(), fc.nat({ max: 200 }), (root, wish, otherWish, bars) => {
      const [data, otherwise] = [dataOf(wish), dataOf(otherWish)]
      const count = Math.min(bars, data.candles.time.length - 1)
      const until = nextOpen(ASKED_ON, data.candles.time[count] ?? never())
      const before = [...computeFormula({ root }, data)].slice(0, count + 1)
      expect([...computeFormula({ root }, joined(data, otherwise, until))].slice(0, count + 1)).toEqual(before)
      expect([...computeFormula({ root }, cut(data, until))].slice(0, count + 1)).toEqual(before)
    }),
  )
})

/** What was known until then. */
function cut({ candles, frames, outside }: FormulaData, until: number): FormulaData {
  const closed = (from: FormulaData['candles']) =>
    sliceCandles(from, 0, from.time.filter((time) => nextOpen(from.timeframe, time) <= until).length)
  return {
    candles: closed(candles),
    frames: new Map([...frames].map(([key, each]) => [key, closed(each)])),
    outside: new Map(
      [...outside].map(([key, { knownAt, value }]) => {
        const count = knownAt.filter((at) => at <= until).length
        return [key, { knownAt: knownAt.slice(0, count), value: value.slice(0, count) }]
      }),
    ),
  }
}
