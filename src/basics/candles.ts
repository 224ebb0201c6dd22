import type { Timeframe } from './timeframe.ts'

/**
 * Candles of one market in columns, oldest first. `time` is the opening in milliseconds since 1970, UTC; prices are in the quote currency, `volume` in the base currency.
 * All columns have the same length and nobody changes them once they are shared.
 */
export interface Candles {
  readonly timeframe: Timeframe
  readonly time: Float64Array
  readonly open: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
  readonly volume: Float64Array
}

export interface Candle {
  readonly time: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
}

export const CANDLE_COLUMNS = ['time', 'open', 'high', 'low', 'close', 'volume'] as const satisfies readonly (keyof Candle)[]

type Column = (typeof CANDLE_COLUMNS)[number]

export function makeCandles(timeframe: Timeframe, column: (name: Column) => Float64Array): Candles {
  return {
    timeframe,
    time: column('time'),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: column('volume'),
  }
}

export function candlesFrom(timeframe: Timeframe, rows: readonly Candle[]): Candles {
  return makeCandles(timeframe, (name) => Float64Array.from(rows, (row) => row[name]))
}

export function candleAt(candles: Candles, index: number): Candle | undefined {
  if (index < 0 || index >= candles.time.length) return undefined
  const at = (column: Float64Array): number => column[index] ?? Number.NaN
  return {
    time: at(candles.time),
    open: at(candles.open),
    high: at(candles.high),
    low: at(candles.low),
    close: at(candles.close),
    volume: at(candles.volume),
  }
}

/** The candles from index `start` up to `end`, which is left out. Shares memory with the original. */
export function sliceCandles(candles: Candles, start: number, end: number = candles.time.length): Candles {
  return makeCandles(candles.timeframe, (name) => candles[name].subarray(start, end))
}

export function joinCandles(timeframe: Timeframe, parts: readonly Candles[]): Candles {
  const length = parts.reduce((sum, { time }) => sum + time.length, 0)
  return makeCandles(timeframe, (name) => {
    const column = new Float64Array(length)
    let offset = 0
    for (const part of parts) {
      column.set(part[name], offset)
      offset += part.time.length
    }
    return column
  })
}

/** The index of the first candle that opens at or after `at`; the length when there is none. */
export function indexFrom(time: Float64Array, at: number): number {
  let low = 0
  let high = time.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((time[middle] ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}
