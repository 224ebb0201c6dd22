import type { Candles } from '../basics/candles.ts'
import { at, combine } from './indicators/column.ts'

type Series = (candles: Candles) => Float64Array

const mean =
  (...names: readonly ('open' | 'high' | 'low' | 'close')[]): Series =>
  (candles) =>
    combine(candles.close.length, (index) => names.reduce((sum, name) => sum + at(candles[name], index), 0) / names.length)

/** What an indicator may be computed of, by the name it has in formulas. */
export const SERIES = {
  open: ({ open }) => open,
  high: ({ high }) => high,
  low: ({ low }) => low,
  close: ({ close }) => close,
  price: ({ close }) => close,
  volume: ({ volume }) => volume,
  hl2: mean('high', 'low'),
  hlc3: mean('high', 'low', 'close'),
  ohlc4: mean('open', 'high', 'low', 'close'),
  typical: mean('high', 'low', 'close'),
} as const satisfies Record<string, Series>

export type SeriesName = keyof typeof SERIES

/** One name for each series: `price` is `close`, `typical` is `hlc3`. */
const CANONICAL: Readonly<Partial<Record<SeriesName, SeriesName>>> = { price: 'close', typical: 'hlc3' }

/** The series with this name, in its canonical form. */
export function readSeries(name: string): SeriesName | undefined {
  if (!Object.hasOwn(SERIES, name)) return undefined
  const series = name as SeriesName
  return CANONICAL[series] ?? series
}
