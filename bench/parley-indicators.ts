import { readStudy } from '../src/analysis/read-study.ts'
import { STUDY_NAMES } from '../src/analysis/studies.ts'
import type { StudyRun } from '../src/analysis/study-definition.ts'
import type { Candles } from '../src/basics/candles.ts'
import { INDICATORS, type Library, rowsOf } from './indicator-peers.ts'

/** What is measured here: whole columns as pictures and tables ask for them, and runs as alerts do. */
export const parley: Library = {
  name: 'parley',
  on(candles) {
    const rows = rowsOf(candles)
    return {
      SMA: () => lastOf(INDICATORS.SMA, candles),
      EMA: () => lastOf(INDICATORS.EMA, candles),
      RSI: () => lastOf(INDICATORS.RSI, candles),
      MACD: () => lastOf(INDICATORS.MACD, candles),
      BBANDS: () => lastOf(INDICATORS.BBANDS, candles),
      ATR: () => lastOf(INDICATORS.ATR, candles),
      ADX: () => lastOf(INDICATORS.ADX, candles),
      STOCH: () => lastOf(INDICATORS.STOCH, candles),
      streaming() {
        const runs = [INDICATORS.SMA, INDICATORS.EMA, INDICATORS.RSI, INDICATORS.MACD, INDICATORS.BBANDS, INDICATORS.ATR].map(started)
        const [sma, ema, rsi, distance, bands, range] = runs
        for (const candle of rows()) {
          const { close } = candle
          sma?.next(candle, close)
          ema?.next(candle, close)
          rsi?.next(candle, close)
          distance?.next(candle, close)
          bands?.next(candle, close)
          range?.next(candle, close)
        }
        return runs.flatMap(({ out }) => [...out])
      },
    }
  },
}

function lastOf(formula: string, candles: Candles): readonly number[] {
  return readStudy(formula)
    .compute(candles)
    .outputs.map(({ values }) => values.at(-1) ?? Number.NaN)
}

function started(formula: string): StudyRun {
  const [name = '', numbers = ''] = formula.slice(0, -1).split('(')
  const definition = STUDY_NAMES.get(name)?.definition
  if (definition === undefined) throw new Error(`There is no ${name}`)
  const given = numbers.split(',').map(Number)
  return definition.start(Object.fromEntries(Object.keys(definition.args).map((arg, index) => [arg, given[index] ?? Number.NaN])))
}
