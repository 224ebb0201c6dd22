import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CANDLESTICKS } from '../../src/analysis/candlesticks/candlestick-list.ts'
import { findPatterns, startPatterns } from '../../src/analysis/find-patterns.ts'
import { type Finding, type FindingKind, STRUCTURES } from '../../src/analysis/finding.ts'
import { type Candle, type Candles, candleAt, candlesFrom, makeCandles, sliceCandles } from '../../src/basics/candles.ts'
import { candlesOf } from './planted-candles.ts'
import { someWalk, walk } from './some-candles.ts'

/** Prices of a few values only, so that ties are everywhere, and candles that do not move at all. */
const coarseWalk = someWalk({ most: 250 }).map((candles) => {
  const [first = 1] = candles.open
  const round = (price: number): number => first * (1 + Math.round((price / first - 1) * 20) / 20)
  return makeCandles(candles.timeframe, (name) => (name === 'time' || name === 'volume' ? candles[name] : candles[name].map(round)))
})
const anyWalk = fc.oneof(someWalk({ most: 250 }), coarseWalk)
const rowsOf = (candles: Candles): Candle[] =>
  Array.from(candles.time, (_, index) => candleAt(candles, index)).filter((each) => each !== undefined)

/** What is known of a finding from the start. */
const born = ({ state: _, endedAt: __, ...rest }: Finding): Omit<Finding, 'state' | 'endedAt'> => rest

describe('findings', () => {
  it('are known from their last candle, and the same whatever comes later', () => {
    fc.assert(
      fc.property(anyWalk, fc.double({ min: 0, max: 1, noNaN: true }), (candles, share) => {
        const cut = Math.floor(candles.time.length * share)
        const [end = Number.POSITIVE_INFINITY] = candles.time.subarray(cut)
        const known = findPatterns(candles).filter(({ last }) => last < end)
        expect(findPatterns(sliceCandles(candles, 0, cut)).map(born)).toEqual(known.map(born))
      }),
    )
  })

  it('end once, and only by a candle after their last', () => {
    fc.assert(
      fc.property(anyWalk, (candles) => {
        const run = startPatterns()
        const ended = new Set<Finding>()
        const all: Finding[] = []
        for (const candle of rowsOf(candles)) {
          const step = run.next(candle)
          for (const finding of step.ended) {
            expect(ended.has(finding)).toBe(false)
            expect(finding.state).not.toBe('active')
            expect(finding.endedAt).toBe(candle.time)
            expect(candle.time).toBeGreaterThan(finding.last)
            ended.add(finding)
          }
          expect(step.found.every(({ state, last }) => state === 'active' && last === candle.time)).toBe(true)
          all.push(...step.found)
        }
        expect(all).toEqual(findPatterns(candles))
        expect(all.filter(({ state }) => state !== 'active')).toHaveLength(ended.size)
        expect(all.every(({ state, endedAt }) => (state === 'active') === (endedAt === undefined))).toBe(true)
      }),
    )
  })

  it('are whole: times in order, levels in order, a strength from 0 to 1, one of a kind', () => {
    fc.assert(
      fc.property(anyWalk, (candles) => {
        const findings = findPatterns(candles)
        for (const { first, last, top, bottom, strength } of findings) {
          expect(first).toBeLessThanOrEqual(last)
          expect(bottom).toBeLessThanOrEqual(top)
          expect(strength >= 0 && strength <= 1).toBe(true)
        }
        const keys = findings.map(({ kind, direction, first, last }) => `${kind} ${direction} ${first} ${last}`)
        expect(new Set(keys).size).toBe(keys.length)
        expect(findings.map(({ last }) => last)).toEqual(findings.map(({ last }) => last).toSorted((a, b) => a - b))
      }),
    )
  })

  it('do not depend on the unit of prices', () => {
    fc.assert(
      fc.property(anyWalk, fc.integer({ min: -20, max: 20 }), (candles, power) => {
        const scaled = makeCandles(candles.timeframe, (name) =>
          name === 'time' || name === 'volume' ? candles[name] : candles[name].map((price) => price * 2 ** power),
        )
        const shape = ({ top: _, bottom: __, ...rest }: Finding): object => rest
        expect(findPatterns(scaled).map(shape)).toEqual(findPatterns(candles).map(shape))
      }),
    )
  })

  it('of the last 300 bars are the same however long before them the candles begin, and none older is active', () => {
    for (const seed of [1, 2, 3]) {
      const candles = walk({ seed, count: 1500 })
      const { time } = candles
      const whole = findPatterns(candles)
      const recent = whole.filter(({ last }) => last >= (time[1200] ?? 0))
      expect(findPatterns(sliceCandles(candles, 900)).filter(({ last }) => last >= (time[1200] ?? 0))).toEqual(recent)
      expect(whole.filter(({ last, state }) => state === 'active' && last < (time[1199] ?? 0))).toEqual([])
    }
  })

  it('come in every kind of structure, and in most candlesticks, somewhere on a long walk', () => {
    const seen = new Set<FindingKind>(findPatterns(walk({ seed: 11, count: 20_000 })).map(({ kind }) => kind))
    expect(STRUCTURES.filter((kind) => !seen.has(kind))).toEqual([])
    expect(CANDLESTICKS.filter((kind) => seen.has(kind)).length).toBeGreaterThan(15)
  })

  it('are none where nothing moves, and none without candles', () => {
    expect(findPatterns(candlesFrom('1h', []))).toEqual([])
    expect(findPatterns(candlesOf(Array.from({ length: 400 }, () => [7, 7, 7, 7])))).toEqual([])
  })
})
