import { describe, expect, it } from 'vitest'
import { findPatterns } from '../../../src/analysis/find-patterns.ts'
import type { Finding } from '../../../src/analysis/finding.ts'
import type { FormulaFunction } from '../../../src/analysis/formula/formula-function.ts'
import { PATTERN_FUNCTIONS } from '../../../src/analysis/formula/pattern-functions.ts'
import { type Candles, candleAt, sliceCandles } from '../../../src/basics/candles.ts'
import { candlesOf, path } from '../planted-candles.ts'
import { walk } from '../some-candles.ts'

const some = walk({ seed: 21, count: 1200 })

function named(name: string): FormulaFunction {
  const found = PATTERN_FUNCTIONS.find((each) => each.name === name)
  if (found === undefined) throw new Error(`No function ${name}`)
  return found
}

/** The usual numbers of a function: those of its parameters. */
function usualNumbers({ parameters }: FormulaFunction): readonly number[] {
  return parameters.flatMap((parameter) => (parameter.kind === 'number' ? [parameter.usual] : []))
}

/** The values of a function, one candle after another. */
function run(each: FormulaFunction, candles: Candles, numbers = usualNumbers(each)): number[] {
  const { next } = each.start(numbers, '1h')
  return Array.from(candles.time, (_, index) => {
    const candle = candleAt(candles, index)
    return candle ? next(candle, []) : Number.NaN
  })
}

describe('functions of patterns', () => {
  it.each(PATTERN_FUNCTIONS.map(({ name }) => name))(
    '%s is the same at once and bar by bar, and from wherever its look-back begins',
    (name) => {
      const each = named(name)
      const values = run(each, some)
      const numbers = usualNumbers(each)
      const { warmUp, history } = each.lookBack(numbers, '1h')
      if (each.batch !== undefined) expect([...each.batch({ candles: some, sources: [] }, numbers)]).toEqual(values)
      expect(values.slice(0, warmUp).every(Number.isNaN)).toBe(true)
      if (each.gives === 'event') expect(values.slice(warmUp).some(Number.isNaN)).toBe(false)
      for (const start of [100, 333, 600])
        expect(run(each, sliceCandles(some, start)).slice(history)).toEqual(values.slice(start + history))
    },
  )

  const events: readonly (readonly [string, (finding: Finding) => number])[] = [
    ['bos', ({ kind, direction }) => (kind === 'bos' ? (direction === 'up' ? 1 : -1) : 0)],
    ['choch', ({ kind, direction }) => (kind === 'choch' ? (direction === 'up' ? 1 : -1) : 0)],
    ['fvg_bull', ({ kind, direction }) => Number(kind === 'fvg' && direction === 'up')],
    ['fvg_bear', ({ kind, direction }) => Number(kind === 'fvg' && direction === 'down')],
    ['order_block_bull', ({ kind, direction }) => Number(kind === 'order-block' && direction === 'up')],
    ['order_block_bear', ({ kind, direction }) => Number(kind === 'order-block' && direction === 'down')],
    ['sweep_high', ({ kind }) => Number(kind === 'sweep-high')],
    ['sweep_low', ({ kind }) => Number(kind === 'sweep-low')],
  ]

  it.each(events)('%s happens where the finding becomes known', (name, worth) => {
    const findings = findPatterns(some)
    const wanted = Array.from(
      some.time,
      (time) =>
        findings
          .filter(({ last }) => last === time)
          .map(worth)
          .find((value) => value !== 0) ?? 0,
    )
    const { warmUp } = named(name).lookBack([], '1h')
    expect(wanted.some((value) => value !== 0)).toBe(true)
    expect(run(named(name), some).slice(warmUp)).toEqual(wanted.slice(warmUp))
  })

  it('give the last swing from when it is known', () => {
    const candles = candlesOf(path(100, 102, 104, 106, 108, 110, 109, 108, 107, 106, 105, 104))
    expect(run(named('swing_high'), candles).slice(9)).toEqual([Number.NaN, 110.25, 110.25])
    expect(run(named('swing_high'), candles, [2]).slice(6, 8)).toEqual([Number.NaN, 110.25])
    expect(run(named('swing_low'), candles).every(Number.isNaN)).toBe(true)
  })

  it('keep a level after it is broken, so that a close can be seen to cross it, and forget it after 300 bars', () => {
    const twice = [100, 102, 104, 106, 108, 110, 109, 108, 107, 106, 105, 104, 106, 108, 109.5, 108, 106, 105, 104, 103]
    const candles = candlesOf(path(...twice, 115, ...new Array<number>(300).fill(115)))
    const values = run(named('resistance'), candles)
    expect(values.slice(18, 22)).toEqual([Number.NaN, 110.25, 110.25, 110.25])
    expect(values.slice(318)).toEqual([110.25, Number.NaN, Number.NaN])
  })
})
