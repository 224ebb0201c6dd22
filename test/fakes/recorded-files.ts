import type { Candle } from '../../src/basics/candles.ts'
import { lengthOf, type Timeframe } from '../../src/basics/timeframe.ts'
import type { CandleFiles } from '../../src/market/market-ports.ts'

const HEADER = 'timestamp_ms,open,high,low,close,volume'

/** Candle files in memory: name to rows, or to the text of a file. */
export function recordedFiles(files: Readonly<Record<string, readonly Candle[] | string>>): CandleFiles {
  return {
    names: async () => Object.keys(files),
    async *open(name) {
      const content = files[name] ?? ''
      yield new TextEncoder().encode(typeof content === 'string' ? content : csvOf(content))
    },
  }
}

export function csvOf(rows: readonly Candle[]): string {
  const lines = rows.map(({ time, open, high, low, close, volume }) => [time, open, high, low, close, volume].join(','))
  return `${[HEADER, ...lines].join('\n')}\n`
}

/** Candles that rise by a whole step each: number `i` opens at `price + i`, and closes at `price + i + 1` in steps of a tenth. */
export function risingCandles(
  timeframe: Timeframe,
  { from, count, price = 100 }: { readonly from: number; readonly count: number; readonly price?: number },
): Candle[] {
  return Array.from({ length: count }, (_, index) => {
    const open = price + index
    return { time: from + index * lengthOf(timeframe), open, high: open + 1.5, low: open - 0.5, close: open + 1, volume: 10 }
  })
}
