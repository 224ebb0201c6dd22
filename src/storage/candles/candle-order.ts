import { CANDLE_COLUMNS, type Candles, makeCandles, sliceCandles } from '../../basics/candles.ts'

/** The candles by opening, each opening once; of several for one, the last counts. Throws a `RangeError` for an opening that is no whole millisecond. */
export function inOrder(candles: Candles): Candles {
  const { time } = candles
  if (!time.every(Number.isSafeInteger)) throw new RangeError('A candle opens at a whole number of milliseconds')
  if (time.every((at, index) => index === 0 || at > (time[index - 1] ?? at))) return candles
  const at = (index: number): number => time[index] ?? 0
  const sorted = Array.from(time.keys()).sort((a, b) => at(a) - at(b) || a - b)
  const kept = sorted.filter((index, position) => at(index) !== at(sorted[position + 1] ?? -1) || position === sorted.length - 1)
  return makeCandles(candles.timeframe, (name) => Float64Array.from(kept, (index) => candles[name][index] ?? Number.NaN))
}

/** The candles in the fewest pieces of at most `size`, all nearly as long. */
export function evenPieces(candles: Candles, size: number): readonly Candles[] {
  const count = Math.ceil(candles.time.length / size)
  const edge = (piece: number): number => Math.round((piece * candles.time.length) / count)
  return Array.from({ length: count }, (_, piece) => sliceCandles(candles, edge(piece), edge(piece + 1)))
}

const FLOAT_BYTES = 8
const ROW_BYTES = CANDLE_COLUMNS.length * FLOAT_BYTES

/** Reads rows of PostgreSQL's binary numbers: a bigint with the opening and five floats each. */
export function candlesFromRows(timeframe: Candles['timeframe'], bytes: Uint8Array): Candles {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const column = (number: number): Float64Array =>
    Float64Array.from({ length: bytes.byteLength / ROW_BYTES }, (_, row) => {
      const offset = row * ROW_BYTES + number * FLOAT_BYTES
      return number === 0 ? Number(view.getBigInt64(offset)) : view.getFloat64(offset)
    })
  return makeCandles(timeframe, (name) => column(CANDLE_COLUMNS.indexOf(name)))
}
