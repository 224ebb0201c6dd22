import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lengthOf, TIMEFRAMES, type Timeframe } from '../../src/basics/timeframe.ts'
import { timeLabels } from '../../src/charts/time-labels.ts'

const START = Date.UTC(2026, 10, 20, 1)

const times = (timeframe: Timeframe, count: number, start = START): Float64Array =>
  new Float64Array(count).map((_, index) => start + index * lengthOf(timeframe))
const texts = (...given: Parameters<typeof timeLabels>): string[] => timeLabels(...given).map(({ text }) => text)

describe('timeLabels', () => {
  it.each([
    ['1m', 90, ['01:10', '01:20', '01:30', '01:40', '01:50', '02:00', '02:10', '02:20']],
    ['1h', 90, ['12:00', '21 Nov', '12:00', '22 Nov', '12:00', '23 Nov', '12:00']],
    ['4h', 90, ['21 Nov', '23 Nov', '25 Nov', '27 Nov', '29 Nov', '1 Dec', '3 Dec']],
    ['1d', 90, ['23 Nov', '7 Dec', '21 Dec', '4 Jan', '18 Jan', '1 Feb', '15 Feb']],
    ['1w', 90, ['2027', 'Apr ’27', 'Jul ’27', 'Oct ’27', '2028', 'Apr ’28', 'Jul ’28']],
  ] as const)('are round times under %s candles', (timeframe, count, wanted) => {
    expect(texts(times(timeframe, count), 'UTC')).toEqual(wanted)
  })

  it('are in the zone of the reader', () => {
    expect(texts(times('1h', 24), 'Asia/Kolkata')).toEqual(['08:30', '12:30', '16:30', '20:30', '21 Nov', '04:30'])
  })

  it('say when a single candle is', () => {
    expect(timeLabels(times('1h', 1), 'UTC')).toEqual([{ index: 0, text: '20 Nov 01:00' }])
    expect(timeLabels(times('1d', 1, Date.UTC(2026, 10, 20)), 'UTC')).toEqual([{ index: 0, text: '20 Nov' }])
    expect(timeLabels(new Float64Array(0), 'UTC')).toEqual([])
  })

  it('are few and apart, also where candles are missing', () => {
    const series = fc.record({
      timeframe: fc.constantFrom(...TIMEFRAMES),
      count: fc.integer({ min: 1, max: 90 }),
      gap: fc.integer({ min: 0, max: 500 }),
    })
    fc.assert(
      fc.property(series, ({ timeframe, count, gap }) => {
        const time = times(timeframe, count).map((at, index) => (index > count / 2 ? at + gap * lengthOf(timeframe) : at))
        const found = timeLabels(time, 'Europe/Berlin')
        expect(found.length).toBeGreaterThan(0)
        expect(found.length).toBeLessThanOrEqual(8)
        for (const [rank, { index }] of found.entries()) {
          expect(rank === 0 || (index - (found[rank - 1]?.index ?? 0)) / count > 0.09).toBe(true)
        }
      }),
    )
  })
})
