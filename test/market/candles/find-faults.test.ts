import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Candle, candlesFrom } from '../../../src/basics/candles.ts'
import { HOUR_MS } from '../../../src/basics/timeframe.ts'
import { findFaults } from '../../../src/market/candles/find-faults.ts'

const START = Date.UTC(2024, 0, 1)
const NOW = START + 100_000 * HOUR_MS

const flat = (hour: number, price = 100): Candle => ({
  time: START + hour * HOUR_MS,
  open: price,
  high: price * 1.02,
  low: price * 0.98,
  close: price * 1.01,
  volume: 5,
})

function faultsOf(rows: readonly Candle[], now = NOW): readonly string[] {
  return findFaults(candlesFrom('1h', rows), now).faults.map(({ time, reason }) => `${(time - START) / HOUR_MS} ${reason}`)
}

describe('an impossible candle is set aside:', () => {
  test.each([
    ['a price that is no number', { open: Number.NaN }, 'not-a-number'],
    ['an endless price', { high: Number.POSITIVE_INFINITY }, 'not-a-number'],
    ['a volume that is no number', { volume: Number.NaN }, 'not-a-number'],
    ['a price of zero', { low: 0 }, 'not-positive'],
    ['a price below zero', { open: -1 }, 'not-positive'],
    ['a volume below zero', { volume: -0.1 }, 'negative-volume'],
    ['a high below the low', { high: 97 }, 'high-below-low'],
    ['an open above the high', { open: 103 }, 'outside-range'],
    ['a close below the low', { close: 97.5 }, 'outside-range'],
    ['a wick to a hundred times', { high: 10_200 }, 'spike'],
    ['a wick to a hundredth', { low: 0.9 }, 'spike'],
    ['a time between two openings', { time: START + HOUR_MS + 60_000 }, 'misaligned'],
  ])('%s', (_, change, reason) => {
    const { good, faults } = findFaults(candlesFrom('1h', [flat(0), { ...flat(1), ...change }, flat(2)]), NOW)
    expect(faults.map((fault) => fault.reason)).toEqual([reason])
    expect([...good.time]).toEqual([START, START + 2 * HOUR_MS])
  })
})

test('the fault shows the row as it came', () => {
  const { faults } = findFaults(candlesFrom('1h', [{ ...flat(0), volume: -1 }]), NOW)
  expect(faults).toEqual([{ time: START, reason: 'negative-volume', row: `${START},100,102,98,101,-1` }])
})

test('a time that comes twice or goes back is told apart', () => {
  expect(faultsOf([flat(0), flat(2), flat(2), flat(1), flat(3)])).toEqual(['2 duplicate', '1 unsorted'])
})

test('what has not closed yet is not taken', () => {
  expect(faultsOf([flat(0), flat(1), flat(2)], START + 2 * HOUR_MS)).toEqual(['2 future'])
  expect(faultsOf([flat(0), flat(1)], START + 2 * HOUR_MS)).toEqual([])
})

test('a leap is a spike unless the next candle stays where it went', () => {
  expect(faultsOf([flat(0), flat(1, 10_000), flat(2)])).toEqual(['1 spike'])
  expect(faultsOf([flat(0), flat(1, 1), flat(2)])).toEqual(['1 spike'])
  expect(faultsOf([flat(0), flat(1, 10_000), flat(2, 11_000), flat(3, 10_500)])).toEqual([])
  expect(faultsOf([flat(0), flat(1, 10_000)])).toEqual(['1 spike'])
  expect(faultsOf([flat(0), flat(1, 9000)])).toEqual([])
})

describe('for any rows', () => {
  const number = fc.oneof(fc.integer({ min: -2, max: 300 }), fc.double(), fc.constantFrom(Number.NaN, 1e30, 1e-30, 0))
  const row = fc.record({
    time: fc.oneof(
      fc.integer({ min: 0, max: 40 }).map((hour) => START + hour * HOUR_MS),
      fc.double(),
      fc.integer(),
    ),
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
  })
  const rows = fc.array(
    fc.oneof(
      row,
      fc.integer({ min: 0, max: 40 }).map((hour) => flat(hour)),
    ),
    { maxLength: 40 },
  )

  test('each is either good or a fault, good ones can be true, and looking twice changes nothing', () => {
    fc.assert(
      fc.property(rows, (drawn) => {
        const { good, faults } = findFaults(candlesFrom('1h', drawn), NOW)
        expect(good.time.length + faults.length).toBe(drawn.length)
        for (const [index, time] of good.time.entries()) {
          const [open = 0, high = 0, low = 0, close = 0] = [good.open[index], good.high[index], good.low[index], good.close[index]]
          expect(low > 0 && low <= Math.min(open, close) && high >= Math.max(open, close) && Number.isFinite(high)).toBe(true)
          expect(good.volume[index]).toBeGreaterThanOrEqual(0)
          expect(time).toBeGreaterThan(good.time[index - 1] ?? Number.NEGATIVE_INFINITY)
        }
        const again = findFaults(good, NOW)
        expect(again.faults.filter(({ reason }) => reason !== 'spike')).toEqual([])
      }),
    )
  })
})
