import { type Candles, makeCandles } from '../basics/candles.ts'

/**
 * Heikin-Ashi candles: the close is the mean of open, high, low and close; the open is the middle of the body before; times and volumes stay.
 * The first opens in the middle of its own body. Source: Dan Valcu, "Using the Heikin-Ashi technique", Stocks & Commodities 22:2 (2004).
 */
export function heikinAshi(candles: Candles): Candles {
  const count = candles.time.length
  const open = new Float64Array(count)
  const high = new Float64Array(count)
  const low = new Float64Array(count)
  const close = new Float64Array(count)
  let before = ((candles.open[0] ?? 0) + (candles.close[0] ?? 0)) / 2
  for (let index = 0; index < count; index++) {
    const [o = 0, h = 0, l = 0, c = 0] = [candles.open[index], candles.high[index], candles.low[index], candles.close[index]]
    const mean = (o + h + l + c) / 4
    open[index] = before
    close[index] = mean
    high[index] = Math.max(h, before, mean)
    low[index] = Math.min(l, before, mean)
    before = (before + mean) / 2
  }
  const columns = { time: candles.time, open, high, low, close, volume: candles.volume }
  return makeCandles(candles.timeframe, (name) => columns[name])
}
