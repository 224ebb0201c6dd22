import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Candles, makeCandles } from '../../src/basics/candles.ts'
import { HOUR_MS } from '../../src/basics/timeframe.ts'
import { makeSignals } from '../../src/signals/make-signals.ts'
import { scoreSignal } from '../../src/signals/score-signal.ts'
import { readSeries, type SeriesReading } from '../../src/signals/series-reading.ts'
import type { Signal } from '../../src/signals/signal.ts'
import { beginning, everyNth, knownBy, someReadings } from './some-readings.ts'

const FROM = 220
const seed = fc.integer({ min: 0, max: 1_000_000 })
const RUNS = everyNth(20)

function signalsOf(candles: Candles, higher: readonly SeriesReading[] = [], from = FROM): readonly Signal[] {
  return makeSignals({ marketId: 'binance:BTC/USDT', reading: readSeries(candles), higher, from, open: [] })
}

test('signals never look ahead: what was said by a candle is what is said of it later', () => {
  fc.assert(
    fc.property(seed, fc.integer({ min: FROM + 1, max: 419 }), (start, count) => {
      const { candles, higher } = someReadings(start)
      const now = (candles.time[count - 1] ?? 0) + HOUR_MS
      const then = signalsOf(beginning(candles, count), knownBy(higher, now))
      expect(then).toEqual(signalsOf(candles, higher).filter(({ at }) => at <= now))
    }),
    RUNS,
  )
})

test('signals have levels that can be traded', () => {
  fc.assert(
    fc.property(seed, (start) => {
      const { candles, higher } = someReadings(start)
      const { atr14 } = readSeries(candles)
      for (const { direction, entry, stop, targets, first, last, at, until } of signalsOf(candles, higher)) {
        const side = direction === 'long' ? 1 : -1
        const index = candles.time.indexOf(last)
        const risk = side * (entry - stop)
        const ranges = risk / (atr14[index] ?? 0)
        expect(entry).toBe(candles.close[index])
        expect(ranges).toBeGreaterThanOrEqual(0.5 - 1e-9)
        expect(ranges).toBeLessThanOrEqual(4 + 1e-9)
        const multiples = targets.map((target) => (side * (target - entry)) / risk)
        expect(multiples[0]).toBeGreaterThanOrEqual(1.5 - 1e-9)
        expect(multiples[1] ?? 3).toBeGreaterThanOrEqual(3 - 1e-9)
        expect(multiples[1] ?? 9).toBeGreaterThan(multiples[0] ?? 0)
        expect(Math.min(stop, ...targets)).toBeGreaterThan(0)
        expect(first).toBeLessThanOrEqual(last)
        expect([at, until]).toEqual([last + HOUR_MS, last + 25 * HOUR_MS])
      }
    }),
    RUNS,
  )
})

test('signals have reasons that add up to their confidence', () => {
  fc.assert(
    fc.property(seed, (start) => {
      const { candles, higher } = someReadings(start)
      for (const { parts, confidence } of signalsOf(candles, higher)) {
        expect(parts.map(({ name }) => name)).toEqual(
          expect.arrayContaining(['trend', 'longer timeframes', 'structure', 'room', 'momentum', 'costs']),
        )
        for (const { weight, value, words } of parts) {
          expect(weight).toBeGreaterThan(0)
          expect(Math.abs(value - 0.5)).toBeLessThanOrEqual(0.5)
          expect(words).not.toMatch(/NaN|Infinity|undefined/)
        }
        const weights = parts.reduce((sum, { weight }) => sum + weight, 0)
        const mean = parts.reduce((sum, { weight, value }) => sum + (weight * value) / weights, 0)
        expect(Math.abs(confidence - 100 * mean)).toBeLessThanOrEqual(0.5 + 1e-9)
      }
    }),
    RUNS,
  )
})

test('signals do not repeat a direction while the last one can still be decided', () => {
  fc.assert(
    fc.property(seed, (start) => {
      const { candles } = someReadings(start)
      const last = new Map<string, Signal>()
      for (const signal of signalsOf(candles)) {
        const key = `${signal.source} ${signal.direction}`
        const before = last.get(key)
        if (before !== undefined) {
          expect(signal.last - before.last).toBeGreaterThan(3 * HOUR_MS)
          expect(scoreSignal(before, candles)?.at).toBeLessThanOrEqual(signal.at)
        }
        last.set(key, signal)
      }
    }),
    RUNS,
  )
})

test('signals are kept back by signals from before that are undecided', () => {
  const { candles } = someReadings(1)
  const all = signalsOf(candles)
  const [first] = all
  if (first === undefined) throw new Error('This walk has signals')
  // Levels that are never reached, said one candle before it.
  const open: Signal = {
    ...first,
    stop: 1e-9,
    targets: [1e9],
    last: first.last - HOUR_MS,
    at: first.at - HOUR_MS,
    until: first.until - HOUR_MS,
  }
  const wish = { marketId: first.marketId, reading: readSeries(candles), higher: [], from: FROM }
  const kept = makeSignals({ ...wish, open: [open] })
  expect(all).toContainEqual(first)
  expect(kept).not.toContainEqual(first)
  expect(kept.filter(({ source }) => source !== first.source)).toEqual(all.filter(({ source }) => source !== first.source))
  expect(makeSignals({ ...wish, open: [{ ...open, until: first.at }] })).toEqual(all)
})

test('signals say the same at every price level', () => {
  fc.assert(
    fc.property(seed, fc.constantFrom(-20, -3, 10), (start, power) => {
      const { candles } = someReadings(start)
      const factor = 2 ** power
      const scaled = makeCandles(candles.timeframe, (name) =>
        name === 'time' || name === 'volume' ? candles[name] : candles[name].map((price) => price * factor),
      )
      const expected = signalsOf(candles).map((signal) => ({
        ...signal,
        entry: signal.entry * factor,
        stop: signal.stop * factor,
        targets: signal.targets.map((target) => target * factor),
      }))
      expect(signalsOf(scaled)).toEqual(expected)
    }),
    RUNS,
  )
})
