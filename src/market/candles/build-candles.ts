import { type Candle, type Candles, candleAt, candlesFrom } from '../../basics/candles.ts'
import { lengthOf, openOf, type Timeframe } from '../../basics/timeframe.ts'

/** Candles of a coarser timeframe from finer ones that divide it. One that lacks some of its parts is made of those that are there. */
export function buildCandles(finer: Candles, timeframe: Timeframe): Candles {
  const rows: Candle[] = []
  let building: Candle | undefined
  for (let index = 0; index < finer.time.length; index++) {
    const part = candleAt(finer, index)
    if (part === undefined) continue
    const time = openOf(timeframe, part.time)
    if (building?.time === time) {
      building = extend(building, part)
      continue
    }
    if (building !== undefined) rows.push(building)
    building = { ...part, time }
  }
  if (building !== undefined) rows.push(building)
  return candlesFrom(timeframe, rows)
}

function extend(candle: Candle, part: Candle): Candle {
  return {
    time: candle.time,
    open: candle.open,
    high: Math.max(candle.high, part.high),
    low: Math.min(candle.low, part.low),
    close: part.close,
    volume: candle.volume + part.volume,
  }
}

/** How many candles fit between two openings. */
export function candlesBetween(timeframe: Timeframe, from: number, to: number): number {
  if (timeframe !== '1M') return Math.round((to - from) / lengthOf(timeframe))
  const [first, last] = [new Date(from), new Date(to)]
  return (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth()
}

/** How many candles are missing between the first and the last. */
export function countMissing({ timeframe, time }: Pick<Candles, 'timeframe' | 'time'>): number {
  const [first, last] = [time[0], time.at(-1)]
  return first === undefined || last === undefined ? 0 : candlesBetween(timeframe, first, last) + 1 - time.length
}
