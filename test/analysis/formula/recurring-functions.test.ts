import { describe, expect, it } from 'vitest'
import { computeFormula } from '../../../src/analysis/formula/compute-formula.ts'
import { formulaNeeds } from '../../../src/analysis/formula/formula-needs.ts'
import { readCondition, readFormula } from '../../../src/analysis/formula/read-formula.ts'
import { type Candles, candlesFrom } from '../../../src/basics/candles.ts'
import { nextOpen, openOf, type Timeframe } from '../../../src/basics/timeframe.ts'

/** Candles of these closes, one after another; the first is that in which 1 January 2026, a Thursday, begins. */
function candlesOf(timeframe: Timeframe, closes: readonly number[]): Candles {
  let time = openOf(timeframe, Date.UTC(2026, 0, 1))
  return candlesFrom(
    timeframe,
    closes.map((close) => {
      const candle = { time, open: close, high: close, low: close, close, volume: 1 }
      time = nextOpen(timeframe, time)
      return candle
    }),
  )
}

function answers(formula: string, candles: Candles): readonly number[] {
  return [...computeFormula(readFormula(formula), { candles, frames: new Map(), outside: new Map() })]
}

function closesWhere(formula: string, timeframe: Timeframe, count: number): readonly string[] {
  const candles = candlesOf(
    timeframe,
    Array.from({ length: count }, () => 100),
  )
  return answers(formula, candles).flatMap((yes, index) =>
    yes === 1 ? [new Date(nextOpen(timeframe, candles.time[index] ?? 0)).toISOString().slice(0, 16)] : [],
  )
}

describe('every', () => {
  it.each<readonly [string, Timeframe, number, readonly string[]]>([
    ['every(1d)', '4h', 13, ['2026-01-02T00:00', '2026-01-03T00:00']],
    ['every(6)', '4h', 13, ['2026-01-02T00:00', '2026-01-03T00:00']],
    ['every(1w)', '1d', 14, ['2026-01-05T00:00', '2026-01-12T00:00']],
    ['every(2)', '1w', 4, ['2026-01-05T00:00', '2026-01-19T00:00']],
    ['every(3)', '1M', 7, ['2026-04-01T00:00', '2026-07-01T00:00']],
    ['every(1)', '1h', 2, ['2026-01-01T01:00', '2026-01-01T02:00']],
  ])('%s on candles of %s comes as the clock says', (formula, timeframe, count, closes) => {
    expect(closesWhere(formula, timeframe, count)).toEqual(closes)
  })

  it('does not depend on where the candles begin', () => {
    const candles = candlesOf(
      '1h',
      Array.from({ length: 60 }, () => 1),
    )
    const late = candlesFrom(
      '1h',
      [...candles.time].slice(17).map((time) => ({ time, open: 1, high: 1, low: 1, close: 1, volume: 1 })),
    )
    expect(answers('every(1d)', late)).toEqual(answers('every(1d)', candles).slice(17))
    expect(formulaNeeds(readFormula('every(1d)'), '1h')).toMatchObject({ warmUp: 0, history: 0 })
  })

  it('refuses a time that is no whole number of candles', () => {
    expect(() => formulaNeeds(readFormula('every(1h)'), '4h')).toThrow('1h in every(…) is shorter than a candle of 4h.')
  })
})

describe('grid_down', () => {
  it('counts the lines that a close fell through', () => {
    // Lines at 100 · 1.1^n would need a close on them; these lie between the lines of a grid of 10 %.
    const [bottom, above, top] = [1.1 ** 48.5, 1.1 ** 49.5, 1.1 ** 51.5]
    expect(answers('grid_down(10%)', candlesOf('1h', [top, above, above * 1.02, bottom, top, top]))).toEqual([Number.NaN, 2, 0, 1, 0, 0])
  })

  it('stands for a condition', () => {
    expect(readCondition('grid_down(2%)').text).toBe('grid_down(2%) != 0')
  })

  it('is written in percent', () => {
    expect(readFormula('grid_down').text).toBe('grid_down(2%)')
    expect(readFormula('grid_down(0.025)').text).toBe('grid_down(2.5%)')
    expect(() => readFormula('grid_down(2)')).toThrow('grid_down wants a number from 0.1% to 100% for its step.')
  })
})
