import { describe, expect, it } from 'vitest'
import { measureCandles } from '../../../src/analysis/candlesticks/candle-measures.ts'
import { candlestickColumn } from '../../../src/analysis/candlesticks/candlestick.ts'
import { CANDLESTICKS, type CandlestickName } from '../../../src/analysis/candlesticks/candlestick-list.ts'
import { CANDLESTICK_PATTERNS } from '../../../src/analysis/candlesticks/candlesticks.ts'
import { CALM, candlesOf, mirrored, type Row } from '../planted-candles.ts'
import { walk } from '../some-candles.ts'

const BLACK: Row = [104, 104.5, 99.5, 100]
const WHITE: Row = [100, 104.5, 99.5, 104]

/** What each pattern looks like after calm candles, its value there, and last candles that just miss it. */
const PLANTED: Record<CandlestickName, { rows: readonly Row[]; value: number; misses: readonly Row[] }> = {
  cdl_doji: { rows: [[101, 102, 100, 101.1]], value: 100, misses: [[101, 102, 100, 101.5]] },
  cdl_dragonfly_doji: {
    rows: [[101, 101.1, 99, 101]],
    value: 100,
    misses: [
      [101, 102, 99, 101],
      [101, 101.1, 100.9, 101],
      [101, 101.1, 99, 100.5],
    ],
  },
  cdl_gravestone_doji: {
    rows: [[101, 103, 100.9, 101]],
    value: 100,
    misses: [
      [101, 103, 99, 101],
      [101, 101.1, 100.9, 101],
      [101, 103, 100.9, 101.5],
    ],
  },
  cdl_spinning_top: {
    rows: [[101, 103.5, 99.5, 102]],
    value: 100,
    misses: [
      [101, 102.5, 99.5, 102],
      [101, 103.5, 100.5, 102],
      [101, 106, 98, 103.5],
    ],
  },
  cdl_marubozu: {
    rows: [[100, 104.1, 99.9, 104]],
    value: 100,
    misses: [
      [100, 104.5, 99.9, 104],
      [100, 104.1, 99.5, 104],
      [100, 102.1, 99.9, 102],
    ],
  },
  cdl_hammer: {
    rows: [[99.5, 100.1, 96, 100]],
    value: 100,
    misses: [
      [100.5, 101.1, 96, 101],
      [99.5, 100.6, 96, 100],
      [99.5, 100.1, 99.2, 100],
    ],
  },
  cdl_hanging_man: {
    rows: [[102.5, 103.1, 99, 103]],
    value: -100,
    misses: [
      [101.5, 102.1, 99, 102],
      [102.5, 103.6, 99, 103],
    ],
  },
  cdl_inverted_hammer: {
    rows: [[98, 101, 97.9, 98.5]],
    value: 100,
    misses: [
      [99.8, 103, 99.7, 100.3],
      [98, 101, 97, 98.5],
      [98, 98.7, 97.9, 98.5],
    ],
  },
  cdl_shooting_star: {
    rows: [[103, 106, 102.9, 103.5]],
    value: -100,
    misses: [
      [101.9, 105, 101.8, 102.4],
      [103, 106, 102, 103.5],
      [103, 103.7, 102.9, 103.5],
    ],
  },
  cdl_engulfing: {
    rows: [
      [102, 102.5, 100.5, 101],
      [100.5, 103, 100, 102.5],
    ],
    value: 100,
    misses: [
      [100.5, 103, 100, 101.9],
      [101.1, 103, 100, 102.5],
      [103, 103.5, 100, 100.5],
    ],
  },
  cdl_harami: {
    rows: [BLACK, [101, 102, 100.5, 102]],
    value: 100,
    misses: [
      [99, 102, 98.5, 101],
      [101, 105, 100.5, 104.5],
      [100.5, 104, 100.2, 103.9],
    ],
  },
  cdl_harami_cross: {
    rows: [BLACK, [102, 102.5, 101.5, 102.1]],
    value: 100,
    misses: [
      [101, 102, 100.5, 102],
      [99, 99.5, 98.5, 99.1],
    ],
  },
  cdl_piercing: {
    rows: [BLACK, [99, 103.5, 98.5, 103]],
    value: 100,
    misses: [
      [99.6, 103.5, 98.5, 103],
      [99, 103.5, 98.5, 101.9],
      [99, 104.5, 98.5, 104.1],
    ],
  },
  cdl_dark_cloud_cover: {
    rows: [WHITE, [105, 105.5, 100.5, 101]],
    value: -100,
    misses: [
      [104.4, 105.5, 100.5, 101],
      [105, 105.5, 100.5, 102.1],
      [105, 105.5, 99, 99.9],
    ],
  },
  cdl_3_white_soldiers: {
    rows: [
      [100, 102.6, 99.5, 102.5],
      [101.5, 105, 101, 104.9],
      [104, 107.6, 103.5, 107.5],
    ],
    value: 100,
    misses: [
      [104, 109, 103.5, 107.5],
      [107, 110.6, 106.5, 110.5],
      [104, 104.7, 103.5, 104.6],
      [101.4, 107.6, 101, 107.5],
    ],
  },
  cdl_3_black_crows: {
    rows: [
      [100, 105, 99.5, 104],
      [104.5, 104.8, 101.9, 102],
      [103, 103.2, 99.9, 100],
      [101, 101.5, 97.9, 98],
    ],
    value: -100,
    misses: [
      [101, 101.5, 97, 98],
      [99.9, 100, 97.9, 98],
      [101, 101.5, 100.1, 100.2],
    ],
  },
  cdl_3_inside: {
    rows: [BLACK, [101, 102, 100.5, 102], [102, 105.5, 101.5, 105]],
    value: 100,
    misses: [
      [102, 104, 101.5, 103.9],
      [105.5, 106, 104, 104.5],
    ],
  },
  cdl_3_outside: {
    rows: [
      [102, 102.5, 100.5, 101],
      [100.5, 103, 100, 102.5],
      [102.5, 104, 102, 103.5],
    ],
    value: 100,
    misses: [[102.5, 104, 102, 102.4]],
  },
  cdl_morning_star: {
    rows: [BLACK, [98.5, 99, 97.5, 99], [99.5, 103, 99, 102.5]],
    value: 100,
    misses: [
      [98, 101.5, 97.5, 101.1],
      [102, 103, 101, 102.5],
      [104, 104.5, 100, 101.5],
    ],
  },
  cdl_evening_star: {
    rows: [WHITE, [105, 106, 104.8, 105.5], [104.5, 105, 100.5, 101]],
    value: -100,
    misses: [
      [106, 106.5, 102.5, 102.9],
      [102, 102.5, 100.5, 101.5],
    ],
  },
  cdl_morning_doji_star: { rows: [BLACK, [98.5, 99, 97.5, 98.6], [99.5, 103, 99, 102.5]], value: 100, misses: [[98, 101.5, 97.5, 101.1]] },
  cdl_evening_doji_star: {
    rows: [WHITE, [105, 106, 104.8, 105.1], [104.5, 105, 100.5, 101]],
    value: -100,
    misses: [[106, 106.5, 102.5, 102.9]],
  },
  cdl_abandoned_baby: {
    rows: [BLACK, [98, 98.5, 97.5, 98.1], [99.5, 103.5, 99, 103]],
    value: 100,
    misses: [
      [99.5, 103.5, 98.4, 103],
      [98.6, 101.5, 98.6, 101.1],
    ],
  },
  cdl_belt_hold: {
    rows: [[100, 104, 99.9, 103.5]],
    value: 100,
    misses: [
      [100, 104, 99, 103.5],
      [100, 102.5, 99.9, 101.9],
    ],
  },
  cdl_kicking: {
    rows: [
      [104, 104.1, 99.9, 100],
      [106, 110.1, 105.9, 110],
    ],
    value: 100,
    misses: [
      [104.05, 108.1, 103.95, 108],
      [106, 111, 105.9, 110],
      [98, 98.1, 93.9, 94],
    ],
  },
}
/** Patterns that are told apart by their sign, and those that are another pattern upside down. */
const MIRRORS: Partial<Record<CandlestickName, CandlestickName>> = {
  cdl_marubozu: 'cdl_marubozu',
  cdl_spinning_top: 'cdl_spinning_top',
  cdl_engulfing: 'cdl_engulfing',
  cdl_harami: 'cdl_harami',
  cdl_harami_cross: 'cdl_harami_cross',
  cdl_3_inside: 'cdl_3_inside',
  cdl_3_outside: 'cdl_3_outside',
  cdl_abandoned_baby: 'cdl_abandoned_baby',
  cdl_belt_hold: 'cdl_belt_hold',
  cdl_kicking: 'cdl_kicking',
  cdl_piercing: 'cdl_dark_cloud_cover',
  cdl_morning_star: 'cdl_evening_star',
  cdl_morning_doji_star: 'cdl_evening_doji_star',
}

function lastValue(name: CandlestickName, rows: readonly Row[]): number | undefined {
  const pattern = CANDLESTICK_PATTERNS.find((each) => each.name === name)
  return pattern && candlestickColumn(pattern, measureCandles(candlesOf(rows))).at(-1)
}

describe('candlestick patterns', () => {
  it('are all there, in the order of their names', () => {
    expect(CANDLESTICK_PATTERNS.map(({ name }) => name)).toEqual(CANDLESTICKS)
  })

  it.each(CANDLESTICKS)('%s is seen where it was planted, and not where it was just missed', (name) => {
    const { rows, value, misses } = PLANTED[name]
    expect(lastValue(name, [...CALM, ...rows])).toBe(value)
    for (const miss of misses) expect(lastValue(name, [...CALM, ...rows.slice(0, -1), miss]), `${miss}`).toBe(0)
    expect(lastValue(name, CALM)).toBe(0)
  })

  it.each(Object.entries(MIRRORS) as [CandlestickName, CandlestickName][])('%s upside down is %s the other way', (name, mirror) => {
    const { rows, value } = PLANTED[name]
    expect(lastValue(mirror, mirrored([...CALM, ...rows]))).toBe(-value)
  })

  it('says 80 where bodies share an end', () => {
    expect(lastValue('cdl_engulfing', [...CALM, [102, 102.5, 100.5, 101], [101, 103, 100, 102.5]])).toBe(80)
    expect(lastValue('cdl_harami', [...CALM, BLACK, [100, 101.5, 99.8, 101]])).toBe(80)
    expect(lastValue('cdl_3_inside', [...CALM, BLACK, [100, 101.5, 99.8, 101], [101, 105.5, 100.5, 105]])).toBe(0)
    expect(lastValue('cdl_engulfing', [...CALM, [102, 102.5, 100.5, 101], [101, 103, 100, 102]])).toBe(0)
  })

  it('is unknown in its warm-up and nowhere else', () => {
    const measures = measureCandles(walk({ seed: 1, count: 40 }))
    for (const pattern of CANDLESTICK_PATTERNS) {
      const known = Array.from(candlestickColumn(pattern, measures), (value) => !Number.isNaN(value))
      expect(known).toEqual(known.map((_, index) => index >= pattern.warmUp))
    }
  })
})
