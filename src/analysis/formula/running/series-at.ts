import type { Candle } from '../../../basics/candles.ts'
import type { SeriesName } from '../../series.ts'

const meanOf =
  (...names: readonly ('open' | 'high' | 'low' | 'close')[]) =>
  (candle: Candle): number =>
    names.reduce((sum, name) => sum + candle[name], 0) / names.length

const AT: Readonly<Record<SeriesName, (candle: Candle) => number>> = {
  open: ({ open }) => open,
  high: ({ high }) => high,
  low: ({ low }) => low,
  close: ({ close }) => close,
  price: ({ close }) => close,
  volume: ({ volume }) => volume,
  hl2: meanOf('high', 'low'),
  hlc3: meanOf('high', 'low', 'close'),
  ohlc4: meanOf('open', 'high', 'low', 'close'),
  typical: meanOf('high', 'low', 'close'),
}

/** The value of a series at one candle; bit for bit that of the column in `SERIES`. */
export function seriesAt(series: SeriesName, candle: Candle): number {
  return AT[series](candle)
}
