import type { Candle } from '../basics/candles.ts'
import { decimalOf } from '../basics/money.ts'
import { showAge, showTime } from '../basics/show.ts'
import { DAY_MS, lengthOf, type Timeframe } from '../basics/timeframe.ts'
import type { CandleSeries } from '../market/market-service.ts'

export const CANDLE_HEADER = ['timestamp_ms', 'open', 'high', 'low', 'close', 'volume'] as const

/** A candle as a line of the file that `npm run import` reads: plain digits, none lost. */
export function candleCells({ time, open, high, low, close, volume }: Candle): readonly string[] {
  return [String(time), ...[open, high, low, close, volume].map((value) => decimalOf(value).toFixed())]
}

/** When a candle opens, in as few characters as its length allows: "05-19 12:00" for hours, "2021-05-19" for days. Days are days in UTC. */
export function openingWords(time: number, timeframe: Timeframe, zone: string): string {
  return lengthOf(timeframe) < DAY_MS ? showTime(time, zone).slice(5, 16) : showTime(time).slice(0, 10)
}

/** What a reader must know about candles beside their numbers; empty when there is nothing. */
export function candleNotes(
  { candles: { time, timeframe }, forming, builtFrom, missing }: Pick<CandleSeries, 'candles' | 'forming' | 'builtFrom' | 'missing'>,
  now: number,
): string {
  const closedAgo = now - (time.at(-1) ?? now) - lengthOf(timeframe)
  const notes = [
    closedAgo > Math.max(DAY_MS, lengthOf(timeframe)) ? `The last candle closed ${showAge(closedAgo)} ago.` : '',
    forming ? 'The last candle is not closed yet.' : '',
    builtFrom === undefined ? '' : `Built from candles of ${builtFrom}.`,
    missing === 0 ? '' : `${missing} ${missing === 1 ? 'candle is' : 'candles are'} missing in between.`,
  ]
  return notes.filter((note) => note !== '').join(' ')
}
