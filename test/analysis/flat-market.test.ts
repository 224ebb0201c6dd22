import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readStudy } from '../../src/analysis/read-study.ts'
import { candlesFrom, joinCandles } from '../../src/basics/candles.ts'
import { walk } from './some-candles.ts'

/** Averages, each with the line that is one, and how many bars its window holds; those that forget little by little have no window. */
const WINDOWS = { sma: 7, wma: 7, hma: 10, trima: 7, linreg: 7, vwma: 7, midpoint: 7, bb_middle: 7, dc_middle: 7 }
const FORGETTING = ['ema(7)', 'rma(7)', 'dema(7)', 'tema(7)', 'zlema(7)', 'kama(7)', 'ema(200)', 'rma(50)']
/** An EMA of 200 loses a hundredth of its lag with every bar. */
const STILL_BARS = 6500

const someHistory = fc.record({
  seed: fc.integer(),
  price: fc.constantFrom(1e-8, 0.37, 100, 68_000),
  // A price of which the digits do not end in binary.
  still: fc.integer({ min: 1, max: 999_983 }).map((ticks) => ticks / 1000),
})

/** A walk of 60 bars, after which the price stands still. */
function marketThatStops({ seed, price, still }: { seed: number; price: number; still: number }) {
  const before = walk({ seed, count: 60, price })
  const bar = { open: still, high: still, low: still, close: still, volume: 1 }
  const from = (before.time.at(-1) ?? 0) + 1
  const after = candlesFrom(
    before.timeframe,
    Array.from({ length: STILL_BARS }, (_, index) => ({ ...bar, time: from + index * 3_600_000 })),
  )
  return joinCandles(before.timeframe, [before, after])
}

function valuesOf(formula: string, history: { seed: number; price: number; still: number }): Float64Array {
  const [output] = readStudy(formula).compute(marketThatStops(history)).outputs
  return output?.values ?? new Float64Array(0)
}

describe('where the price stands still', () => {
  it.each(Object.entries(WINDOWS))('%s of %i is exactly the price as soon as its window holds nothing else', (name, bars) => {
    const numbers = name === 'bb_middle' ? `${bars},2` : String(bars)
    fc.assert(
      fc.property(someHistory, (history) => {
        const values = valuesOf(`${name}(${numbers})`, history).subarray(60 + 2 * bars)
        expect(values.every((value) => value === history.still)).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  it.each(FORGETTING)('%s comes to be exactly the price', (formula) => {
    fc.assert(
      fc.property(someHistory, (history) => {
        expect(valuesOf(formula, history).at(-1)).toBe(history.still)
      }),
      { numRuns: 20 },
    )
  })

  it('is exactly the price from the first value on where it never moved', () => {
    const still = candlesFrom(
      '1h',
      Array.from({ length: 300 }, (_, time) => ({ time, open: 0.1, high: 0.1, low: 0.1, close: 0.1, volume: 1 })),
    )
    for (const formula of [
      ...Object.keys(WINDOWS).filter((name) => name !== 'bb_middle'),
      ...FORGETTING.filter((name) => !name.startsWith('k')),
    ]) {
      const request = readStudy(formula.includes('(') ? formula : `${formula}(7)`)
      const known = request.compute(still).outputs[0]?.values.subarray(request.warmUp)
      expect(
        known?.every((value) => value === 0.1),
        formula,
      ).toBe(true)
    }
  })

  it('leaves nothing of bands and ranges', () => {
    const history = { seed: 1, price: 100, still: 0.1 }
    expect(
      valuesOf('stdev(7)', history)
        .subarray(67)
        .every((value) => value === 0),
    ).toBe(true)
    expect(valuesOf('bb_upper(7,2)', history).at(-1)).toBe(0.1)
    expect(valuesOf('atr(7)', history).at(-1)).toBeLessThan(1e-200)
  })
})
