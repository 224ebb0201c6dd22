import { IndicatorsSync } from '@ixjb94/indicators'
import * as technical from 'technicalindicators'
import * as signals from 'trading-signals'
import { type Candle, type Candles, candleAt } from '../src/basics/candles.ts'

/** What is measured, by the names that TA-Lib has for it, with the numbers it is measured with. */
export const INDICATORS = {
  SMA: 'sma(20)',
  EMA: 'ema(20)',
  RSI: 'rsi(14)',
  MACD: 'macd(12,26,9)',
  BBANDS: 'bb(20,2)',
  ATR: 'atr(14)',
  ADX: 'adx(14)',
  STOCH: 'stoch(14,3,3)',
} as const
export type IndicatorName = keyof typeof INDICATORS
/** Streaming is the first six, told one candle after another. */
export type Measurable = IndicatorName | 'streaming'

export interface Measured {
  readonly ms: number
  /** The last values of its lines, in the order in which ours stand. */
  readonly last: readonly number[]
}

export interface Library {
  readonly name: string
  readonly on: (candles: Candles) => Readonly<Partial<Record<Measurable, () => readonly number[]>>>
  /** Where it means something else by the name, and so cannot be compared. */
  readonly differs?: Readonly<Partial<Record<Measurable, string>>>
}

export const ixjb94: Library = {
  name: '@ixjb94/indicators',
  on(candles) {
    const { high, low, close } = plain(candles)
    const library = new IndicatorsSync()
    const lastOf = (lines: readonly (readonly number[])[]): readonly number[] => numbers(...lines.map((line) => line.at(-1)))
    return {
      SMA: () => lastOf([library.sma(close, 20)]),
      EMA: () => lastOf([library.ema(close, 20)]),
      RSI: () => lastOf([library.rsi(close, 14)]),
      MACD: () => lastOf(library.macd(close, 12, 26, 9)),
      BBANDS: () => lastOf(library.bbands(close, 20, 2).toReversed()),
      ATR: () => lastOf([library.atr(high, low, close, 14)]),
      ADX: () => lastOf([library.adx(high, low, 14)]),
      STOCH: () => lastOf(library.stoch(high, low, close, 14, 3, 3)),
    }
  },
}

export const technicalIndicators: Library = {
  name: 'technicalindicators',
  on(candles) {
    const { high, low, close } = plain(candles)
    const { macd, bollingerbands, stochastic } = technical
    return {
      SMA: () => technical.sma({ period: 20, values: close }).slice(-1),
      EMA: () => technical.ema({ period: 20, values: close }).slice(-1),
      RSI: () => technical.rsi({ period: 14, values: close }).slice(-1),
      MACD() {
        const periods = { fastPeriod: 12, slowPeriod: 26, signalPeriod: 9 }
        const line = macd({ values: close, ...periods, SimpleMAOscillator: false, SimpleMASignal: false }).at(-1)
        return numbers(line?.MACD, line?.signal, line?.histogram)
      },
      BBANDS() {
        const line = bollingerbands({ period: 20, stdDev: 2, values: close }).at(-1)
        return numbers(line?.upper, line?.middle, line?.lower)
      },
      ATR: () => technical.atr({ period: 14, high, low, close }).slice(-1),
      ADX: () => numbers(technical.adx({ period: 14, high, low, close }).at(-1)?.adx),
      STOCH() {
        const line = stochastic({ period: 14, signalPeriod: 3, high, low, close }).at(-1)
        return numbers(line?.k, line?.d)
      },
    }
  },
  differs: { STOCH: 'it cannot smooth %K', RSI: 'it rounds to two digits' },
}

/** It takes one value at a time. */
export const tradingSignals: Library = {
  name: 'trading-signals',
  on(candles) {
    const rows = rowsOf(candles)
    const closes = [...candles.close]
    const macd = (): signals.MACD => new signals.MACD(new signals.EMA(12), new signals.EMA(26), new signals.EMA(9))
    return {
      SMA: () => numbers(after(new signals.SMA(20), closes)),
      EMA: () => numbers(after(new signals.EMA(20), closes)),
      RSI: () => numbers(after(new signals.RSI(14), closes)),
      MACD: () => macdLines(after(macd(), closes)),
      BBANDS: () => bandLines(after(new signals.BollingerBands(20, 2), closes)),
      ATR: () => numbers(after(new signals.ATR(14), rows())),
      ADX: () => numbers(after(new signals.ADX(14), rows())),
      STOCH() {
        const line = after(new signals.StochasticOscillator({ kPeriod: 14, kSlowingPeriod: 3, dPeriod: 3 }), rows())
        return numbers(line?.stochK, line?.stochD)
      },
      streaming() {
        const [sma, ema, rsi] = [new signals.SMA(20), new signals.EMA(20), new signals.RSI(14)]
        const [distance, bands, range] = [macd(), new signals.BollingerBands(20, 2), new signals.ATR(14)]
        for (const candle of rows()) {
          const { close } = candle
          sma.add(close)
          ema.add(close)
          rsi.add(close)
          distance.add(close)
          bands.add(close)
          range.add(candle)
        }
        const first = [sma, ema, rsi].map((average) => average.getResult())
        return [...numbers(...first), ...macdLines(distance.getResult()), ...bandLines(bands.getResult()), ...numbers(range.getResult())]
      },
    }
  },
}

/** Candles as objects, made when they are first asked for. */
export function rowsOf(candles: Candles): () => readonly Candle[] {
  let rows: readonly Candle[] | undefined
  return () => {
    rows ??= Array.from(candles.time, (_, index) => candleAt(candles, index)).filter((candle) => candle !== undefined)
    return rows
  }
}

/** Columns as plain arrays, which is what others take, made before anything is timed. */
function plain({ high, low, close }: Candles) {
  return { high: [...high], low: [...low], close: [...close] }
}

function after<Input, Result>(indicator: signals.TechnicalIndicator<Result, Input>, inputs: readonly Input[]): Result | null {
  for (const input of inputs) indicator.add(input)
  return indicator.getResult()
}

function macdLines(line: signals.MACDResult | null): readonly number[] {
  return numbers(line?.macd, line?.signal, line?.histogram)
}

function bandLines(line: signals.BandsResult | null): readonly number[] {
  return numbers(line?.upper, line?.middle, line?.lower)
}

function numbers(...values: readonly (number | null | undefined)[]): readonly number[] {
  return values.map((value) => value ?? Number.NaN)
}
