import { describe, expect, it } from 'vitest'
import { STUDY_FUNCTIONS } from '../../../src/analysis/formula/study-functions.ts'
import { readStudy } from '../../../src/analysis/read-study.ts'
import { candleAt } from '../../../src/basics/candles.ts'
import { walk } from '../some-candles.ts'

const functionNamed = (name: string) => STUDY_FUNCTIONS.find((each) => each.name === name)
const usualOf = (parameters: (typeof STUDY_FUNCTIONS)[number]['parameters']): number[] =>
  parameters.flatMap((parameter) => (parameter.kind === 'number' ? [parameter.usual] : []))

describe('functions of indicators', () => {
  it('take a series first where the indicator does, then its numbers', () => {
    expect(functionNamed('macd_hist')).toMatchObject({
      about: 'MACD: histogram',
      gives: 'number',
      parameters: [
        { kind: 'source', name: 'source', optional: true },
        { kind: 'number', name: 'fast', usual: 12, least: 2, most: 500, whole: true },
        { kind: 'number', name: 'slow', usual: 26 },
        { kind: 'number', name: 'signal', usual: 9 },
      ],
    })
    expect(functionNamed('atr')).toMatchObject({ about: 'ATR', parameters: [{ kind: 'number', name: 'period', usual: 14 }] })
    expect(functionNamed('obv')).toMatchObject({ parameters: [] })
  })

  it('say how far they look back', () => {
    expect(functionNamed('rsi')?.lookBack([10], '1h')).toEqual({ warmUp: 10, history: 170 })
    expect(functionNamed('vwap')?.lookBack([], '1h')).toEqual({ warmUp: 0, history: 24 })
  })

  it.each(STUDY_FUNCTIONS)('give what the indicator gives, at once and bar by bar: $name', ({ name, parameters, start, batch }) => {
    const candles = walk({ seed: name, count: 150 })
    const wanted = readStudy(name)
      .compute(candles)
      .outputs.find(({ formula }) => formula.startsWith(`${name}(`))?.values
    const sources = parameters.some(({ kind }) => kind === 'source') ? [candles.close] : []
    expect(batch?.({ candles, sources }, usualOf(parameters))).toEqual(wanted)
    const run = start(usualOf(parameters), '1h')
    const values = Float64Array.from(candles.time, (_, index) => {
      const candle = candleAt(candles, index)
      return candle === undefined ? Number.NaN : run.next(candle, sources.length === 0 ? [] : [candle.close])
    })
    expect(values).toEqual(wanted)
  })

  it('are computed of another series too', () => {
    const candles = walk({ seed: 2, count: 60 })
    expect(functionNamed('sma')?.batch?.({ candles, sources: [candles.volume] }, [5])).toEqual(
      readStudy('sma(volume,5)').compute(candles).outputs[0]?.values,
    )
  })
})
