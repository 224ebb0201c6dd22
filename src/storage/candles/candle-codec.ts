import { promisify } from 'node:util'
import { crc32, deflate, inflate } from 'node:zlib'
import { CANDLE_COLUMNS, type Candles, makeCandles } from '../../basics/candles.ts'
import type { Timeframe } from '../../basics/timeframe.ts'

/** The way of writing that `encodeChunk` uses; a chunk says which one it was written in. */
const CODEC = 1
/** The most candles in a chunk. */
export const CHUNK_CANDLES_MAX = 10_000

const DEFLATE_LEVEL = 6
const DECIMALS_MAX = 12
/** Below this, sums and differences of ticks, and twice those, are exact in a float64. */
const TICKS_MAX = 2 ** 50
const FLOAT_BYTES = 8
const BYTE = 256
/** In place of the number of decimals: the column is float64 as it stands. */
const RAW = 255
const HEADER_BYTES = 2 + FLOAT_BYTES
const COLUMN_BYTES_MAX = HEADER_BYTES + FLOAT_BYTES * CHUNK_CANDLES_MAX
const CHUNK_BYTES_MAX = CANDLE_COLUMNS.length * COLUMN_BYTES_MAX

const pack = promisify(deflate)
const unpack = promisify(inflate)

export interface EncodedChunk {
  readonly codec: number
  /** CRC-32 of `data`. */
  readonly checksum: number
  readonly data: Uint8Array
}

/**
 * Candles as bytes: six columns (opening, open, high, low, close, volume), deflated together.
 * A column is a byte with its decimals, a byte with the width, the first value in ticks of 10^-decimals, and then the differences from one value to the next:
 * in ticks too, folded so that small ones of either sign are small, as planes of bytes from the lowest up. A column that no tick fits exactly is kept as float64.
 */
export async function encodeChunk(candles: Candles): Promise<EncodedChunk> {
  const columns = CANDLE_COLUMNS.map((name) => encodeColumn(candles[name]))
  const data = await pack(Buffer.concat(columns), { level: DEFLATE_LEVEL })
  return { codec: CODEC, checksum: crc32(data), data }
}

/** Throws when the bytes are not what was written: a wrong candle is worse than none. */
export async function decodeChunk(timeframe: Timeframe, count: number, { codec, checksum, data }: EncodedChunk): Promise<Candles> {
  if (codec !== CODEC) throw new Error(`A chunk of candles was written by a newer version (${codec})`)
  if (crc32(data) !== checksum) throw new Error('A chunk of candles is damaged: its checksum does not match')
  const bytes = await unpack(data, { maxOutputLength: CHUNK_BYTES_MAX })
  let offset = 0
  const candles = makeCandles(timeframe, () => {
    const column = new Float64Array(count)
    offset = decodeColumn(bytes, offset, column)
    return column
  })
  if (offset !== bytes.length) throw new Error('A chunk of candles is longer than its candles')
  return candles
}

function encodeColumn(values: Float64Array): Uint8Array {
  const decimals = exactDecimals(values)
  if (decimals === undefined) return encodeRaw(values)
  const scale = 10 ** decimals
  const first = Math.round((values[0] ?? 0) * scale)
  const folded = new Float64Array(values.length)
  let before = first
  let largest = 0
  for (let index = 0; index < values.length; index++) {
    const ticks = Math.round((values[index] ?? 0) * scale)
    const difference = ticks - before
    before = ticks
    const fold = difference < 0 ? -2 * difference - 1 : 2 * difference
    folded[index] = fold
    if (fold > largest) largest = fold
  }
  let width = 0
  while (BYTE ** width <= largest) width++
  const bytes = columnBytes({ count: values.length, decimals, width, first })
  for (let plane = 0; plane < width; plane++) {
    const start = HEADER_BYTES + plane * folded.length
    const unit = BYTE ** plane
    for (let index = 0; index < folded.length; index++) {
      const above = Math.floor((folded[index] ?? 0) / unit)
      bytes[start + index] = above - Math.floor(above / BYTE) * BYTE
    }
  }
  return bytes
}

function encodeRaw(values: Float64Array): Uint8Array {
  const count = values.length
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  const bytes = columnBytes({ count, decimals: RAW, width: FLOAT_BYTES, first: 0 })
  for (let plane = 0; plane < FLOAT_BYTES; plane++)
    for (let index = 0; index < count; index++) bytes[HEADER_BYTES + plane * count + index] = raw[index * FLOAT_BYTES + plane] ?? 0
  return bytes
}

function columnBytes({ count, decimals, width, first }: Record<'count' | 'decimals' | 'width' | 'first', number>): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + width * count)
  bytes[0] = decimals
  bytes[1] = width
  viewOf(bytes).setFloat64(2, first)
  return bytes
}

/** The least number of decimals that all values have exactly, so that ticks give back the very same float64. */
function exactDecimals(values: Float64Array): number | undefined {
  let decimals = 0
  for (const value of values) {
    while (!fits(value, 10 ** decimals)) {
      decimals++
      if (decimals > DECIMALS_MAX) return undefined
    }
  }
  return values.every((value) => fits(value, 10 ** decimals)) ? decimals : undefined
}

function fits(value: number, scale: number): boolean {
  const ticks = Math.round(value * scale)
  return Math.abs(ticks) < TICKS_MAX && ticks / scale === value && !Object.is(value, -0)
}

/** Fills `column` from the bytes at `offset` and returns where the next column begins. */
function decodeColumn(bytes: Uint8Array, offset: number, column: Float64Array): number {
  const count = column.length
  const decimals = bytes[offset] ?? RAW
  const width = bytes[offset + 1] ?? 0
  const start = offset + HEADER_BYTES
  const end = start + width * count
  if (width > FLOAT_BYTES || end > bytes.length) throw new Error('A chunk of candles is shorter than its candles')
  if (decimals === RAW) decodeRaw(bytes, start, column)
  else decodeTicks({ bytes: bytes.subarray(start, end), first: viewOf(bytes).getFloat64(offset + 2), scale: 10 ** decimals }, column)
  return end
}

function decodeRaw(bytes: Uint8Array, start: number, column: Float64Array): void {
  const count = column.length
  const raw = new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
  for (let plane = 0; plane < FLOAT_BYTES; plane++)
    for (let index = 0; index < count; index++) raw[index * FLOAT_BYTES + plane] = bytes[start + plane * count + index] ?? 0
}

function decodeTicks({ bytes, first, scale }: { bytes: Uint8Array; first: number; scale: number }, column: Float64Array): void {
  const count = column.length
  for (let plane = bytes.length / Math.max(count, 1) - 1; plane >= 0; plane--)
    for (let index = 0; index < count; index++) column[index] = (column[index] ?? 0) * BYTE + (bytes[plane * count + index] ?? 0)
  let ticks = first
  for (let index = 0; index < count; index++) {
    const fold = column[index] ?? 0
    const half = Math.floor(fold / 2)
    ticks += half * 2 === fold ? half : -half - 1
    column[index] = ticks / scale
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
