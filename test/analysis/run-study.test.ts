import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runStudy } from '../../src/analysis/run-study.ts'
import { STUDIES } from '../../src/analysis/studies.ts'
import type { Numbers, StudyDefinition } from '../../src/analysis/study-definition.ts'
import { candleAt, makeCandles } from '../../src/basics/candles.ts'
import { someWalk, walk } from './some-candles.ts'

/** Numbers that fit its arguments: the usual ones, or small ones, so that short walks get past their warm-up. */
const someNumbers = ({ args }: StudyDefinition): fc.Arbitrary<Numbers> =>
  fc.record(
    Object.fromEntries(
      Object.entries(args).map(([name, { usual, least, whole }]) => [
        name,
        whole ? fc.oneof(fc.constant(usual), fc.integer({ min: least, max: least + 8 })) : fc.constant(usual),
      ]),
    ),
  )

/** Stretches in which a walk stands still. */
const someStill = fc.array(fc.record({ from: fc.nat({ max: 200 }), bars: fc.integer({ min: 1, max: 40 }) }), { maxLength: 3 })

/** Walks in which all prices stay what they were for whole stretches, and nothing is traded. */
const someMarket = fc.tuple(someWalk({ most: 200 }), someStill).map(([candles, stills]) => {
  const still = (index: number): number | undefined => stills.find(({ from, bars }) => index > from && index < from + bars)?.from
  return makeCandles(candles.timeframe, (name) =>
    candles[name].map((value, index) => {
      const from = still(index)
      if (from === undefined || name === 'time') return value
      return name === 'volume' ? 0 : (candles.close[from] ?? value)
    }),
  )
})

/** What may be unknown in a series: its beginning, and single values in it. */
const someGaps = fc.record({ leading: fc.nat({ max: 12 }), single: fc.uniqueArray(fc.nat({ max: 200 }), { maxLength: 20 }) })

function differences(one: readonly Float64Array[], other: readonly Float64Array[]): string[] {
  return one.flatMap((column, line) =>
    Array.from(column, (value, index) => ({ value, twin: other[line]?.[index], index }))
      .filter(({ value, twin }) => !Object.is(value, twin))
      .map(({ value, twin, index }) => `line ${line}, bar ${index}: ${value} is not ${twin}`),
  )
}

describe.each(STUDIES.map((definition) => [definition.name, definition] as const))('%s', (_, definition) => {
  it('gives the same over whole columns as bar by bar, to the last bit', () => {
    fc.assert(
      fc.property(someMarket, someNumbers(definition), someGaps, (candles, numbers, { leading, single }) => {
        const gap = (index: number): boolean => definition.source && (index < leading || single.includes(index))
        for (const unknown of [() => false, (index: number) => definition.source && index < leading, gap]) {
          const source = candles.close.map((value, index) => (unknown(index) ? Number.NaN : value))
          const run = runStudy(definition.start(numbers), { candles, source })
          expect(differences(definition.compute({ candles, source }, numbers), run)).toEqual([])
        }
      }),
    )
  })

  if (!definition.source) return
  it('goes on after an unknown value as if that bar had not been', () => {
    const candles = walk({ seed: definition.name, count: 160 })
    const numbers = Object.fromEntries(Object.entries(definition.args).map(([name, { usual }]) => [name, usual]))
    const [whole, interrupted] = [definition.start(numbers), definition.start(numbers)]
    for (const [index, close] of candles.close.entries()) {
      const candle = candleAt(candles, index)
      if (candle === undefined) continue
      if (index % 7 === 3) {
        interrupted.next(candle, Number.NaN)
        expect(interrupted.out.every(Number.isNaN)).toBe(true)
      }
      whole.next(candle, close)
      interrupted.next(candle, close)
      expect(interrupted.out).toEqual(whole.out)
    }
  })
})

it('gives the columns of a run that was told nothing yet', () => {
  const candles = walk({ seed: 1, count: 3 })
  const out = new Float64Array(2)
  const seen: number[] = []
  const columns = runStudy(
    {
      out,
      next({ time, volume }, source) {
        seen.push(time)
        out.set([volume, source])
      },
    },
    { candles, source: Float64Array.of(7, 8, 9) },
  )
  expect(seen).toEqual([...candles.time])
  expect(columns).toEqual([candles.volume, Float64Array.of(7, 8, 9)])
})
