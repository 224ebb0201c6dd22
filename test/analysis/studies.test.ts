import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readStudy, STUDY_VOCABULARY } from '../../src/analysis/read-study.ts'
import { STUDIES } from '../../src/analysis/studies.ts'
import { makeCandles, sliceCandles } from '../../src/basics/candles.ts'
import { someWalk, walk } from './some-candles.ts'

/** Indicators with small numbers, so that short walks get past their warm-up. */
const SMALL: Readonly<Record<string, string>> = {
  macd: 'macd(3,6,4)',
  ichimoku: 'ichimoku(3,5,8,4)',
  stochrsi: 'stochrsi(4,5,3)',
  bb: 'bb(5,2)',
  kc: 'kc(5,2,4)',
  t3: 't3(4,0.7)',
  ppo: 'ppo(3,6)',
  apo: 'apo(3,6)',
  adosc: 'adosc(3,6)',
  ultosc: 'ultosc(2,4,6)',
}
const REQUESTS = STUDIES.map((definition) => {
  const small = Object.values(definition.args).map(({ whole }, index) => (whole ? 4 : index + 0.5))
  const usable = definition.name === 'sar' ? '' : small.join(',')
  return readStudy(SMALL[definition.name] ?? `${definition.name}(${usable})`)
})

describe.each(REQUESTS)('$formula', (request) => {
  it('has one value per candle, and none only in its warm-up', () => {
    const candles = walk({ seed: request.formula, count: 120 })
    const { outputs } = request.compute(candles)
    expect(outputs.length).toBeGreaterThan(0)
    for (const { values } of outputs) {
      expect(values).toHaveLength(120)
      expect(values.subarray(request.warmUp).every(Number.isFinite)).toBe(true)
    }
    const begins = outputs.map(({ values }) => values.findIndex((value) => !Number.isNaN(value)))
    expect(Math.max(...begins)).toBe(request.warmUp)
  })

  it('does not change what is known when later bars come', () => {
    fc.assert(
      fc.property(someWalk({ most: 60 }), fc.nat({ max: 60 }), (candles, cut) => {
        const whole = request.compute(candles)
        const part = request.compute(sliceCandles(candles, 0, Math.min(cut, candles.time.length)))
        for (const [index, { values }] of part.outputs.entries()) {
          expect(whole.outputs[index]?.values.subarray(0, values.length)).toEqual(values)
        }
      }),
      { numRuns: 20 },
    )
  })

  it('gives columns that are heard of by name', () => {
    const candles = walk({ seed: 1, count: 80 })
    for (const output of request.compute(candles).outputs) {
      const alone = readStudy(output.formula).compute(candles)
      expect(alone.outputs.find(({ formula }) => formula === output.formula)?.values).toEqual(output.values)
    }
  })
})

/** What becomes of an indicator when all prices are multiplied: it is multiplied too, it stays, or (variance) it is multiplied twice. */
const GROWS = [
  'sma',
  'ema',
  'wma',
  'rma',
  'hma',
  'dema',
  'tema',
  'linreg',
  'vwma',
  'vwap',
  'bb',
  'kc',
  'dc',
  'supertrend',
  'sar',
  'ichimoku',
  'trima',
  'kama',
  't3',
  'zlema',
  'midprice',
  'midpoint',
  'pivot',
  'vp',
]
const GROWS_TOO = ['macd', 'mom', 'atr', 'tr', 'stdev', 'linreg_slope', 'apo']

it.each(REQUESTS)('scales with the price as it should: $formula', (request) => {
  const candles = walk({ seed: 5, count: 100 })
  // A power of two keeps every digit, so that what is compared stays equal to the last bit.
  const times = 4
  const dearer = makeCandles(candles.timeframe, (name) =>
    name === 'time' || name === 'volume' ? candles[name] : candles[name].map((value) => value * times),
  )
  const grows = [...GROWS, ...GROWS_TOO].includes(request.name) ? times : 1
  const factor = request.name === 'variance' ? times * times : grows
  const before = request.compute(candles).outputs
  for (const [index, { values }] of request.compute(dearer).outputs.entries()) {
    expect(values).toEqual(before[index]?.values.map((value) => value * factor))
  }
})

it('knows every name once', () => {
  const names = STUDIES.flatMap(({ name, aliases, outputs }) => [...new Set([name, ...aliases, ...outputs.map((output) => output.name)])])
  expect(new Set(names).size).toBe(names.length)
  expect(new Set(STUDY_VOCABULARY).size).toBe(STUDY_VOCABULARY.length)
})

it('loads enough history that the beginning no longer shows', () => {
  const candles = walk({ seed: 9, count: 3000 })
  for (const definition of STUDIES) {
    const request = readStudy(definition.name)
    // A cumulative sum depends on where it begins, for ever.
    if (['obv', 'ad'].includes(request.name)) continue
    const history = request.history(candles.timeframe)
    const whole = request.compute(candles).outputs
    for (const [index, { values }] of request.compute(sliceCandles(candles, 2999 - history)).outputs.entries()) {
      const exact = whole[index]?.values.at(-1) ?? Number.NaN
      const size = Math.max(...(whole[index]?.values ?? []).map((value) => (Number.isNaN(value) ? 0 : Math.abs(value))))
      expect(Math.abs((values.at(-1) ?? Number.NaN) - exact), definition.name).toBeLessThan(size * 1e-6)
    }
  }
})

it.each(['obv', 'ad'])('adds %s up from one and the same candle, however many were loaded', (name) => {
  const candles = walk({ seed: name, count: 5600 })
  const request = readStudy(name)
  const [few, many] = [sliceCandles(candles, 5600 - 1 - request.history('1h')), candles].map(
    (each) => request.compute(each).outputs[0]?.values,
  )
  expect(many?.at(-1)).toBe(few?.at(-1))
  expect(many?.findIndex((value) => !Number.isNaN(value))).toBe(600)
  expect(many).toHaveLength(5600)
})
